"""What the webredacteur and the projectleider maintain of the programme."""

import re
import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from gebruikers.models import Gebruiker
from opgaven.models import Actiepunt, Doel, Les, Netwerk, Project
from tests.maak import maak_gebruiker, maak_regio
from tests.opgaven.netwerken import (
    maak_agendathema,
    maak_doel,
    maak_les,
    maak_netwerk,
    maak_project,
    maak_werkagenda,
)
from tests.tegelijk import tot_iemand_wacht
from vinden.models import Wegwijzer

pytestmark = pytest.mark.django_db

LIJSTEN = ("netwerk", "project", "werkagenda", "agendathema", "les", "regioervaring")


@pytest.fixture
def projectleider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


@pytest.fixture
def beheer(client: Client, projectleider: Gebruiker) -> Client:
    client.force_login(projectleider)
    return client


def adres(rij: Any, deel: str = "change") -> str:
    return f"/beheer/opgaven/{rij._meta.model_name}/{rij.pk}/{deel}/"


def ingevuld(client: Client, pad: str, **anders: Any) -> dict[str, Any]:
    """What the browser sends when only `anders` is typed; `x__y` is the field `x-y`."""
    context = client.get(pad).context
    formsets = [een.formset for een in context["inline_admin_formsets"]]
    formulieren = [context["adminform"].form, *(f.management_form for f in formsets)]
    formulieren += [form for formset in formsets for form in formset.forms]
    velden = {}
    for form in formulieren:
        for veld in form:
            waarde = veld.value()
            if waarde is not None and waarde is not False:
                velden[veld.html_name] = (
                    [getattr(een, "pk", een) for een in waarde]
                    if isinstance(waarde, list)
                    else waarde
                )
    return velden | {naam.replace("__", "-"): waarde for naam, waarde in anders.items()}


@pytest.mark.parametrize(
    ("rol", "status"),
    [("projectleider", 200), ("webredacteur", 200), ("beheerder", 200), ("kennismakelaar", 302)],
)
def test_wie_het_programma_in_het_beheer_bijhoudt(client: Client, rol: str, status: int) -> None:
    client.force_login(maak_gebruiker(rollen=[rol]))
    paden = [f"/beheer/opgaven/{naam}/{deel}" for naam in LIJSTEN for deel in ("", "add/")]

    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, status)


@pytest.mark.parametrize("naam", LIJSTEN)
def test_een_keuze_die_nog_niet_is_gemaakt_staat_er_in_gewone_woorden(
    beheer: Client, naam: str
) -> None:
    html = beheer.get(f"/beheer/opgaven/{naam}/add/").text

    leeg = set(re.findall(r'<option value=""[^>]*>([^<]*)</option>', html))
    assert leeg <= {"Maak een keuze"}


@pytest.mark.parametrize("app", ["innovaties/thema", "gebruikers/gebruiker"])
def test_de_projectleider_komt_niet_aan_andere_lijsten(beheer: Client, app: str) -> None:
    assert beheer.get(f"/beheer/{app}/").status_code == 403


def test_een_nieuw_netwerk_is_van_wie_het_maakt_en_meteen_te_vinden(
    beheer: Client, projectleider: Gebruiker
) -> None:
    pad = "/beheer/opgaven/netwerk/add/"

    response = beheer.post(
        pad,
        ingevuld(
            beheer, pad, titel="Noord", slug="noord", openbaar="on", doelen__0__titel="Meedoen"
        ),
    )

    assert response.status_code == 302, response.context["errors"]
    netwerk = Netwerk.objects.get(slug="noord")
    assert netwerk.gewijzigd_door == projectleider
    assert [doel.titel for doel in netwerk.doelen.all()] == ["Meedoen"]
    assert Wegwijzer.objects.filter(adres=netwerk.get_absolute_url()).exists()


def test_een_netwerk_dat_dicht_gaat_is_met_zijn_projecten_niet_meer_te_vinden(
    beheer: Client,
) -> None:
    netwerk = maak_netwerk()
    project = maak_project(maak_doel(netwerk))
    beheer.post(adres(netwerk), ingevuld(beheer, adres(netwerk)))
    assert Wegwijzer.objects.filter(adres=project.get_absolute_url()).exists()
    dicht = ingevuld(beheer, adres(netwerk))
    del dicht["openbaar"]

    beheer.post(adres(netwerk), dicht)

    assert not Netwerk.objects.get().openbaar
    assert not Wegwijzer.objects.exists()


