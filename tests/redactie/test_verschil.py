"""The comparison of two versions: as little as possible is marked, and nothing that stayed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from gebruikers.models import Gebruiker
from innovaties.actions.versies import volgende_versie
from innovaties.formaat import VELD
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.models import Beschrijving, Knelpunt, Succesfactor
from redactie.actions.schrijven import bewaar
from redactie.lezen.verschil import (
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    WEG,
    Blokgrens,
    Brokje,
    RijVerschil,
    Tekstwoord,
    VeldVerschil,
    Verschilstuk,
    gewone_tekens,
    opcodes,
    rijke_tekens,
    rijverschil,
    stukken,
    veldverschil,
)
from tests.maak import (
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_volledig,
    met_partij,
)

WOORDEN = """
de het een en van in is dat op te zijn met voor er niet aan ook bij wonen begeleiding cliënt
cliënten team wijk gemeente herstel thuis zorg naasten samen plan week één ’s avonds begeleider,
zelf. kamer buurt; werk: rust
""".split()  # noqa: SIM905 (a list of words reads as text)
TEKSTEN = st.lists(st.sampled_from(WOORDEN), min_size=0, max_size=120)
MET_GRENZEN = st.lists(
    st.one_of(
        st.sampled_from([Tekstwoord(woord) for woord in WOORDEN]),
        st.sampled_from([Blokgrens("p"), Blokgrens("h3"), Blokgrens("punt", 1)]),
    ),
    max_size=60,
)


@st.composite
def bewerkingen(draw: st.DrawFn) -> tuple[list[str], list[str], int]:
    """A text, the same text after some edits, and how many tokens those took out or put in."""
    oud = draw(TEKSTEN)
    nieuw, bewerkt = list(oud), 0
    for _ in range(draw(st.integers(0, 4))):
        plek = draw(st.integers(0, len(nieuw)))
        weg = draw(st.integers(0, min(6, len(nieuw) - plek)))
        bij = draw(st.lists(st.sampled_from(WOORDEN), max_size=6))
        nieuw[plek : plek + weg] = bij
        bewerkt += weg + len(bij)
    return oud, nieuw, bewerkt


@settings(max_examples=600, deadline=None)
@given(bewerkingen())
def test_niet_meer_gemarkeerd_dan_bewerkt_en_beide_teksten_komen_terug(
    bewerking: tuple[list[str], list[str], int],
) -> None:
    oud, nieuw, bewerkt = bewerking
    runs = list(stukken(gewone_tekens(" ".join(oud)), gewone_tekens(" ".join(nieuw))))

    gemarkeerd = sum(len(run) for soort, run in runs if soort != GELIJK)
    assert gemarkeerd <= bewerkt + 1
    assert _tekst(runs, GELIJK, WEG) == " ".join(oud)
    assert _tekst(runs, GELIJK, NIEUW) == " ".join(nieuw)
    if oud == nieuw:
        assert gemarkeerd == 0


def _tekst(runs: list[tuple[str, Any]], *soorten: str) -> str:
    return " ".join(teken.tekst for soort, run in runs if soort in soorten for teken in run)


@settings(max_examples=200, deadline=None)
@given(MET_GRENZEN, MET_GRENZEN)
def test_blokken_verliezen_geen_woord_en_markeren_niets_extra(
    oud: list[Brokje], nieuw: list[Brokje]
) -> None:
    oud, nieuw = [Blokgrens("p"), *oud], [Blokgrens("p"), *nieuw]
    verschil = veldverschil(_als_waarde(oud), _als_waarde(nieuw))
    getoond = _stukken(verschil) if verschil else []

    gelezen = rijke_tekens(_als_html(oud)), rijke_tekens(_als_html(nieuw))
    if verschil is None:
        assert gelezen[0] == gelezen[1]
        return
    gemarkeerd = [t for s in getoond if s.soort != GELIJK for t in s.tekens]
    minst = sum(
        stap.src_end - stap.src_start + stap.dest_end - stap.dest_start
        for stap in opcodes(*gelezen)
        if stap.tag != "equal"
    )
    assert len(gemarkeerd) <= minst
    for soort, tekens in ((WEG, gelezen[0]), (NIEUW, gelezen[1])):
        woorden = [t for s in getoond if s.soort in (GELIJK, soort) for t in s.tekens]
        assert [t for t in woorden if isinstance(t, Tekstwoord)] == [
            t for t in tekens if isinstance(t, Tekstwoord)
        ]


def _als_html(tekens: list[Brokje]) -> str:
    blokken: list[tuple[str, list[str]]] = []
    for teken in tekens:
        if isinstance(teken, Blokgrens):
            blokken.append((teken.soort, []))
        else:
            blokken[-1][1].append(teken.tekst)
    return "".join(
        f"<ul><li><p>{' '.join(w)}</p></li></ul>" if s == "punt" else f"<{s}>{' '.join(w)}</{s}>"
        for s, w in blokken
    )


def _als_waarde(tekens: list[Brokje]) -> Waarde:
    return Waarde(VELD["aanpak"], html=_als_html(tekens))


def _stukken(verschil: VeldVerschil) -> list[Verschilstuk]:
    return [stuk for blok in verschil.blokken for stuk in blok.stukken]


def _rijk(oud: str, nieuw: str) -> list[tuple[str, str]]:
    verschil = veldverschil(Waarde(VELD["aanpak"], html=oud), Waarde(VELD["aanpak"], html=nieuw))
    assert verschil
    return [
        (stuk.soort, "".join(tekst for tekst, _, _ in stuk.delen).strip())
        for stuk in _stukken(verschil)
    ]


def test_opmaak_van_rijke_tekst_telt_mee() -> None:
    assert _rijk("<p>Dit plan</p>", "<h3>Dit plan</h3>") == [
        (WEG, "¶ alinea"),
        (NIEUW, "¶ kop"),
        (GELIJK, "Dit plan"),
    ]
    assert _rijk("<p>Een. Twee.</p>", "<p>Een.</p><p>Twee.</p>") == [
        (GELIJK, "Een."),
        (NIEUW, "¶ alinea"),
        (GELIJK, "Twee."),
    ]
    assert _rijk("<p>Zeer goed</p>", "<p>Zeer <strong>goed</strong></p>") == [
        (GELIJK, "Zeer"),
        (WEG, "goed"),
        (NIEUW, "goed"),
    ]
    van, naar = (f'<p>Lees <a href="https://{s}.nl">meer</a>.</p>' for s in "ab")
    assert _rijk(van, naar) == [
        (GELIJK, "Lees meer"),
        (WEG, "(https://a.nl)"),
        (NIEUW, "(https://b.nl)"),
        (GELIJK, "."),
    ]


def test_een_hele_alinea_is_een_stuk_ook_tussen_gelijke() -> None:
    oud = "<p>Een</p><p>Twee</p><p>Drie</p>"

    assert _rijk(oud, "<p>Een</p><p>Drie</p>") == [(GELIJK, "Een"), (WEG, "Twee"), (GELIJK, "Drie")]
    assert _rijk("<p>Een</p><p>Drie</p>", oud) == [
        (GELIJK, "Een"),
        (NIEUW, "Twee"),
        (GELIJK, "Drie"),
    ]


def test_lijstpunten_hebben_hun_eigen_soort() -> None:
    html = (
        "<ul><li><p>a</p><p>b</p><ol><li>c</li></ol></li><li>d</li></ul><blockquote>e</blockquote>"
    )

    grenzen = [teken for teken in rijke_tekens(html) if isinstance(teken, Blokgrens)]

    assert grenzen == [
        Blokgrens("punt", 1),
        Blokgrens("vervolg", 1),
        Blokgrens("nummer", 2),
        Blokgrens("punt", 1),
        Blokgrens("citaat"),
    ]


def test_wit_en_code_van_tekens_zijn_geen_verschil() -> None:
    een = Waarde(VELD["aanpak"], html="<p>Zorg &amp;  welzijn</p>")
    ander = Waarde(VELD["aanpak"], html="<p>Zorg &#38; welzijn </p>\n")

    assert veldverschil(een, ander) is None


def test_keuzes_zijn_heel_weg_of_nieuw() -> None:
    fase = veldverschil(
        Waarde(VELD["fase"], tekst="In uitvoering"), Waarde(VELD["fase"], tekst="Uitvoering in")
    )
    assert fase
    assert [(s.soort, len(s.tekens)) for s in _stukken(fase)] == [(WEG, 1), (NIEUW, 1)]

    een, twee, drie = (Cel("themas", "", naam, sleutel=naam) for naam in ("een", "twee", "drie"))
    themas = veldverschil(
        Waarde(VELD["themas"], lijst=(een, twee)), Waarde(VELD["themas"], lijst=(twee, drie))
    )
    assert themas
    assert themas.items == ((WEG, "een"), (GELIJK, "twee"), (NIEUW, "drie"))


def _rijen(*teksten: str) -> list[tuple[Cel, ...]]:
    return [
        tuple(
            Cel(naam, naam.capitalize(), tekst)
            for naam, tekst in zip(("knelpunt", "oplossing"), rij.split("|"), strict=True)
        )
        for rij in teksten
    ]


def _kort(rijen: tuple[RijVerschil, ...]) -> list[tuple[str, int, int, bool]]:
    return [(rij.soort, rij.van, rij.naar, rij.verplaatst) for rij in rijen]


def test_rijen_verhuizen_veranderen_komen_en_gaan() -> None:
    a, b, c = "Weinig tijd|Een vast uur", "Geen geld|Subsidie", "Een oud gebouw|Verhuizen"

    verhuisd = rijverschil(_rijen(a, b, c), _rijen(c, a, b))
    assert _kort(verhuisd) == [
        (GELIJK, 3, 1, True),
        (GELIJK, 1, 2, False),
        (GELIJK, 2, 3, False),
    ]

    gewijzigd = rijverschil(_rijen(a, b), _rijen(a, "Geen geld|Subsidie van het rijk"))
    assert _kort(gewijzigd) == [(GELIJK, 1, 1, False), (GEWIJZIGD, 2, 2, False)]

    gewisseld = rijverschil(_rijen(a, b), _rijen(a, c))
    assert _kort(gewisseld) == [(GELIJK, 1, 1, False), (WEG, 2, 0, False), (NIEUW, 0, 2, False)]

    assert _kort(rijverschil(_rijen(a, a), _rijen(a))) == [
        (GELIJK, 1, 1, False),
        (WEG, 2, 0, False),
    ]


pytest_db = pytest.mark.django_db


def _paar(**nieuw: Any) -> tuple[Beschrijving, Beschrijving, Gebruiker]:
    """A live version, the next one with `nieuw` in it, and its kennismakelaar."""
    volledig = maak_volledig(themas=[maak_thema()])
    live = maak_gepubliceerd(
        titel="Een plan",
        aanpak="<p>Wij komen elke week langs.</p>",
        knelpunten=[Knelpunt(knelpunt="Weinig tijd", oplossing="Een vast uur")],
        partijen=[met_partij()],
        innovatie=volledig.innovatie,
        versie=2,
    )
    volledig.status = "afgewezen"
    volledig.save(update_fields=["status"])
    door = maak_gebruiker(rollen=["kennismakelaar"])
    volgende = volgende_versie(live)
    bewaar(versie=volgende, waarden=nieuw, door=door)
    return live, volgende, door


@pytest_db
def test_de_pagina_vergelijkt_met_de_zichtbare_en_vouwt_het_gelijke_weg(client: Client) -> None:
    live, nieuw, door = _paar(
        aanpak="<p>Wij komen elke maand langs.</p>",
        succesfactoren=[Succesfactor(tekst="Een vast gezicht & een kop koffie")],
    )
    client.force_login(door)

    pagina = client.get(f"/redactie/beschrijving/{nieuw.pk}/vergelijken/").content.decode()

    assert "Van versie 2 (gepubliceerd) naar versie 3 (concept)" in pagina
    assert '<del><span class="visueel-verborgen">verwijderd: </span>week</del> ' in pagina
    assert '<ins><span class="visueel-verborgen">toegevoegd: </span>maand</ins> ' in pagina
    assert "Een vast gezicht &amp; een kop koffie" in pagina
    assert "32 onderdelen zijn gelijk" in pagina
    assert len(re.findall("visueel-verborgen.>(?:verwijderd|toegevoegd)", pagina)) == 3
    omgekeerd = client.get(f"/redactie/beschrijving/{live.pk}/vergelijken/?met={nieuw.pk}")
    assert "Van versie 2 (gepubliceerd) naar versie 3 (concept)" in omgekeerd.content.decode()


@pytest_db
def test_elke_twee_versies_zijn_te_kiezen_en_geen_vreemde(client: Client) -> None:
    live, nieuw, door = _paar(kern="Anders.")
    eerste = live.innovatie.versies.get(versie=1)
    vreemd = maak_volledig()
    client.force_login(door)
    adres = f"/redactie/beschrijving/{nieuw.pk}/vergelijken/"

    gekozen = client.get(adres, {"versie": live.pk, "met": eerste.pk}).text
    assert "Van versie 1 (afgewezen) naar versie 2 (gepubliceerd)" in gekozen
    assert "twee keer dezelfde" in client.get(adres, {"met": nieuw.pk}).content.decode()
    for met in (str(vreemd.pk), "", "x", "0"):
        assert client.get(adres, {"met": met}).status_code == 404
        assert client.get(adres, {"versie": met, "met": str(live.pk)}).status_code == 404
    alleen = client.get(f"/redactie/beschrijving/{vreemd.pk}/vergelijken/").content.decode()
    assert "nog maar één tekst" in alleen


@pytest_db
def test_een_indiener_ziet_alleen_de_eigen_organisatie(client: Client) -> None:
    live, nieuw, _ = _paar(kern="Anders.")
    indiener = maak_gebruiker(rollen=["indiener"])
    client.force_login(indiener)
    adres = f"/redactie/beschrijving/{nieuw.pk}/vergelijken/"

    assert client.get(adres).status_code == 404
    organisatie = maak_organisatie()
    indiener.organisaties.add(organisatie)
    live.innovatie.organisatie = organisatie
    live.innovatie.save(update_fields=["organisatie"])
    assert client.get(adres).status_code == 200


@pytest_db
def test_meer_rijen_kosten_niet_meer_queries(client: Client) -> None:
    aantallen = []
    for aantal in (1, 3):
        rijen = [Succesfactor(tekst=f"Factor {n}") for n in range(aantal)]
        partijen = [met_partij() for _ in range(aantal)]
        _, nieuw, door = _paar(succesfactoren=rijen, partijen=partijen)
        client.force_login(door)
        with CaptureQueriesContext(connection) as telling:
            client.get(f"/redactie/beschrijving/{nieuw.pk}/vergelijken/")
        aantallen.append(len(telling))

    assert aantallen[0] == aantallen[1]
