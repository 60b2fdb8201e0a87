"""Beginning with a document that somebody has: beside the format, into fields, back, and gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.beginstuk import (
    BEWAREN,
    MEESTE_STUKKEN,
    NET_GEZET,
    begin_met_stuk,
    haal_terug,
    laat_gaan,
    wis_beginstukken,
    zet_in_veld,
)
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from redactie.lezen.blokken import groepen
from redactie.models import Beginblok, Beginstuk, Zetting
from redactie.regels.koppen import veld_bij, velden_uit_stuk
from stukken.blokken import Leesblok
from stukken.kind import GEEN_STUK
from stukken.lees import LEEG
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_volledig,
)
from tests.stukken.papieren import als_pdf
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

KOP = Leesblok("kop", "<h3>Werkwijze</h3>", 1)
ALINEA = Leesblok("alinea", "<p>Wij bellen &amp; komen langs.</p>")
LIJST = Leesblok("lijst", "<ul><li><p>Elke week.</p></li><li><p>Samen.</p></li></ul>")
TABEL = Leesblok(
    "tabel", rijen=[["Te weinig tijd", "Een <dag> erbij", "En hulp"], ["Geen plek", ""]]
)


def kennismakelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def met_stuk(versie: Beschrijving, door: Gebruiker, *blokken: Leesblok) -> list[Beginblok]:
    stuk = begin_met_stuk(versie=versie, naam="verslag.pdf", blokken=blokken, door=door)
    return list(stuk.blokken.all())


def over(versie: Beschrijving) -> list[str]:
    return [blok.soort for blok in Beginblok.objects.over().filter(stuk__versie=versie)]


def test_een_stuk_wordt_gelezen_en_staat_naast_het_formaat(client: Client) -> None:
    ik = kennismakelaar()
    versie = maak_beschrijving()
    client.force_login(ik)
    adres = f"/redactie/beschrijving/{versie.pk}/stuk/"
    client.post(adres, {"bestand": SimpleUploadedFile("map/Verslag 2025.pdf", als_pdf())})

    pagina = client.get(adres).text

    assert "uit Verslag 2025.pdf" in pagina
    assert "Mensen wachtten lang op een plek." in pagina
    assert '<option value="aanpak" selected' in " ".join(pagina.split())
    assert "Uw stuk" in client.get(f"/redactie/beschrijving/{versie.pk}/").text
    schrijven = client.get(f"/redactie/beschrijving/{versie.pk}/schrijven/in-het-kort/").text
    assert "nog 3 blokken over" in " ".join(schrijven.split())


def test_wie_begint_kan_meteen_met_een_stuk_beginnen(client: Client) -> None:
    maak_volledig(titel="Spreekuur in de bibliotheek")
    client.force_login(kennismakelaar())
    antwoorden = {"titel": "Het spreekuur in bibliotheken", "soort": "bestaand", "met_stuk": "ja"}
    gevraagd = client.post("/redactie/nieuw/", antwoorden)
    assert '<input type="hidden" name="met_stuk" value="ja">' in gevraagd.text

    begonnen = client.post("/redactie/nieuw/", {**antwoorden, "toch": "ja"})

    versie = Beschrijving.objects.get(titel=antwoorden["titel"])
    assert begonnen.headers["Location"] == f"/redactie/beschrijving/{versie.pk}/stuk/"


def test_van_een_bestand_dat_niet_gaat_blijft_niets_staan(client: Client) -> None:
    versie = maak_beschrijving()
    client.force_login(kennismakelaar())
    adres = f"/redactie/beschrijving/{versie.pk}/stuk/"
    vals = SimpleUploadedFile("verslag.pdf", b"\x89PNG geen pdf")

    geweigerd = client.post(adres, {"bestand": vals})

    assert GEEN_STUK in geweigerd.text
    assert "autofocus" in geweigerd.text  # the page may be long, and the reason is at its end
    assert LEEG in client.post(adres, {"bestand": SimpleUploadedFile("leeg.pdf", b"")}).text
    assert "Kies eerst het bestand" in client.post(adres).text
    te_groot = SimpleUploadedFile("verslag.pdf", b"%PDF-" + b" " * 50 * 2**20)
    assert client.post(adres, {"bestand": te_groot}).status_code == 413
    assert not Beginstuk.objects.exists()


def test_blokken_komen_achter_wat_er_stond_en_gaan_weer_terug() -> None:
    ik, versie = kennismakelaar(), maak_beschrijving(aanpak="<p>Eerst dit.</p>")
    kop, alinea, lijst = met_stuk(versie, ik, KOP, ALINEA, LIJST)

    zet_in_veld(versie=versie, blokken=[alinea.pk], veld="aanpak", door=ik)
    assert over(versie) == ["kop", "lijst"]
    zetting = zet_in_veld(versie=versie, blokken=[lijst.pk], veld="aanpak", door=ik)

    versie.refresh_from_db()
    assert versie.aanpak == f"<p>Eerst dit.</p>{ALINEA.html}{LIJST.html}"
    assert over(versie) == []
    kop.refresh_from_db()
    assert kop.zetting == zetting
    haal_terug(versie=versie, zetting=zetting.pk, door=ik)
    versie.refresh_from_db()
    assert versie.aanpak == f"<p>Eerst dit.</p>{ALINEA.html}"
    assert over(versie) == ["kop", "lijst"]


@pytest.mark.parametrize("naam", [veld.naam for veld in velden_uit_stuk("bestaand")])
def test_in_elk_veld_dat_te_kiezen_is_leest_een_blok_goed(naam: str) -> None:
    ik, versie = kennismakelaar(), maak_beschrijving(kern="")
    (alinea,) = met_stuk(versie, ik, ALINEA)

    zetting = zet_in_veld(versie=versie, blokken=[alinea.pk], veld=naam, door=ik)

    versie = Beschrijving.objects.get(pk=versie.pk)
    assert "Wij bellen & komen langs." in VELD[naam].soort.waarde(versie).plat
    haal_terug(versie=versie, zetting=zetting.pk, door=ik)
    versie = Beschrijving.objects.get(pk=versie.pk)
    assert VELD[naam].soort.ruw(VELD[naam].soort.haal(versie)) == zetting.was


def test_een_tabel_wordt_rijen_en_in_tekst_een_lijst_met_de_cellen_los() -> None:
    ik, versie = kennismakelaar(), maak_beschrijving()
    met_namen = replace(TABEL, rijen=[["KNELPUNT", "Oplossing:"], *TABEL.rijen])
    tabel, _ = met_stuk(versie, ik, met_namen, LIJST)

    zetting = zet_in_veld(versie=versie, blokken=[tabel.pk], veld="knelpunten", door=ik)

    rijen = versie.knelpunten.values_list("knelpunt", "oplossing")
    assert list(rijen) == [("Te weinig tijd", "Een <dag> erbij – En hulp"), ("Geen plek", "")]
    haal_terug(versie=versie, zetting=zetting.pk, door=ik)
    zet_in_veld(versie=versie, blokken=[tabel.pk], veld="tips", door=ik)
    versie.refresh_from_db()
    assert versie.tips == (
        "<ul><li><p>KNELPUNT – Oplossing:</p></li>"
        "<li><p>Te weinig tijd – Een &lt;dag&gt; erbij – En hulp</p></li>"
        "<li><p>Geen plek</p></li></ul>"
    )


@pytest.mark.parametrize(
    ("veld", "tekens"), [("kern", 501), ("doel", 1501), ("succesfactoren", 301)]
)
def test_wat_niet_past_wordt_niet_afgekapt_maar_geweigerd(veld: str, tekens: int) -> None:
    ik, versie = kennismakelaar(), maak_beschrijving(kern="")
    (alinea,) = met_stuk(versie, ik, Leesblok("alinea", f"<p>{'a' * tekens}</p>"))

    with pytest.raises(
        RuleViolation, match=f"passen {tekens - 1} tekens en het worden er {tekens}"
    ):
        zet_in_veld(versie=versie, blokken=[alinea.pk], veld=veld, door=ik)

    assert over(versie) == ["alinea"]
    assert not Zetting.objects.exists()


def test_wat_daarna_gewijzigd_is_gaat_niet_ongezien_terug() -> None:
    ik, versie = kennismakelaar(), maak_beschrijving()
    (alinea,) = met_stuk(versie, ik, ALINEA)
    zetting = zet_in_veld(versie=versie, blokken=[alinea.pk], veld="kern", door=ik)
    bewaar(versie=versie, waarden={"kern": "Van een collega."}, door=kennismakelaar("Bo"))

    with pytest.raises(RuleViolation, match="daarna verder geschreven"):
        haal_terug(versie=versie, zetting=zetting.pk, door=ik)

    versie.refresh_from_db()
    assert versie.kern == "Van een collega."


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_hetzelfde_blok_zetten_wint_er_een() -> None:
    versie, kim, bo = maak_beschrijving(), kennismakelaar(), kennismakelaar("Bo")
    (alinea,) = met_stuk(versie, kim, ALINEA)
    redenen: list[str] = []

    def zet(veld: str, door: Gebruiker) -> None:
        try:
            zet_in_veld(versie=versie, blokken=[alinea.pk], veld=veld, door=door)
        except RuleViolation as reden:
            redenen.append(str(reden))

    tegelijk(lambda: zet("doel", kim), lambda: zet("tips", bo))

    assert redenen == [NET_GEZET]
    versie.refresh_from_db()
    assert sorted([versie.doel, versie.tips]) == ["", ALINEA.html]


def test_wie_er_niet_mag_schrijven_ziet_en_zet_niets(client: Client) -> None:
    ik, versie = kennismakelaar(), maak_volledig()
    (alinea,) = met_stuk(versie, ik, ALINEA)
    adres = f"/redactie/beschrijving/{versie.pk}/stuk/"
    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    assert client.get(adres).status_code == 403
    indiener = maak_gebruiker(rollen=["indiener"])
    indiener.organisaties.add(maak_organisatie())
    client.force_login(indiener)
    assert client.get(adres).status_code == 404

    with pytest.raises(Verboden):
        zet_in_veld(versie=versie, blokken=[alinea.pk], veld="doel", door=indiener)
    dien_in(versie=versie, door=ik)
    with pytest.raises(RuleViolation, match="staat stil"):
        zet_in_veld(versie=versie, blokken=[alinea.pk], veld="doel", door=ik)
    client.force_login(ik)
    assert "Zet in dit veld" not in client.get(adres).text


def test_een_blok_van_een_ander_en_een_veld_van_iets_anders_gaan_niet() -> None:
    ik, versie, ander = kennismakelaar(), maak_beschrijving(), maak_beschrijving()
    (alinea,) = met_stuk(ander, ik, ALINEA)
    (eigen,) = met_stuk(versie, ik, ALINEA)

    for blokken, veld in (([alinea.pk], "doel"), ([], "doel"), ([eigen.pk], "contact_naam")):
        with pytest.raises(RuleViolation):
            zet_in_veld(versie=versie, blokken=blokken, veld=veld, door=ik)

    zetting = zet_in_veld(versie=ander, blokken=[alinea.pk], veld="doel", door=ik)
    with pytest.raises(RuleViolation):
        haal_terug(versie=versie, zetting=zetting.pk, door=ik)
    for _ in range(MEESTE_STUKKEN - 1):
        met_stuk(versie, ik, ALINEA)
    with pytest.raises(RuleViolation, match="Laat er eerst een gaan"):
        met_stuk(versie, ik, ALINEA)


def test_wat_kan_gaan_is_weg_en_wat_in_een_veld_staat_blijft(client: Client) -> None:
    ik, versie = kennismakelaar(), maak_beschrijving()
    alinea, _ = met_stuk(versie, ik, ALINEA, LIJST)
    zet_in_veld(versie=versie, blokken=[alinea.pk], veld="doel", door=ik)
    client.force_login(ik)

    client.post(f"/redactie/beschrijving/{versie.pk}/stuk/{alinea.stuk_id}/weg/")
    with pytest.raises(RuleViolation, match="al weg"):
        laat_gaan(versie=versie, stuk=alinea.stuk_id, door=ik)

    assert [model.objects.count() for model in (Beginstuk, Beginblok, Zetting)] == [0, 0, 0]
    versie.refresh_from_db()
    assert versie.doel == ALINEA.html
    assert Logregel.objects.over(versie).filter(wat="stuk-weg").count() == 1


@pytest.mark.parametrize(
    ("status", "dagen", "blijft"),
    [
        (Status.CONCEPT, 400, True),
        (Status.GEPUBLICEERD, BEWAREN.days - 1, True),
        (Status.GEPUBLICEERD, BEWAREN.days + 1, False),
    ],
)
def test_wat_over_is_vervalt_een_maand_na_wie_er_schreef(
    *, status: Status, dagen: int, blijft: bool
) -> None:
    maak = maak_gepubliceerd if status == Status.GEPUBLICEERD else maak_volledig
    Beginstuk.objects.create(versie=maak(), naam="verslag.pdf")

    wis_beginstukken(timezone.now() + timedelta(days=dagen))

    assert Beginstuk.objects.exists() == blijft


def test_na_een_afwijzing_gaat_het_stuk_mee_naar_de_nieuwe_versie() -> None:
    ik, versie = kennismakelaar(), maak_volledig(status=Status.AFGEWEZEN)
    stuk = Beginstuk.objects.create(versie=versie, naam="verslag.pdf")

    nieuw = nieuwe_versie(innovatie=versie.innovatie, van=versie, door=ik)

    stuk.refresh_from_db()
    assert stuk.versie == nieuw


KOPPEN = {
    "1. Achtergrond": "aanleiding",
    "Inleiding en aanleiding": "aanleiding",
    "Gewenste resultaten": "resultaten",
    "3.1 WERKWIJZE": "aanpak",
    "Voor welke doelgroep?": "doelgroep_toelichting",
    "De inzet van ervaringsdeskundigen": "ervaring_toelichting",
    "Vaste kern": "vaste_kern",
    "Opbrengsten": "resultaten",
    "Aanbevelingen": "tips",
    "Literatuurlijst": "bronnen",
    "Wat er verder nog is": "",
}


@pytest.mark.parametrize("kop", KOPPEN)
def test_een_kop_stelt_het_veld_voor_waar_zij_over_gaat(kop: str) -> None:
    assert veld_bij(kop, "bestaand") == KOPPEN[kop]


def test_een_kop_zonder_eigen_veld_volgt_die_erboven_tot_een_hogere() -> None:
    ik, versie = kennismakelaar(), maak_beschrijving()
    koppen = [("Werkwijze", 1), ("De eerste week", 2), ("Iets anders", 1)]
    met_stuk(versie, ik, *(Leesblok("kop", f"<h3>{kop}</h3>", n) for kop, n in koppen))

    gevonden = [(groep.titel, groep.voorstel, groep.neemt_kop_mee) for groep in groepen(versie)]

    assert gevonden == [
        ("Werkwijze", "aanpak", False),
        ("De eerste week", "aanpak", True),
        ("Iets anders", "", False),
    ]


@pytest.mark.parametrize("aantal", [1, 60])
def test_de_pagina_kost_evenveel_vragen_hoe_lang_het_stuk_ook_is(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ik, versie = kennismakelaar(), maak_beschrijving()
    blokken = met_stuk(versie, ik, *[KOP, ALINEA] * aantal)
    zet_in_veld(versie=versie, blokken=[blokken[1].pk], veld="aanpak", door=ik)
    client.force_login(ik)

    with django_assert_num_queries(6):
        client.get(f"/redactie/beschrijving/{versie.pk}/stuk/")
