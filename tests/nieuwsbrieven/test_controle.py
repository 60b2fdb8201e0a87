"""What stops an edition from going out, and what deserves a look."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from innovaties.keuzelijsten import Status
from innovaties.models import Innovatie
from masterclasses.keuzelijsten import Masterclassfase
from nieuwsbrieven.keuzelijsten import Editiesoort, Editiestatus, Frequentie
from nieuwsbrieven.lezen.bereik import Bereik, bereik
from nieuwsbrieven.lezen.weblinks import dode_links, is_openbaar
from nieuwsbrieven.models import Editie
from nieuwsbrieven.uitvoer.controle import GROOTTE, controleer, fouten
from tests.maak import (
    maak_abonnee,
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_innovatie,
    maak_masterclass,
    maak_thema,
    om_tien,
    over,
)

pytestmark = pytest.mark.django_db


def goed(**velden: Any) -> Editie:
    """An edition with nothing to say about it, and a reader."""
    maak_abonnee()
    return maak_editie(**{"inleiding": "<p>Welkom.</p>", **velden})


def let_op(editie: Editie) -> list[str]:
    return [b.tekst for b in controleer(editie, timezone.now()) if b.ernst == "let-op"]


def blokkeert(editie: Editie) -> list[tuple[str, str]]:
    return [(b.tekst, b.anker) for b in fouten(editie, timezone.now())]


def test_over_een_goede_editie_valt_niets_te_zeggen() -> None:
    assert controleer(goed(), timezone.now()) == []


@pytest.mark.parametrize(
    ("velden", "tekst", "anker"),
    [
        ({"onderwerp": " "}, "De nieuwsbrief heeft geen onderwerp.", "onderwerp"),
        ({"preheader": "x" * 151}, "Het voorproefje is langer dan 150 tekens.", "preheader"),
        (
            {"vier_ogen": True},
            "Een collega moet de nieuwsbrief nog lezen en akkoord geven.",
            "akkoord",
        ),
    ],
)
def test_wat_een_editie_tegenhoudt(velden: dict[str, Any], tekst: str, anker: str) -> None:
    editie = goed()
    for naam, waarde in velden.items():
        setattr(editie, naam, waarde)

    assert blokkeert(editie) == [(tekst, anker)]


def test_zonder_delen_gaat_er_niets_uit() -> None:
    editie = goed(blokken=0)

    assert [anker for _, anker in blokkeert(editie)] == ["blokken"]


def test_na_een_akkoord_houdt_meelezen_niets_meer_tegen() -> None:
    editie = goed(
        vier_ogen=True, akkoord_op=timezone.now(), akkoord_door=maak_gebruiker(naam="Collega")
    )

    assert blokkeert(editie) == []


def test_een_afbeelding_zonder_beschrijving_of_bestand_houdt_tegen() -> None:
    editie = goed(blokken=0)
    zonder_alt, weg = maak_blok(editie, titel="Zon"), maak_blok(editie, alt="Maan", titel="Maan")
    zonder_alt.afbeelding.save("zon.png", ContentFile(b"beeld"))
    weg.afbeelding = "nieuwsbrieven/weg.png"
    weg.save()

    assert blokkeert(editie) == [
        ("De afbeelding bij “Zon” heeft nog geen beschrijving.", f"blok-{zonder_alt.pk}"),
        ("De afbeelding bij “Maan” is er niet meer. Kies een andere.", f"blok-{weg.pk}"),
    ]


@pytest.mark.parametrize(("letter", "past"), [("e", True), ("é", False)])
def test_de_grootte_telt_bytes_en_geen_letters(letter: str, *, past: bool) -> None:
    editie = goed(blokken=0)
    for _ in range(34):
        maak_blok(editie, tekst=f"<p>{letter * 1_400}</p>")  # two bytes a letter with an accent

    gevonden = blokkeert(editie)

    assert [tekst.partition(" is ")[0] for tekst, _ in gevonden] == (
        [] if past else ["De nieuwsbrief"]
    )


@pytest.mark.parametrize("leeg", ["", "<p></p>", "<p> </p>"])
def test_een_leeg_eigen_deel_houdt_tegen(leeg: str) -> None:
    editie = goed(blokken=0)
    maak_blok(editie, tekst=leeg, titel="Niets")

    ((tekst, _anker),) = blokkeert(editie)

    assert "leeg deel" in tekst


def test_een_te_grote_editie_houdt_tegen_en_zegt_waar_het_aan_ligt() -> None:
    editie = goed(blokken=0)
    for nummer in range(3):
        maak_blok(editie, titel=f"Gewoon {nummer}")
    groot = maak_blok(editie, titel="Reus", tekst="<p>a</p>" * 1500)
    for nummer in range(40):
        maak_blok(editie, titel=f"Vulling {nummer}", tekst=f"<p>{'woord ' * 200}</p>")

    ((tekst, anker),) = blokkeert(editie)

    assert "kB groot" in tekst
    assert f"Boven {GROOTTE // 1000} kB" in tekst
    assert "“Reus”" in tekst
    assert anker == f"blok-{groot.pk}"


def gearchiveerd() -> Innovatie:
    innovatie = maak_innovatie("oud")
    innovatie.archief_reden = "Gestopt."
    innovatie.save()
    return innovatie


def test_een_pagina_die_er_niet_meer_is_houdt_tegen() -> None:
    maak_gepubliceerd(slug="leeft")
    gearchiveerd()
    afgelast = maak_masterclass(
        fase=Masterclassfase.AFGELAST,
        reden="Ziek.",
        afgelast_op=timezone.now(),
        afgelast_door=maak_gebruiker(),
    )
    concept = maak_masterclass(fase=Masterclassfase.CONCEPT)
    editie = goed(blokken=0)
    adressen = [
        *("/innovaties/leeft/", "/innovaties/oud/", "/innovaties/weg/"),
        *(afgelast.get_absolute_url(), concept.get_absolute_url(), "/bestaat/niet/"),
        *("/redactie/nieuwsbrieven/", "http://127.0.0.1:8000/thema/weg/", "/masterclasses"),
    ]
    for nummer, adres in enumerate(adressen):
        maak_blok(editie, soort="nieuw", titel=f"D{nummer}", adres=adres)

    assert [tekst for tekst, _ in blokkeert(editie)] == [
        "De pagina van “D1” is gearchiveerd.",
        "De pagina van “D2” bestaat niet (meer).",
        "De pagina van “D3” gaat niet door.",
        "De pagina van “D4” bestaat niet (meer).",
        "De pagina van “D5” bestaat niet (meer).",
        "De pagina van “D6” is alleen te zien voor wie inlogt.",
        "De pagina van “D7” bestaat niet (meer).",
    ]


def test_een_beschrijving_die_weer_concept_werd_houdt_tegen() -> None:
    beschrijving = maak_gepubliceerd(slug="terug")
    editie = goed(blokken=0)
    maak_blok(editie, soort="nieuw", titel="Terug", adres="/innovaties/terug/")
    assert blokkeert(editie) == []

    Innovatie.objects.filter(slug="terug").update(gepubliceerd=None)
    type(beschrijving).objects.filter(pk=beschrijving.pk).update(status=Status.GEARCHIVEERD)

    assert [tekst for tekst, _ in blokkeert(editie)] == [
        "De pagina van “Terug” bestaat niet (meer)."
    ]


def test_een_deel_zonder_goed_webadres_houdt_tegen() -> None:
    editie = goed(blokken=0)
    maak_blok(editie, titel="Raar", adres="javascript:alert(1)")
    maak_blok(editie, soort="nieuw", titel="Zonder", adres="")

    assert [tekst for tekst, _ in blokkeert(editie)] == [
        "De link bij “Raar” gaat niet naar een webadres.",
        "“Zonder” heeft geen link naar een pagina.",
    ]


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"onderwerp": "x" * 61}, "61 tekens lang"),
        ({"onderwerp": "NIEUWS VAN DE KENNISBANK"}, "schreeuwen"),
        ({"preheader": ""}, "geen voorproefje"),
        ({"inleiding": "<p> </p>"}, "geen inleiding"),
    ],
)
def test_wat_een_blik_waard_is(velden: dict[str, str], woorden: str) -> None:
    (tekst,) = let_op(goed(**velden))

    assert woorden in tekst


@pytest.mark.parametrize("onderwerp", ["GGZ en WMO in 2026", "De GGZ", "Hoe FACT werkt"])
def test_afkortingen_schreeuwen_niet(onderwerp: str) -> None:
    assert let_op(goed(onderwerp=onderwerp)) == []


def test_hetzelfde_onderwerp_als_de_vorige_keer_valt_op() -> None:
    maak_editie(status=Editiestatus.VERZONDEN, onderwerp="Nieuws in mei")

    (tekst,) = let_op(goed(onderwerp="nieuws  in Mei"))

    assert "hetzelfde" in tekst


def test_over_delen_valt_ook_iets_te_zeggen() -> None:
    editie = goed(blokken=0)
    thema = maak_thema("tijdelijk")
    geweest = maak_masterclass(begin=om_tien(-3))
    maak_blok(editie, titel="Weg", themas=[thema])
    maak_blok(
        editie, soort="masterclass", titel="Geweest", adres=geweest.get_absolute_url(), tekst=""
    )
    maak_blok(editie, titel="Lang", tekst=f"<p>{'woord ' * 160}</p>")
    zwaar = maak_blok(editie, titel="Zwaar", alt="Zon")
    zwaar.afbeelding.save("zwaar.png", ContentFile(b"x" * 1_100_000))
    thema.delete()

    teksten = let_op(editie)

    assert len(teksten) == 5
    for woorden in ("wie alle thema's volgt", "al geweest", "160 woorden", "1100 kB", "1.1 MB"):
        assert any(woorden in tekst for tekst in teksten), woorden


def test_links_in_de_tekst_worden_ook_nagekeken() -> None:
    editie = goed(inleiding='<p><a href="/innovaties/weg/">x</a> <a href="/over/">y</a></p>')

    (tekst,) = let_op(editie)

    assert tekst == (
        "De link in de inleiding bestaat niet (meer): http://127.0.0.1:8000/innovaties/weg/"
    )


def test_wie_niets_zou_krijgen_wordt_geteld() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    editie = maak_editie(blokken=0, inleiding="<p>Welkom.</p>")
    blok = maak_blok(editie, themas=[herstel])
    maak_abonnee()
    maak_abonnee(themas=[herstel])
    maak_abonnee(themas=[wonen])
    maak_abonnee(themas=[wonen], rollen=["bestuurder"])
    maak_abonnee(frequentie=Frequentie.OVERZICHT)
    maak_abonnee(pauze_tot=over(9).date())
    maak_abonnee(bevestigd_op=None)

    gevonden = bereik(editie, timezone.now())
    (tekst,) = let_op(editie)

    assert gevonden == Bereik(lezers=2, zonder=2, per_blok={blok.pk: 2})
    assert tekst.startswith("2 lezers krijgen mail. 2 krijgen niets")


def test_een_overzicht_telt_de_lezers_van_het_overzicht() -> None:
    maak_abonnee()
    maak_abonnee(frequentie=Frequentie.OVERZICHT)
    maak_abonnee(frequentie=Frequentie.OVERZICHT)

    gevonden = bereik(maak_editie(soort=Editiesoort.OVERZICHT), timezone.now())

    assert gevonden.lezers == 2


def test_zonder_lezers_zegt_de_controle_dat() -> None:
    editie = maak_editie(inleiding="<p>Welkom.</p>")

    assert let_op(editie) == ["Niemand zou deze nieuwsbrief nu krijgen."]


@pytest.mark.parametrize("aantal", [1, 3])
def test_lezers_tellen_kost_evenveel_vragen(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = maak_editie()
    for nummer in range(aantal):
        maak_abonnee(themas=[maak_thema(f"thema-{nummer}")])

    with django_assert_num_queries(4):
        bereik(editie, timezone.now())


class Elders(BaseHTTPRequestHandler):
    """A site that answers with the status in the address; some pages refuse HEAD."""

    def do_HEAD(self) -> None:
        self._antwoord(405 if "geen-head" in self.path else None)

    def do_GET(self) -> None:
        self._antwoord(None)

    def _antwoord(self, status: int | None) -> None:
        self.server.gevraagd.append(self.command + self.path)  # type: ignore[attr-defined]
        gevonden = status or int(self.path.split("/")[1])
        self.send_response(gevonden)
        if gevonden == 302:
            self.send_header("Location", "/" + "/".join(self.path.split("/")[2:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def elders() -> Iterator[tuple[str, list[str]]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elders) as server:
        server.gevraagd = []  # type: ignore[attr-defined]
        draad = threading.Thread(target=server.serve_forever, args=[0.02])
        draad.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", server.gevraagd  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            draad.join()


def test_een_dode_link_naar_elders_valt_op(settings: Settings) -> None:
    settings.DEMO = True
    with elders() as (site, _gevraagd):
        paden = ["200", "302/200", "302/404", "404", "503", "403", "200/geen-head", "302/302/410"]

        dood = dode_links([*(f"{site}/{pad}" for pad in paden), "http://127.0.0.1:1/"])

        assert dood == {
            f"{site}/302/404": "bestaat niet (meer)",
            f"{site}/404": "bestaat niet (meer)",
            f"{site}/503": "geeft een fout (503)",
            f"{site}/302/302/410": "bestaat niet (meer)",
            "http://127.0.0.1:1/": "antwoordt niet",
        }


def test_een_adres_in_een_eigen_netwerk_wordt_nooit_gevraagd() -> None:
    with elders() as (site, gevraagd):
        lokaal = site.replace("127.0.0.1", "localhost")

        dood = dode_links([f"{site}/200", f"{lokaal}/200", "http://10.0.0.1/", "http://[::1]/"])

        assert set(dood.values()) == {"is geen openbaar adres"}
        assert len(dood) == 4
        assert gevraagd == []


@pytest.mark.parametrize(
    "ip",
    [
        *("10.0.0.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0"),
        *("::1", "fe80::1%eth0", "fec0::1", "fd00::1", "ff0e::1", "::ffff:8.8.8.8"),
        *("64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::1", "2001::a00:1"),
        *("::10.0.0.1", "::ffff:0:a00:1"),
    ],
)
def test_geen_open_web_is_een_groep_een_eigen_netwerk_of_een_omweg_daarheen(ip: str) -> None:
    assert not is_openbaar(ip)
    assert is_openbaar("8.8.8.8")
    assert is_openbaar("2606:4700::1111")


@pytest.mark.parametrize("adres", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://["])
def test_vreemde_adressen_worden_niet_geopend(adres: str, settings: Settings) -> None:
    settings.DEMO = True

    assert dode_links([adres]) == {adres: "antwoordt niet"}


def test_de_controle_noemt_het_deel_met_de_dode_link_en_een_link_zonder_https(
    settings: Settings,
) -> None:
    settings.DEMO = True
    with elders() as (site, _gevraagd):
        editie = goed(blokken=0)
        maak_blok(editie, titel="Dood", adres=f"{site}/404")
        maak_blok(editie, titel="Leeft", tekst=f'<p><a href="{site}/200">x</a></p>')

        assert let_op(editie) == [
            f"De link in “Dood” bestaat niet (meer): {site}/404",
            f"De link in “Leeft” begint niet met https: {site}/200",
        ]


def test_blokkeren_vraagt_niets_aan_andere_sites(settings: Settings) -> None:
    settings.DEMO = True
    with elders() as (site, gevraagd):
        editie = goed(blokken=0)
        maak_blok(editie, adres=f"{site}/404")

        assert blokkeert(editie) == []
        assert gevraagd == []


def test_wat_het_onderwerp_noemt_en_niet_iedereen_krijgt_staat_in_de_controle() -> None:
    herstel = maak_thema("herstel")
    editie = goed(onderwerp="Wonen met steun in Assen", preheader="En meer nieuws")
    maak_blok(editie, titel="Wonen met steun begint", themas=[maak_thema("wonen")])
    for _ in range(2):
        maak_abonnee(themas=[herstel])

    assert let_op(editie) == [
        "Het onderwerp noemt “Wonen met steun begint”. 2 van de 3 lezers krijgen dit deel niet."
    ]
