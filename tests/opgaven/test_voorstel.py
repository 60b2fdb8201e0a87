"""A kennismakelaar proposes; who keeps these pages takes it over or says why not."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from opgaven.actions.bijhouden import haal_weg
from opgaven.actions.voorstel import neem_over, stel_voor, wijs_af
from opgaven.forms.bijhouden import SOORTEN
from opgaven.models import Actie, Kennisvoorstel, Project, Standgever
from post.models import Bericht
from tests.maak import maak_gebruiker, maak_organisatie, maak_thema
from tests.opgaven.netwerken import maak_doel, maak_les, maak_netwerk, maak_project
from tests.opgaven.test_bijhouden import adres, een_van_elke_soort, ingevuld
from tests.tegelijk import tegelijk
from werkplek.bewerken import kenmerk
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db

WAAROM = {"toelichting": "Dat hoorde ik in Zwolle."}


@pytest.fixture
def makelaar() -> Gebruiker:
    return maak_gebruiker(email="makelaar@example.nl", rollen=["kennismakelaar"])


@pytest.fixture
def leider() -> Gebruiker:
    return maak_gebruiker(email="leider@example.nl", rollen=["projectleider"])


def als(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def project_met_voorstel(makelaar: Gebruiker, **anders: Any) -> tuple[Project, Kennisvoorstel]:
    project = maak_project(maak_doel(maak_netwerk()), titel="Rust")
    pad, client = adres(project), als(makelaar)
    client.post(pad, ingevuld(client, pad, **{"titel": "Meer rust", **anders}, **WAAROM))
    return project, Kennisvoorstel.objects.get()


def test_een_voorstel_wijzigt_niets_totdat_de_projectleider_het_overneemt(
    makelaar: Gebruiker, leider: Gebruiker
) -> None:
    thema = maak_thema("wonen")
    project, voorstel = project_met_voorstel(makelaar, themas=[thema.pk])
    pad = reverse("opgaven:voorstel", args=[voorstel.pk])
    assert (Project.objects.get().titel, set(voorstel.waarden)) == ("Rust", {"titel", "themas"})
    assert "voorstellen" in {een.stapel.naam for een in wachtend(leider)}
    Project.objects.update(samenvatting="Van een collega, later")
    client = als(leider)

    pagina = client.get(pad).text
    client.post(pad, ingevuld(client, pad))

    for woord in ("Rust", "Meer rust", "Wonen", WAAROM["toelichting"]):
        assert woord in pagina
    project = Project.objects.get()
    assert (project.titel, project.samenvatting) == ("Meer rust", "Van een collega, later")
    assert (list(project.themas.all()), project.gewijzigd_door) == ([thema], leider)
    assert "voorstellen" not in {een.stapel.naam for een in wachtend(leider)}
    assert [een.onderwerp for een in Bericht.objects.order_by("pk")] == [
        "Voorstel voor iets anders: Rust",
        "Overgenomen: Rust",
    ]
    assert "nam dit over" in als(makelaar).get(pad).text


def test_wie_het_niet_overneemt_zegt_waarom(makelaar: Gebruiker, leider: Gebruiker) -> None:
    _, voorstel = project_met_voorstel(makelaar)
    pad = reverse("opgaven:voorstel_stap", args=[voorstel.pk, "afwijzen"])

    zonder = als(leider).post(pad, {})
    als(leider).post(pad, {"reden": "De titel staat zo in het plan."})

    assert zonder.status_code == 200
    assert Project.objects.get().titel == "Rust"
    mail = Bericht.objects.get(aan=makelaar.email)
    assert "De titel staat zo in het plan." in mail.tekst
    with pytest.raises(RuleViolation, match="al besloten"):
        wijs_af(kennisvoorstel=voorstel, reden="Weer niet.", door=leider)


@pytest.mark.parametrize("rol", ["coach", "kennismakelaar", "stuurgroep"])
def test_alleen_wie_bijhoudt_beslist(makelaar: Gebruiker, rol: str) -> None:
    project, voorstel = project_met_voorstel(makelaar)
    ander = maak_gebruiker(email="ander@example.nl", rollen=[rol])

    with pytest.raises(Verboden):
        wijs_af(kennisvoorstel=voorstel, reden="Nee.", door=ander)
    with pytest.raises(Verboden):
        neem_over(voorstel=voorstel, rij=project, waarden={}, kenmerk="", door=ander)
    assert als(ander).get(reverse("opgaven:voorstel", args=[voorstel.pk])).status_code == 403


def test_niets_anders_en_een_tweede_voorstel_worden_geweigerd(makelaar: Gebruiker) -> None:
    project, _ = project_met_voorstel(makelaar)
    pad, client = adres(project), als(makelaar)
    les = maak_les()

    tweede = client.post(pad, ingevuld(client, pad, titel="Nog anders", **WAAROM))
    niets = client.post(adres(les), ingevuld(client, adres(les), **WAAROM))
    stil = client.post(adres(les), ingevuld(client, adres(les), titel="Anders"))

    assert (tweede.status_code, niets.status_code, stil.status_code) == (409, 409, 200)
    assert "Wacht eerst op antwoord" in tweede.text
    assert 'value="Nog anders"' in tweede.text
    assert "U wijzigde niets" in niets.text
    assert Kennisvoorstel.objects.count() == 1


def test_wat_ondertussen_weg_is_kan_alleen_nog_gesloten(
    makelaar: Gebruiker, leider: Gebruiker
) -> None:
    _, voorstel = project_met_voorstel(makelaar)
    Actie.objects.all().delete()
    Project.objects.all().delete()
    client, pad = als(leider), reverse("opgaven:voorstel", args=[voorstel.pk])

    pagina = client.get(pad)
    client.post(reverse("opgaven:voorstel_stap", args=[voorstel.pk, "afwijzen"]), {"reden": "Weg."})

    assert "is er niet meer" in pagina.text
    assert not Kennisvoorstel.objects.open().exists()
    assert client.get(pad).status_code == 200


def test_wie_wij_mailen_is_alleen_voor_wie_bijhoudt(makelaar: Gebruiker) -> None:
    netwerk, van = maak_netwerk(), maak_organisatie()
    netwerk.organisaties.add(van)
    rij = Standgever.objects.create(
        netwerk=netwerk, organisatie=van, naam="Anna", email="anna@example.nl"
    )

    assert als(makelaar).get(adres(rij)).status_code == 403
    assert "Anna" not in als(makelaar).get(adres(netwerk)).text
    with pytest.raises(Verboden):
        stel_voor(
            rij=rij,
            waarden={"naam": "Bas"},
            getypt={"naam": "Bas"},
            toelichting="Zo.",
            door=makelaar,
        )


@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "standgever"])
def test_elke_soort_kan_iemand_anders_voorstellen(makelaar: Gebruiker, soort: str) -> None:
    rij = een_van_elke_soort(soort)
    client, pad = als(makelaar), adres(rij)
    tekst = next(
        naam
        for naam in ("titel", "tekst", "naam", "volgens")
        if naam in SOORTEN[soort].form.base_fields
    )

    client.post(pad, ingevuld(client, pad, **{tekst: "Heel anders"}, **WAAROM))

    voorstel = Kennisvoorstel.objects.get()
    assert voorstel.waarden == {tekst: "Heel anders"}
    leider = maak_gebruiker(email="leider@example.nl", rollen=["projectleider"])
    client, pad = als(leider), reverse("opgaven:voorstel", args=[voorstel.pk])
    assert client.post(pad, ingevuld(client, pad)).status_code == 302
    rij.refresh_from_db()
    assert getattr(rij, tekst) == "Heel anders"


@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "standgever"])
def test_elke_soort_kan_iemand_nieuw_voorstellen(makelaar: Gebruiker, soort: str) -> None:
    rij, van = een_van_elke_soort(soort), SOORTEN[soort]
    bij = [getattr(rij, f"{van.bij}_id")] if van.bij else []
    pad, client = reverse("opgaven:nieuw", args=[soort, *bij]), als(makelaar)
    getypt = {**ingevuld(client, adres(rij), **WAAROM), "kenmerk": ""}
    rij.delete()  # then it is new
    waren = set(van.model._default_manager.values_list("pk", flat=True))

    zonder = client.post(pad, {**getypt, "toelichting": ""})
    client.post(pad, getypt)

    assert zonder.status_code == 200
    voorstel = Kennisvoorstel.objects.get()
    assert voorstel.is_nieuw
    assert set(van.model._default_manager.values_list("pk", flat=True)) == waren
    leider = maak_gebruiker(email="leider@example.nl", rollen=["projectleider"])
    assert wachtend(leider)[-1].taken[0].titel == str(voorstel)
    client, pad = als(leider), reverse("opgaven:voorstel", args=[voorstel.pk])
    pagina = client.get(pad).text
    assert ">Nu</th>" not in pagina
    assert WAAROM["toelichting"] in pagina
    assert client.post(pad, ingevuld(client, pad)).status_code == 302
    voorstel.refresh_from_db()
    assert set(van.model._default_manager.values_list("pk", flat=True)) == waren | {voorstel.rij}
    assert "nam dit over" in als(makelaar).get(pad).text


def test_wat_nieuw_is_en_niet_past_wordt_niets(makelaar: Gebruiker, leider: Gebruiker) -> None:
    netwerk = maak_netwerk()
    client, pad = als(makelaar), reverse("opgaven:nieuw", args=["doel", netwerk.pk])
    getypt = {**ingevuld(client, pad, titel="Minder crisis"), **WAAROM}
    sleutel = {"eenmalig": str(uuid4())}
    for _ in range(2):
        client.post(pad, getypt | sleutel)
    voorstel = Kennisvoorstel.objects.get()
    stap = reverse("opgaven:voorstel_stap", args=[voorstel.pk, "afwijzen"])

    als(leider).post(stap, {"reden": "Dat is het doel van een ander netwerk."})

    assert not netwerk.doelen.exists()
    pagina = client.get(reverse("opgaven:voorstel", args=[voorstel.pk])).text
    assert "Dat is het doel van een ander netwerk." in pagina
    assert "Minder crisis" in pagina
    assert "stelde iets nieuws voor" in als(leider).get(adres(netwerk)).text
    assert client.get(reverse("opgaven:nieuw", args=["standgever", netwerk.pk])).status_code == 403


def test_waar_iets_nieuws_bij_hoort_kan_ondertussen_weg_zijn(
    makelaar: Gebruiker, leider: Gebruiker
) -> None:
    project = maak_project(maak_doel(maak_netwerk()), acties=[])
    client, pad = als(makelaar), reverse("opgaven:nieuw", args=["actie", project.pk])
    client.post(pad, ingevuld(client, pad, tekst="Bel elke week", **WAAROM))
    haal_weg(rij=project, door=leider)

    pagina = als(leider).get(reverse("opgaven:voorstel", args=[Kennisvoorstel.objects.get().pk]))

    assert "is er niet meer" in pagina.text


def test_een_kennismakelaar_ziet_waar_iets_bij_kan_en_alleen_de_eigen_voorstellen(
    makelaar: Gebruiker,
) -> None:
    project, _ = project_met_voorstel(maak_gebruiker(rollen=["kennismakelaar"]))
    client = als(makelaar)

    lijst = client.get(reverse("opgaven:bijhouden")).text
    pagina = client.get(project.get_absolute_url()).text

    assert "Stel een les voor" in lijst
    assert "Meer rust" not in lijst
    assert "Stel een actie voor" in pagina
    assert "Voeg toe" not in lijst + pagina


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_beslissen_telt_de_eerste(
    makelaar: Gebruiker, leider: Gebruiker
) -> None:
    project, voorstel = project_met_voorstel(makelaar)
    gelezen, geweigerd = kenmerk(project, ["titel"]), []

    def over() -> None:
        try:
            neem_over(
                voorstel=voorstel,
                rij=project,
                waarden={"titel": "Meer rust"},
                kenmerk=gelezen,
                door=leider,
            )
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    def af() -> None:
        try:
            wijs_af(kennisvoorstel=voorstel, reden="Nee.", door=leider)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(over, af)

    assert len(geweigerd) == 1
    assert Bericht.objects.filter(aan=makelaar.email).count() == 1
    voorstel.refresh_from_db()
    assert (Project.objects.get().titel == "Meer rust") == (voorstel.reden == "")
