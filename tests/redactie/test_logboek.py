"""The log of a description: every step in a sentence, autosaves together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from redactie.lezen.geschiedenis import stappen
from redactie.zinnen import ZINNEN
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_volledig
from trajecten.zinnen import ZINNEN as ZINNEN_VAN_TRAJECTEN

REDACTIE = "redactie/actions/*.py"
VERSIES = "innovaties/actions/versies.py"
MET_WAT = ("zet_status", "_bevestig")
"""Functions that write the log row for who calls them, with the `wat` third."""
"""Where the steps of a description are written; what is about a traject is read there."""


def _codes(functie: ast.FunctionDef, module: ModuleType) -> Iterator[str]:
    """Each `wat` that this function writes; one that comes from its caller is the caller's."""
    eigen = {arg.arg for arg in functie.args.args + functie.args.kwonlyargs}
    toewijzingen = {
        ast.unparse(regel.targets[0]): regel.value
        for regel in ast.walk(functie)
        if isinstance(regel, ast.Assign)
    }
    for aanroep in ast.walk(functie):
        if not isinstance(aanroep, ast.Call):
            continue
        naam = ast.unparse(aanroep.func)
        if naam not in MET_WAT and not naam.endswith("Logregel.objects.schrijf"):
            continue
        wat = aanroep.args[2 if naam in MET_WAT else 1]
        wat = toewijzingen.get(ast.unparse(wat), wat)
        for keuze in [wat.body, wat.orelse] if isinstance(wat, ast.IfExp) else [wat]:
            if isinstance(keuze, ast.Name) and keuze.id in eigen:
                continue
            code = keuze.value if isinstance(keuze, ast.Constant) else None
            yield str(code or getattr(module, ast.unparse(keuze)))


def test_elke_stap_heeft_een_zin_en_elke_zin_een_stap() -> None:
    gebruikt = {
        code
        for patroon in (REDACTIE, VERSIES)
        for bestand in Path(settings.BASE_DIR).glob(patroon)
        for functie in ast.walk(ast.parse(bestand.read_text()))
        if isinstance(functie, ast.FunctionDef)
        for code in _codes(functie, import_module(_module(bestand)))
    }

    assert len(gebruikt) > 20
    assert gebruikt - set(ZINNEN_VAN_TRAJECTEN) == set(ZINNEN)


def _module(bestand: Path) -> str:
    return ".".join(bestand.relative_to(settings.BASE_DIR).with_suffix("").parts)


pytestmark = pytest.mark.django_db


def test_bewaren_binnen_een_uur_is_een_regel_per_schrijver() -> None:
    versie = maak_volledig()
    een, ander = (maak_gebruiker(rollen=["kennismakelaar"]) for _ in range(2))
    bewaar(versie=versie, waarden={"kern": "Eerst."}, door=een)
    bewaar(versie=versie, waarden={"kern": "Dan."}, door=een)
    bewaar(versie=versie, waarden={"bereik": 12, "cijfers_onbekend": []}, door=een)
    bewaar(versie=versie, waarden={"kern": "Van een ander."}, door=ander)
    bewaar(versie=versie, waarden={"kern": "Weer de een."}, door=een)

    gevonden = stappen([versie])

    assert [(s.wie, s.labels) for s in gevonden] == [
        (str(een), ["Kern"]),
        (str(ander), ["Kern"]),
        (
            str(een),
            [
                "Kern",
                "Kosten, uren en bereik (bereik)",
                "Kosten, uren en bereik (onbekend)",
            ],
        ),
    ]


def test_na_een_uur_begint_een_nieuwe_regel() -> None:
    versie = maak_volledig()
    nu = timezone.now()
    for minuten in (0, 59, 61, 120):
        _regel(versie, op=nu + timedelta(minutes=minuten))

    assert [
        ((s.eerste.op - nu) // timedelta(minutes=1), (s.laatste.op - nu) // timedelta(minutes=1))
        for s in stappen([versie])
    ] == [(61, 120), (0, 59)]


def _regel(versie: Beschrijving, **velden: Any) -> None:
    op = velden.pop("op")
    regel = Logregel(
        wie="Iemand", wat="gewijzigd", over_soort=versie._meta.label_lower, over_sleutel=versie.pk
    )
    Logregel._meta.get_field("op").auto_now_add = False
    try:
        regel.op = op
        regel.save()
    finally:
        Logregel._meta.get_field("op").auto_now_add = True


def test_de_pagina_toont_alle_versies_of_een(client: Client) -> None:
    live = maak_gepubliceerd(titel="Een plan")
    door = maak_gebruiker(rollen=["kennismakelaar"], naam="Noor")
    nieuw = nieuwe_versie(innovatie=live.innovatie, door=door)
    plaats_opmerking(versie=nieuw, onderdeel="kern", tekst="Waarom?", door=door)
    Logregel.objects.schrijf(live, "bevestigd", wie="De gemeente", van="te-bevestigen")
    client.force_login(door)
    adres = f"/redactie/beschrijving/{nieuw.pk}/logboek/"

    alles = client.get(adres).content.decode()
    een = client.get(adres, {"versie": live.pk}).content.decode()

    assert "<strong>Noor</strong> begon een nieuwe versie." in alles
    assert "<strong>Noor</strong> plaatste een opmerking. <span>Kern.</span>" in alles
    assert "De gemeente" in alles
    assert "De gemeente" in een
    assert "plaatste een opmerking" not in een
    assert client.get(adres, {"versie": maak_volledig().pk}).status_code == 404


def test_een_stap_noemt_van_welke_status_naar_welke(client: Client) -> None:
    versie = maak_volledig()
    door = maak_gebruiker(rollen=["kennismakelaar"])
    dien_in(versie=versie, door=door)
    client.force_login(door)

    pagina = client.get(f"/redactie/beschrijving/{versie.pk}/logboek/").content.decode()

    assert "diende de beschrijving in." in pagina
    assert "van concept naar ingediend" in pagina


def test_wie_niet_schrijft_ziet_geen_logboek(client: Client) -> None:
    adres = f"/redactie/beschrijving/{maak_volledig().pk}/logboek/"

    assert client.get(adres).status_code == 302
    client.force_login(maak_gebruiker(rollen=["indiener"]))
    assert client.get(adres).status_code == 404
    client.force_login(maak_gebruiker(rollen=["coach"]))
    assert client.get(adres).status_code == 404
    client.force_login(maak_gebruiker(rollen=["beheerder"]))
    assert client.get(adres).status_code == 403


def test_het_logboek_bladert_met_een_vast_aantal_queries(client: Client) -> None:
    versie = maak_volledig()
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    adres = f"/redactie/beschrijving/{versie.pk}/logboek/"
    aantallen = []
    for aantal in (1, 59):
        for nummer in range(aantal):
            Logregel.objects.schrijf(versie, "opmerking", wie=f"Lezer {nummer}")
        with CaptureQueriesContext(connection) as telling:
            eerste = client.get(adres).content.decode()
        aantallen.append(len(telling))

    assert aantallen[0] == aantallen[1]
    assert eerste.count("plaatste een opmerking") == 50
    tweede = client.get(adres, {"pagina": 2}).content.decode()
    assert tweede.count("plaatste een opmerking") == 10