def test_een_project_met_inspanning_en_actie(beheer: Client, projectleider: Gebruiker) -> None:
    doel = maak_doel(maak_netwerk())
    pad = "/beheer/opgaven/project/add/"
    velden = ingevuld(
        beheer,
        pad,
        netwerk=doel.netwerk_id,
        titel="Praten",
        slug="praten",
        doelen=[doel.pk],
        inspanningen__0__partij="gemeente",
        inspanningen__0__tekst="Mensen uitnodigen.",
        acties__0__tekst="Theater",
    )

    response = beheer.post(pad, velden)

    assert response.status_code == 302, response.context["errors"]
    project = Project.objects.get()
    assert project.gewijzigd_door == projectleider
    assert "Mensen uitnodigen." in Client().get(project.get_absolute_url()).text
    assert "Theater" in Wegwijzer.objects.get(adres=project.get_absolute_url()).tekst
    assert "Praten" in Wegwijzer.objects.get(adres=doel.netwerk.get_absolute_url()).tekst


def test_een_project_met_een_doel_van_een_ander_netwerk_wordt_uitgelegd(beheer: Client) -> None:
    vreemd, netwerk = maak_doel(maak_netwerk()), maak_netwerk()
    pad = "/beheer/opgaven/project/add/"
    velden = {"netwerk": netwerk.pk, "titel": "Praten", "slug": "praten", "doelen": [vreemd.pk]}

    response = beheer.post(pad, ingevuld(beheer, pad, **velden))

    assert "Kies alleen doelen van het netwerk van dit project." in response.text
    assert not Project.objects.exists()


def test_een_bestaand_project_kiest_alleen_uit_doelen_van_zijn_netwerk(beheer: Client) -> None:
    maak_doel(maak_netwerk(), titel="Een vreemd doel")
    project = maak_project(maak_doel(maak_netwerk(), titel="Een eigen doel"))

    html = beheer.get(adres(project)).text

    assert "Een eigen doel" in html
    assert "Een vreemd doel" not in html


def test_wat_weg_is_vindt_niemand_meer(beheer: Client) -> None:
    netwerk = maak_netwerk()
    project = maak_project(maak_doel(netwerk))
    beheer.post(adres(project), ingevuld(beheer, adres(project), slug="nieuwe-naam"))
    assert Wegwijzer.objects.filter(adres="/netwerk/project/nieuwe-naam/").exists()
    assert not Wegwijzer.objects.filter(adres=project.get_absolute_url()).exists()

    beheer.post(adres(project, "delete"), {"post": "yes"})

    assert not Project.objects.exists()
    assert [een.adres for een in Wegwijzer.objects.all()] == [netwerk.get_absolute_url()]


def test_een_actiepunt_maakt_de_werkagenda_opnieuw_vindbaar(
    beheer: Client, projectleider: Gebruiker
) -> None:
    thema, les = maak_agendathema(maak_werkagenda()), maak_les()
    velden = ingevuld(
        beheer,
        adres(thema),
        actiepunten__0__soort="pilot",
        actiepunten__0__tekst="Tien huizen",
        actiepunten__0__lessen=[les.pk],
    )

    response = beheer.post(adres(thema), velden)

    assert response.status_code == 302, response.context["errors"]
    assert list(Actiepunt.objects.get().lessen.all()) == [les]
    thema.werkagenda.refresh_from_db()
    assert thema.werkagenda.gewijzigd_door == projectleider
    assert "Tien huizen" in Wegwijzer.objects.get().tekst


def test_een_les_met_een_taak_en_de_ervaring_van_een_regio(beheer: Client) -> None:
    pad, regio = "/beheer/opgaven/les/add/", maak_regio()
    les = {"nummer": 1, "titel": "Delen", "slug": "delen", "openbaar": "on"}
    taak = {"taken__0__lezer": "gemeente", "taken__0__tekst": "Vertel het door."}
    beheer.post(pad, ingevuld(beheer, pad, **les, **taak))
    pad = "/beheer/opgaven/regioervaring/add/"
    lessen = [Les.objects.get().pk]

    beheer.post(pad, ingevuld(beheer, pad, regio=regio.pk, tekst="Zo gaat het.", lessen=lessen))

    wegwijzer = Wegwijzer.objects.get()
    assert "Vertel het door." in wegwijzer.tekst
    assert "Zo gaat het." in wegwijzer.tekst
    assert list(wegwijzer.regios.all()) == [regio]


# --- goals that serve others ---


def test_een_netwerk_gaat_weg_met_doelen_die_aan_elkaar_bijdragen(beheer: Client) -> None:
    netwerk = maak_netwerk()
    maak_project(maak_doel(netwerk, maak_doel(netwerk)))

    beheer.post(adres(netwerk, "delete"), {"post": "yes"})

    assert not Netwerk.objects.exists()
    assert not Doel.objects.exists()
    assert not Wegwijzer.objects.exists()


