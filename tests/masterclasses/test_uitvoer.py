"""What an organiser prints: the list, badges and certificates, whatever people call themselves."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import typst
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.letters import VERVANGER
from masterclasses import links
from masterclasses.keuzelijsten import Aanmeldstatus, Wijze
from masterclasses.models import Aanmelding, Antwoord, Behoefte, Inschrijfvraag, Masterclass
from masterclasses.uitvoer import pdf
from masterclasses.uitvoer.tabel import KOPPEN, als_xlsx
from tests.cellen import cellen
from tests.maak import maak_aanmelding, maak_masterclass, maak_thema, om_tien

pytestmark = pytest.mark.django_db

VREEMD = [
    '#import "x": * $ _a_ *b* [c] \\ @d <e>',
    "山田太郎",
    "Zoë \U0001f600\ufe0f مرحبا",
    "stuur\x01teken",
    "W" * 100,
    "e\u0301\u0301",
]


def aanwezig(masterclass: Masterclass, **velden: object) -> Aanmelding:
    er = {"aanwezig_op": timezone.now(), "aanwezig_door": masterclass.organisator}
    return maak_aanmelding(masterclass, **{**er, **velden})


def vraag(sjabloon: Path, wat: str, veld: str, invoer: dict[str, str]) -> list[object]:
    """What typst draws of `wat`: `veld` of each."""
    gevonden = typst.query(sjabloon, wat, field=veld, ignore_system_fonts=True, sys_inputs=invoer)
    lijst: list[object] = json.loads(gevonden)
    return lijst


def test_de_lijst_heeft_antwoorden_en_op_een_eigen_blad_wat_nodig_is() -> None:
    masterclass = maak_masterclass()
    gevraagd = Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Wat wilt u leren?")
    komt = maak_aanmelding(masterclass, naam="Jo Vis")
    maak_aanmelding(masterclass, naam="Kim de Wit", status=Aanmeldstatus.WACHTLIJST)
    Antwoord.objects.create(aanmelding=komt, vraag=gevraagd, tekst="Hoe begin ik?")
    Behoefte.objects.create(aanmelding=komt, tekst="Glutenvrij")
    ander = maak_aanmelding(naam="Van een andere dag")
    Behoefte.objects.create(aanmelding=ander, tekst="Iets anders")

    inhoud = als_xlsx(masterclass)

    kop, eerste, tweede = cellen(inhoud)
    assert kop == [*KOPPEN, "Wat wilt u leren?"]
    assert (eerste[0], eerste[-1]) == ("Jo Vis", "Hoe begin ik?")
    assert (tweede[0], tweede[6], tweede[7]) == ("Kim de Wit", "Op de wachtlijst", 1)
    assert cellen(inhoud, 2) == [
        ["Naam", "Hoe", "Wat is nodig"],
        ["Jo Vis", "Op locatie", "Glutenvrij"],
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_export_vraagt_even_veel_met_meer_deelnemers(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    masterclass = maak_masterclass()
    Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Wat wilt u leren?")
    for _ in range(aantal):
        Behoefte.objects.create(aanmelding=maak_aanmelding(masterclass), tekst="Geen noten")

    with django_assert_num_queries(4):
        inhoud = als_xlsx(masterclass)

    assert len(cellen(inhoud)) == len(cellen(inhoud, 2)) == aantal + 1


def test_een_badge_draagt_de_code_waarmee_iemand_incheckt() -> None:
    masterclass = maak_masterclass()
    komt = maak_aanmelding(masterclass, naam="Jo Vis")

    inhoud = pdf.maak_badges([komt])

    assert b"<pdfuaid:part>1</pdfuaid:part>" in inhoud
    assert b"/Lang(nl-NL)" in inhoud
    invoer = pdf.badges_invoer([komt])
    assert vraag(pdf.BADGES, "image", "alt", invoer) == ["Code om Jo Vis in te checken"]
    (badge,) = json.loads(invoer["gegevens"])["badges"]
    assert badge["masterclass"] == masterclass.titel
    assert links.pk_van_code(links.inchecken(komt).partition("code=")[2]) == komt.pk


def test_acht_badges_op_een_vel() -> None:
    masterclass = maak_masterclass()
    komen = [maak_aanmelding(masterclass) for _ in range(9)]

    assert [_bladen(pdf.maak_badges(komen[:aantal])) for aantal in (1, 8, 9)] == [1, 1, 2]


def _bladen(inhoud: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", inhoud))


def test_een_bewijs_noemt_wie_wat_wanneer_en_hoe_lang() -> None:
    begin = datetime(2026, 3, 12, 10, tzinfo=timezone.get_current_timezone())
    masterclass = maak_masterclass(
        titel="Samen betalen",
        begin=begin,
        einde=begin + timedelta(hours=6.5),
        thema=maak_thema("wonen"),
    )
    was_er = aanwezig(masterclass, naam="Jo Vis", functie="Begeleider", organisatie="")

    inhoud = pdf.maak_bewijzen([was_er, aanwezig(masterclass)])

    assert (_bladen(inhoud), b"<pdfuaid:part>1</pdfuaid:part>" in inhoud) == (2, True)
    invoer = pdf.bewijzen_invoer([was_er])
    assert len(vraag(pdf.BEWIJZEN, "heading.where(level: 1)", "body", invoer)) == 1
    (bewijs,) = json.loads(invoer["gegevens"])["bewijzen"]
    assert {naam: bewijs[naam] for naam in ("naam", "wie", "masterclass", "thema")} == {
        "naam": "Jo Vis",
        "wie": "Begeleider",
        "masterclass": "Samen betalen",
        "thema": "Wonen",
    }
    assert bewijs["dag"] == "donderdag 12 maart 2026, van 10.00 tot 16.30 uur"
    assert bewijs["uren"] == "6,5 uur"


def test_een_bewijs_is_alleen_voor_wie_er_was() -> None:
    masterclass = maak_masterclass()

    with pytest.raises(ValueError, match="present"):
        pdf.maak_bewijzen([aanwezig(masterclass), maak_aanmelding(masterclass)])


@pytest.mark.parametrize("naam", VREEMD)
def test_geen_naam_breekt_een_bestand(naam: str) -> None:
    masterclass = maak_masterclass(titel=naam)
    was_er = aanwezig(masterclass, naam=naam, organisatie=naam, functie=naam)

    assert pdf.maak_badges([was_er]).startswith(b"%PDF-")
    assert pdf.maak_bewijzen([was_er]).startswith(b"%PDF-")
    assert len(cellen(als_xlsx(masterclass))) == 2


def test_wat_geen_letter_heeft_krijgt_een_teken_en_de_rest_blijft_leesbaar() -> None:
    komt = maak_aanmelding(naam="Łukasz 山田 Żółć")

    (alt,) = vraag(pdf.BADGES, "image", "alt", pdf.badges_invoer([komt]))

    assert alt == f"Code om Łukasz {VERVANGER} Żółć in te checken"


def test_wie_drukt_leest_eerst_waar_geen_letters_voor_zijn() -> None:
    masterclass = maak_masterclass()
    for naam in ("Zoë Żółć", "محمد", "山田太郎"):
        maak_aanmelding(masterclass, naam=naam, organisatie="שלום", functie="Arts")
    client = Client()
    client.force_login(masterclass.organisator)

    tekst = client.get(reverse("masterclasses:deelnemers", args=[masterclass.slug])).text

    assert "Ons lettertype heeft niet alle tekens" in tekst
    waarschuwing = tekst[tekst.index("Ons lettertype") :].partition("</p>")[0]
    assert set(re.findall("<bdi>(.*?)</bdi>", waarschuwing)) == {"محمد", "山田太郎", "שלום"}
    assert waarschuwing.count("שלום") == 1


def test_wie_er_was_leest_wat_op_het_bewijs_geen_letters_heeft() -> None:
    masterclass = maak_masterclass(begin=om_tien(-1))

    def pagina(**wie: str) -> str:
        was_er = aanwezig(masterclass, **wie)
        return Client().get(links.persoonlijk(was_er)).text

    assert "lege vakjes in: <bdi>שלום</bdi>." in pagina(naam="Noor", organisatie="שלום")
    assert "lege vakjes" not in pagina(naam="Zoë Żółć", organisatie="GGZ")


def test_zonder_deelnemers_leest_de_organisator_waarom_er_geen_bestand_is() -> None:
    masterclass = maak_masterclass(online=1)
    maak_aanmelding(masterclass, wijze=Wijze.ONLINE)
    client = Client()
    client.force_login(masterclass.organisator)
    lijst = reverse("masterclasses:deelnemers", args=[masterclass.slug])

    antwoorden = [
        client.get(
            reverse(f"masterclasses:{pagina}", args=[masterclass.slug]),
            headers={"Referer": f"http://testserver{lijst}"},
            follow=True,
        ).content.decode()
        for pagina in ("badges", "bewijzen")
    ]

    assert "Nog niemand heeft een bevestigde plek op locatie." in antwoorden[0]
    assert "Nog niemand is ingecheckt." in antwoorden[1]


def test_een_gewiste_naam_krijgt_geen_badge_en_geen_bewijs() -> None:
    masterclass = maak_masterclass(begin=om_tien(-400))
    aanwezig(masterclass, naam="", email="")
    aanwezig(masterclass, naam="Jo Vis")
    client = Client()
    client.force_login(masterclass.organisator)

    bladen = _bladen(client.get(reverse("masterclasses:bewijzen", args=[masterclass.slug])).content)

    assert bladen == 1
