"""Networks, werkagenda's and lessons are changed where they are read, by who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from opgaven.actions.bijhouden import bewaar, haal_weg
from opgaven.forms.bijhouden import SOORTEN
from opgaven.keuzelijsten import Netwerkpartij
from opgaven.models import Actie, Doel, Les, Lestaak, Netwerk, Project, Regioervaring
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_regio,
    maak_thema,
)
from tests.opgaven.netwerken import (
    maak_actiepunt,
    maak_agendathema,
    maak_doel,
    maak_indicator,
    maak_les,
    maak_netwerk,
    maak_project,
    maak_werkagenda,
)
from tests.tegelijk import tegelijk
from vinden.models import Wegwijzer
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def leider(client: Client) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=["projectleider"])
    client.force_login(gebruiker)
    return gebruiker


def adres(rij: Any, *stap: str) -> str:
    naam = "opgaven:stap" if stap else "opgaven:bewerken"
    return reverse(naam, args=[rij._meta.model_name, rij.pk, *stap])


def ingevuld(client: Client, pad: str, **anders: Any) -> dict[str, Any]:
    """What the browser sends when only `anders` is typed."""
    context = client.get(pad).context
    waarden = {veld.html_name: veld.value() for veld in context["form"]}
    gevuld = {
        naam: [getattr(een, "pk", een) for een in waarde] if isinstance(waarde, list) else waarde
        for naam, waarde in waarden.items()
        if waarde or (waarde == 0 and waarde is not False)
    }
    return {**gevuld, "kenmerk": context["kenmerk"], **anders}


def vol_project() -> Project:
    netwerk = maak_netwerk()
    return maak_project(maak_doel(netwerk))


def test_wijzig_staat_op_elke_pagina_voor_wie_mag_en_voor_niemand_anders(client: Client) -> None:
    project, agenda, les = vol_project(), maak_werkagenda(), maak_les()
    punt = maak_actiepunt(maak_agendathema(agenda))
    op_pagina: dict[str, list[Any]] = {
        project.netwerk.get_absolute_url(): [project.netwerk, project.doelen.get()],
        project.get_absolute_url(): [
            *(project, *project.inspanningen.all(), *project.acties.all()),
        ],
        agenda.get_absolute_url(): [agenda, punt.agendathema, punt],
        les.get_absolute_url(): [les],
    }

    for rol, ziet in (("webredacteur", True), ("projectleider", True), ("coach", False)):
        client.force_login(maak_gebruiker(rollen=[rol]))
        for pad, rijen in op_pagina.items():
            html = client.get(pad).text
            assert [f'href="{adres(rij)}"' in html for rij in rijen] == [ziet] * len(rijen)
    assert "redactie/bijhouden" not in "".join(Client().get(pad).text for pad in op_pagina)


def test_een_stand_die_iemand_weet_zegt_wie_en_wanneer(client: Client, leider: Gebruiker) -> None:
    project = vol_project()
    actie = project.acties.get()
    pad = adres(actie)

    zonder = client.post(pad, ingevuld(client, pad, stand="klaar", stand_volgens=""))
    client.post(
        pad, ingevuld(client, pad, stand="klaar", stand_volgens="De gemeente", stand_peil="2026-05")
    )

    assert "Vul in wie zegt hoe ver het is" in zonder.text
    tekst = client.get(project.get_absolute_url()).text
    assert "Klaar" in tekst
    assert "De gemeente" in tekst
    project.refresh_from_db()
    assert project.gewijzigd_door == leider
    regel = Logregel.objects.over(actie).get()
    assert (regel.wat, sorted(regel.velden)) == (
        "kennis-gewijzigd",
        ["stand", "stand_peil", "stand_volgens"],
    )


@pytest.mark.usefixtures("leider")
def test_dat_het_bewaard_is_staat_eenmaal_op_de_openbare_pagina(client: Client) -> None:
    pad = adres(maak_doel(maak_netwerk()))
    for titel, elders in (("Anders", ""), ("Weer anders", "/over/")):  # kept for all
        naar = client.post(pad, ingevuld(client, pad, titel=titel)).headers["Location"]

        gelezen = [client.get(elders or naar).text for _ in "12"]

        assert [html.count("Bewaard. Zo staat het er nu.") for html in gelezen] == [1, 0]
        assert "Bewaard." not in Client().get(elders or naar).text


@pytest.mark.usefixtures("leider")
def test_wat_een_collega_ondertussen_bewaarde_blijft_staan(client: Client) -> None:
    doel = maak_doel(maak_netwerk(), titel="Eerst")
    pad = adres(doel)
    getypt = ingevuld(client, pad, titel="Van mij")
    Doel.objects.filter(pk=doel.pk).update(titel="Van haar")

    antwoord = client.post(pad, getypt)

    assert antwoord.status_code == 409
    assert 'value="Van mij"' in antwoord.text
    doel.refresh_from_db()
    assert doel.titel == "Van haar"


def test_een_doel_draagt_nooit_via_een_omweg_bij_aan_zichzelf(leider: Gebruiker) -> None:
    boven = maak_doel(maak_netwerk())
    onder = maak_doel(boven.netwerk, boven)

    with pytest.raises(RuleViolation, match="omweg"):
        bewaar(rij=boven, waarden={"boven": onder}, kenmerk=kenmerk(boven, ["boven"]), door=leider)


def test_wat_nieuw_is_staat_op_de_pagina_en_wordt_gevonden(
    client: Client, leider: Gebruiker
) -> None:
    netwerk = maak_netwerk()
    doel = maak_doel(netwerk)
    pad = reverse("opgaven:nieuw", args=["project", netwerk.pk])
    innovatie = maak_gepubliceerd(titel="Rust in huis").innovatie

    client.post(
        pad,
        ingevuld(client, pad, titel="Meer rust", doelen=[doel.pk], innovaties=[innovatie.pk]),
    )

    project = Project.objects.get()
    assert (project.slug, project.netwerk, project.gewijzigd_door) == ("meer-rust", netwerk, leider)
    assert Wegwijzer.objects.filter(titel="Meer rust").exists()
    assert "Rust in huis" in client.get(project.get_absolute_url()).text


@pytest.mark.usefixtures("leider")
def test_weghalen_vraagt_eerst_en_niet_zolang_iets_anders_eraan_hangt(client: Client) -> None:
    project = vol_project()
    boven = project.doelen.get()
    maak_doel(boven.netwerk, boven)
    actie = project.acties.get()

    weg = client.post(adres(actie, "weghalen"))
    geweigerd = client.post(adres(boven, "weghalen"))

    assert weg.headers["Location"] == project.get_absolute_url()
    assert not Actie.objects.exists()
    assert geweigerd.status_code == 409
    assert "Haal dat eerst weg" in geweigerd.text
    assert client.get(adres(project.netwerk, "weghalen")).status_code == 404


def een_van_elke_soort(soort: str) -> Any:
    """A row of `soort`, among one of each kind that hangs together."""
    project, les = vol_project(), maak_les()
    indicator = maak_indicator(project.netwerk, project=project)
    indicator.metingen.create(peil="2026-06", volgens="De politie")
    Les.objects.filter(pk=les.pk).update(essentie="<p>Samen.</p>")
    agendathema = maak_agendathema(maak_werkagenda())
    maak_actiepunt(agendathema)
    agendathema.randvoorwaarden.create(tekst="Geld")
    les.taken.create(lezer="gemeente", tekst="Begin")
    project.themas.add(maak_thema())
    if soort == "regioervaring":
        Regioervaring.objects.create(regio=maak_regio(), tekst="Zo gaat het.")
    if soort == "standgever":
        organisatie = maak_organisatie()
        project.netwerk.organisaties.add(organisatie)
        wie = {"naam": "Anna", "email": "anna@example.nl"}
        project.netwerk.standgevers.create(organisatie=organisatie, **wie)
    return SOORTEN[soort].model._default_manager.first()


@pytest.mark.usefixtures("leider")
@pytest.mark.parametrize("soort", SOORTEN)
def test_elke_soort_heeft_een_formulier_waarmee_niets_verandert(client: Client, soort: str) -> None:
    pad = adres(een_van_elke_soort(soort))

    antwoord = client.post(pad, ingevuld(client, pad))

    assert antwoord.status_code == 302
    assert not Logregel.objects.filter(wat__startswith="kennis-").exists()


def test_wie_het_niet_mag_leest_bij_wie_het_kan(client: Client) -> None:
    netwerk = maak_netwerk()
    coach = maak_gebruiker(rollen=["coach"])
    client.force_login(coach)

    assert "projectleider of de webredacteur" in client.get(adres(netwerk)).text
    for ander in (coach, maak_gebruiker(rollen=["kennismakelaar"])):
        with pytest.raises(Verboden):
            bewaar(rij=Netwerk(), waarden={"titel": "X"}, kenmerk="", door=ander)


@pytest.mark.usefixtures("leider")
def test_een_keuze_uit_het_archief_blijft_staan_met_haar_titel(client: Client) -> None:
    weg = maak_beschrijving(titel="Van vroeger").innovatie
    project, les = vol_project(), maak_les()
    actie = project.acties.get()
    Actie.objects.filter(pk=actie.pk).update(innovatie=weg)
    project.innovaties.add(weg)
    les.innovaties.add(weg)

    for rij in (actie, project, les):
        pad = adres(rij)
        assert "Van vroeger" in client.get(pad).text
        assert client.post(pad, ingevuld(client, pad, volgorde=4, nummer=9)).status_code == 302

    actie.refresh_from_db()
    assert actie.innovatie == weg
    assert list(project.innovaties.all()) == list(les.innovaties.all()) == [weg]


@pytest.mark.usefixtures("leider")
def test_wat_een_collega_koos_wordt_niet_teruggezet(client: Client) -> None:
    project, thema = vol_project(), maak_thema()
    pad = adres(project)
    getypt = ingevuld(client, pad, titel="Van mij")
    project.themas.add(thema)

    antwoord = client.post(pad, getypt)

    assert antwoord.status_code == 409
    assert list(project.themas.all()) == [thema]


@pytest.mark.usefixtures("leider")
def test_een_project_zonder_doel_zegt_wat_er_eerst_moet(client: Client) -> None:
    pad = reverse("opgaven:nieuw", args=["project", maak_netwerk().pk])

    antwoord = client.post(pad, ingevuld(client, pad, titel="Meer rust"))

    assert "Maak eerst een doel." in antwoord.text
    assert not Project.objects.exists()


def test_een_project_dient_alleen_doelen_van_het_eigen_netwerk(leider: Gebruiker) -> None:
    project, vreemd = vol_project(), maak_doel(maak_netwerk())
    eigen = project.doelen.get()

    with pytest.raises(RuleViolation, match="doelen van het eigen netwerk"):
        bewaar(
            rij=project,
            waarden={"doelen": [vreemd]},
            kenmerk=kenmerk(project, ["doelen"]),
            door=leider,
        )

    assert project.doelen.get() == eigen


@pytest.mark.usefixtures("leider")
def test_wat_een_actie_raakt_staat_ook_bij_haar_netwerk(client: Client) -> None:
    project = vol_project()
    innovatie = maak_gepubliceerd().innovatie
    actie = project.acties.get()
    pad = adres(actie)

    client.post(pad, ingevuld(client, pad, innovatie=innovatie.pk))

    wijst = {een.adres for een in Wegwijzer.objects.filter(innovaties=innovatie).only("adres")}
    assert wijst == {project.get_absolute_url(), project.netwerk.get_absolute_url()}


@pytest.mark.usefixtures("leider")
def test_de_ervaring_van_een_regio_gaat_weg_met_of_zonder_les(client: Client) -> None:
    les = maak_les()
    met = Regioervaring.objects.create(regio=maak_regio(), tekst="Zo gaat het.")
    met.lessen.add(les)
    zonder = Regioervaring.objects.create(regio=maak_regio("Elders"), tekst="En zo.")

    naar = [client.post(adres(rij, "weghalen")).headers["Location"] for rij in (met, zonder)]

    assert naar == [les.get_absolute_url(), reverse("opgaven:bijhouden")]
    assert not Regioervaring.objects.exists()


@pytest.mark.parametrize("maak", [maak_netwerk, maak_werkagenda, maak_les])
def test_een_hele_pagina_gaat_van_de_site_en_nooit_weg(leider: Gebruiker, maak: Any) -> None:
    with pytest.raises(RuleViolation, match="van de site"):
        haal_weg(rij=maak(), door=leider)


def test_wat_weg_is_vindt_niemand_meer(leider: Gebruiker) -> None:
    project = vol_project()
    netwerk = project.netwerk
    for rij in (netwerk, project):
        bewaar(rij=rij, waarden={"titel": "Anders"}, kenmerk=kenmerk(rij, ["titel"]), door=leider)
    assert Wegwijzer.objects.filter(adres=project.get_absolute_url()).exists()

    haal_weg(rij=project, door=leider)

    assert [een.adres for een in Wegwijzer.objects.all()] == [netwerk.get_absolute_url()]


def test_een_netwerk_dat_dicht_gaat_is_met_zijn_projecten_niet_meer_te_vinden(
    leider: Gebruiker,
) -> None:
    netwerk = vol_project().netwerk
    for open_ in (False, True, False):
        bewaar(
            rij=netwerk,
            waarden={"openbaar": open_},
            kenmerk=kenmerk(netwerk, ["openbaar"]),
            door=leider,
        )
        netwerk.refresh_from_db()
        assert Wegwijzer.objects.count() == (2 if open_ else 0)


def test_een_les_wordt_gevonden_met_haar_taken_en_de_ervaring_van_een_regio(
    leider: Gebruiker,
) -> None:
    les, regio = maak_les(), maak_regio()
    taak = {"lezer": "gemeente", "tekst": "Vertel het door."}
    bewaar(rij=Lestaak(les=les), waarden=taak, kenmerk="", door=leider)
    ervaring = {"regio": regio, "tekst": "Zo gaat het.", "lessen": [les]}

    bewaar(rij=Regioervaring(), waarden=ervaring, kenmerk="", door=leider)

    wegwijzer = Wegwijzer.objects.get()
    assert "Vertel het door." in wegwijzer.tekst
    assert "Zo gaat het." in wegwijzer.tekst
    assert list(wegwijzer.regios.all()) == [regio]


@pytest.mark.django_db(transaction=True)
def test_van_twee_doelen_die_elkaar_tegelijk_kiezen_leest_een_waarom(leider: Gebruiker) -> None:
    een = maak_doel(maak_netwerk())
    ander = maak_doel(een.netwerk)

    geweigerd: list[str] = []

    def kies(onder: Doel, boven: Doel) -> Callable[[], None]:
        def doe() -> None:
            gelezen, waarden = kenmerk(onder, ["boven"]), {"boven": boven}
            try:
                bewaar(rij=onder, waarden=waarden, kenmerk=gelezen, door=leider)
            except RuleViolation as reden:
                geweigerd.append(str(reden))

        return doe

    tegelijk(kies(een, ander), kies(ander, een))

    assert len(geweigerd) == 1
    assert "omweg" in geweigerd[0]
    assert Doel.objects.filter(boven__isnull=False).count() == 1


@pytest.mark.usefixtures("leider")
@pytest.mark.parametrize("aantal", [1, 3])
def test_een_project_met_delen_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project = maak_project(
        maak_doel(maak_netwerk()),
        gevraagd=list(Netwerkpartij)[:aantal],
        acties=["open"] * aantal,
    )

    with django_assert_num_queries(20):
        client.get(adres(project))