def test_een_doel_waar_andere_aan_bijdragen_gaat_niet_alleen_weg(beheer: Client) -> None:
    netwerk = maak_netwerk()
    hoog = maak_doel(netwerk)
    laag = maak_doel(netwerk, hoog)

    response = beheer.post(adres(netwerk), ingevuld(beheer, adres(netwerk), doelen__0__DELETE="on"))

    assert response.status_code == 200
    assert f"beschermde gerelateerde objecten: doel {laag}" in response.text
    assert set(netwerk.doelen.all()) == {hoog, laag}


@pytest.mark.parametrize("diepte", [0, 1, 2, 4])
def test_een_doel_dat_aan_zichzelf_zou_bijdragen_wordt_uitgelegd(
    beheer: Client, diepte: int
) -> None:
    netwerk = maak_netwerk()
    hoogste = laagste = maak_doel(netwerk)
    for _ in range(diepte):
        laagste = maak_doel(netwerk, laagste)
    velden = ingevuld(beheer, adres(netwerk), doelen__0__boven=laagste.pk, titel="Anders")

    response = beheer.post(adres(netwerk), velden)

    assert response.status_code == 200
    assert "Dit doel zou via een omweg bijdragen aan zichzelf." in response.text
    hoogste.refresh_from_db()
    assert hoogste.boven is None
    assert Netwerk.objects.get().titel != "Anders"


def test_twee_doelen_die_elkaar_kiezen_worden_uitgelegd(beheer: Client) -> None:
    netwerk = maak_netwerk()
    een, ander = maak_doel(netwerk), maak_doel(netwerk)
    velden = ingevuld(beheer, adres(netwerk), doelen__0__boven=ander.pk, doelen__1__boven=een.pk)

    response = beheer.post(adres(netwerk), velden)

    assert response.text.count("Dit doel zou via een omweg") == 2
    assert not Doel.objects.filter(boven__isnull=False).exists()


def test_twee_doelen_ruilen_in_een_keer_van_plaats(beheer: Client) -> None:
    netwerk = maak_netwerk()
    hoog = maak_doel(netwerk)
    laag = maak_doel(netwerk, hoog)
    velden = ingevuld(beheer, adres(netwerk), doelen__0__boven=laag.pk, doelen__1__boven="")

    response = beheer.post(adres(netwerk), velden)

    assert response.status_code == 302, response.context["errors"]
    assert dict(Doel.objects.values_list("pk", "boven")) == {hoog.pk: laag.pk, laag.pk: None}


def test_een_doel_van_een_ander_netwerk_wordt_uitgelegd(beheer: Client) -> None:
    netwerk, vreemd = maak_netwerk(), maak_doel(maak_netwerk())
    doel = maak_doel(netwerk)

    response = beheer.post(
        adres(netwerk), ingevuld(beheer, adres(netwerk), doelen__0__boven=vreemd.pk)
    )

    assert "Kies een doel van hetzelfde netwerk." in response.text
    doel.refresh_from_db()
    assert doel.boven is None


@pytest.mark.django_db(transaction=True)
def test_wie_net_te_laat_is_leest_waarom_er_niets_is_bewaard(beheer: Client) -> None:
    netwerk = maak_netwerk(titel="Eerst")
    een, ander = maak_doel(netwerk), maak_doel(netwerk)
    velden = ingevuld(beheer, adres(netwerk), doelen__0__boven=ander.pk, titel="Later")

    def de_ander() -> None:
        """Saves `ander` below `een` once the form above was found good, and waits to be saved."""
        try:
            with transaction.atomic():
                Netwerk.objects.select_for_update().get(pk=netwerk.pk)
                Doel.objects.filter(pk=ander.pk).update(boven=een)
                begonnen.set()
                tot_iemand_wacht()
        finally:
            connection.close()

    begonnen = threading.Event()
    draad = threading.Thread(target=de_ander)
    draad.start()
    assert begonnen.wait(timeout=30)
    response = beheer.post(adres(netwerk), velden, follow=True)
    draad.join()

    assert response.status_code == 200
    melding = re.sub(r"\s+", " ", response.text)
    assert "Een doel kan niet via een omweg bijdragen aan zichzelf. Iemand anders" in melding
    assert Netwerk.objects.get().titel == "Eerst"
    assert dict(Doel.objects.values_list("pk", "boven")) == {een.pk: None, ander.pk: een.pk}
