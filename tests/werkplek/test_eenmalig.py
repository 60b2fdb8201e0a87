"""What a form begins, it begins once: two clicks, back and again, at the same moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from post.models import Bericht
from rapportage.models import Rapport
from tests.maak import (
    maak_aanmelding,
    maak_editie,
    maak_gebruiker,
    maak_masterclass,
    maak_thema,
    maak_traject,
)
from tests.nieuwsbrieven.opstellen import blok_ingevuld
from tests.rapportage.halfjaren import vorig
from tests.tegelijk import tegelijk
from trajecten.models import Besluit, Deelname, Groepsbijeenkomst, Traject, Tranche
from wensen.models import Inventarisatie
from werkplek.eenmalig import BEWAREN, vergeet_sleutels
from werkplek.models import EenmaligeSleutel

pytestmark = pytest.mark.django_db

Begin = tuple[type[Model], str, dict[str, Any]]


def _dag(over: int) -> str:
    return (timezone.localdate() + timedelta(days=over)).isoformat()


def beschrijving(_door: Gebruiker) -> Begin:
    data = {"titel": "Samen koken", "soort": "bestaand", "organisatie": ""}
    return Beschrijving, reverse("redactie:begin"), data


def besluit(_door: Gebruiker) -> Begin:
    data = {"datum": _dag(0), "soort": "prioriteit", "titel": "Wonen gaat voor"}
    return Besluit, reverse("trajecten:besluiten"), data


def inventarisatie(_door: Gebruiker) -> Begin:
    data = {"titel": "Wat is er?", "begin": _dag(1), "einde": _dag(30)}
    return Inventarisatie, reverse("wensen:inventarisatie_nieuw"), data


def rapport(_door: Gebruiker) -> Begin:
    halfjaar = vorig()
    adres = reverse("rapportage:opleveren", args=[halfjaar.jaar, halfjaar.helft])
    return Rapport, adres, {"toelichting": "Goed."}


def tranche(_door: Gebruiker) -> Begin:
    data = {
        "titel": "Samen wonen",
        "thema": maak_thema("wonen").pk,
        "begin": _dag(30),
        "einde": _dag(90),
        "kennismakelaar": maak_gebruiker(rollen=["kennismakelaar"]).pk,
        "doel": "6",
    }
    return Tranche, reverse("trajecten:tranche_nieuw"), data


def traject(_door: Gebruiker) -> Begin:
    data = {
        "titel": "Samen in de regio",
        "thema": maak_thema("regionale-samenwerking").pk,
        "begin": _dag(30),
        "einde": _dag(390),
    }
    return Traject, reverse("trajecten:traject_nieuw"), data


def deelname(_door: Gebruiker) -> Begin:
    een = maak_traject(coaches=[maak_gebruiker(rollen=["coach"])])
    data = {
        "organisatie": "De Brug",
        "nieuw": "on",
        "projectleider": "Een projectleider",
        "projectleider_email": "pl@example.nl",
        "commitment_van": "Voorzitter",
        "commitment_datum": _dag(0),
        "coach": een.coaches.get().pk,
        "uren_per_week": "2,5",
    }
    return Deelname, reverse("trajecten:deelnemen", args=[een.pk]), data


def bijeenkomst(_door: Gebruiker) -> Begin:
    een = maak_traject()
    adres = reverse("trajecten:bijeenkomst_nieuw", args=[een.pk])
    return Groepsbijeenkomst, adres, {"datum": max(een.begin, timezone.localdate()).isoformat()}


def masterclass(_door: Gebruiker) -> Begin:
    data = {
        "titel": "Wonen",
        "thema": maak_thema().pk,
        "dag": _dag(200),
        "begint": "10:00",
        "eindigt": "16:30",
    }
    return Masterclass, reverse("masterclasses:begin"), data


def kopie(door: Gebruiker) -> Begin:
    een = maak_masterclass(organisator=door)
    return Masterclass, reverse("masterclasses:stap", args=[een.slug, "kopieren"]), {}


def bericht(door: Gebruiker) -> Begin:
    een = maak_masterclass(organisator=door, fase=Masterclassfase.AANGEKONDIGD)
    maak_aanmelding(een)
    data = {"groep": "plek", "onderwerp": "De zaal", "tekst": "Boven.", "vorige": "0"}
    adres = reverse("masterclasses:bericht", args=[een.slug])
    return Bericht, adres, data | {"stap": "versturen"}


def nieuwsbrief(_door: Gebruiker) -> Begin:
    return Editie, reverse("nieuwsbrieven:begin"), {"onderwerp": "Herfst"}


def blok(_door: Gebruiker) -> Begin:
    editie = maak_editie()
    return Blok, reverse("nieuwsbrieven:blok_nieuw", args=[editie.pk]), blok_ingevuld(editie)


def account(_door: Gebruiker) -> Begin:
    data = {"email": "nina@example.nl", "naam": "Nina", "is_active": "on"}
    return Gebruiker, reverse("werkplek:account_nieuw"), data


def blokopmerking(_door: Gebruiker) -> Begin:
    editie = maak_editie()
    data = {"blok": editie.blokken.get().pk, "tekst": "Noem de datum."}
    return Blokopmerking, reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]), data


BEGINT = [
    ("beheerder", account),
    ("kennismakelaar", beschrijving),
    ("kennismakelaar", masterclass),
    ("kennismakelaar", kopie),
    ("kennismakelaar", bericht),
    ("projectleider", inventarisatie),
    ("projectleider", rapport),
    ("projectleider", tranche),
    ("projectleider", traject),
    ("projectleider", deelname),
    ("projectleider", bijeenkomst),
    ("stuurgroep", besluit),
    ("webredacteur", nieuwsbrief),
    ("webredacteur", blok),
    ("webredacteur", blokopmerking),
]
"""Each form that begins something, and a role that may."""

elk_begin = pytest.mark.parametrize(
    ("rol", "maak"), BEGINT, ids=[maak.__name__ for _, maak in BEGINT]
)


def ingelogd(door: Gebruiker) -> Client:
    client = Client()
    client.force_login(door)
    return client


def sleutel_op(client: Client, adres: str) -> str:
    """The key that the page carries."""
    (sleutel,) = re.findall(r'name="eenmalig" value="([^"]+)"', client.get(adres).text)
    return str(sleutel)


@elk_begin
def test_wat_tweemaal_wordt_verstuurd_is_er_een_en_leidt_naar_hetzelfde(
    rol: str, maak: Callable[[Gebruiker], Begin]
) -> None:
    door = maak_gebruiker(rollen=[rol])
    model, adres, data = maak(door)
    client, waren = ingelogd(door), model._default_manager.count()
    data["eenmalig"] = sleutel_op(client, adres)

    eerste, tweede = client.post(adres, data), client.post(adres, data)

    assert model._default_manager.count() == waren + 1
    assert (eerste.status_code, tweede.status_code) == (302, 302)
    assert eerste.headers["Location"] == tweede.headers["Location"]
    assert "hadden wij al" in str(list(get_messages(tweede.wsgi_request))[-1])


@pytest.mark.django_db(transaction=True)
@elk_begin
def test_wat_tegelijk_wordt_verstuurd_is_er_een(
    rol: str, maak: Callable[[Gebruiker], Begin]
) -> None:
    door = maak_gebruiker(rollen=[rol])
    model, adres, data = maak(door)
    waren, data["eenmalig"] = model._default_manager.count(), str(uuid4())
    naar: list[str] = []

    def stuur(client: Client) -> None:
        naar.append(client.post(adres, data).headers["Location"])

    tegelijk(*(partial(stuur, ingelogd(door)) for _ in range(3)))

    assert model._default_manager.count() == waren + 1
    assert (len(naar), len(set(naar))) == (3, 1)


def test_een_nieuwe_pagina_begint_iets_nieuws() -> None:
    door = maak_gebruiker(rollen=["webredacteur"])
    model, adres, data = nieuwsbrief(door)
    client = ingelogd(door)

    for _ in range(2):
        client.post(adres, data | {"eenmalig": sleutel_op(client, adres)})

    assert model._default_manager.count() == 2


def test_wie_de_sleutel_van_een_ander_stuurt_begint_zelf_iets() -> None:
    eerste, ander = (maak_gebruiker(rollen=["webredacteur"]) for _ in range(2))
    _, adres, data = nieuwsbrief(eerste)
    data["eenmalig"] = str(uuid4())

    for door in (eerste, ander):
        ingelogd(door).post(adres, data)

    assert {editie.gemaakt_door for editie in Editie.objects.all()} == {eerste, ander}


def test_wat_geweigerd_is_kost_geen_sleutel() -> None:
    door = maak_gebruiker(rollen=["projectleider"])
    _, adres, data = tranche(door)
    client = ingelogd(door)
    data["eenmalig"] = sleutel_op(client, adres)

    geweigerd = client.post(adres, data | {"einde": data["begin"]})
    client.post(adres, data)

    assert f'value="{data["eenmalig"]}"' in geweigerd.text
    assert Tranche.objects.count() == 1


@pytest.mark.parametrize("sleutel", ["", "onzin", "\x00"])
def test_zonder_sleutel_kan_het_ook(sleutel: str) -> None:
    door = maak_gebruiker(rollen=["webredacteur"])
    _, adres, data = nieuwsbrief(door)

    ingelogd(door).post(adres, data | {"eenmalig": sleutel})

    assert Editie.objects.count() == 1
    assert not EenmaligeSleutel.objects.exists()


def test_een_sleutel_is_er_per_persoon_een() -> None:
    sleutel, door = uuid4(), maak_gebruiker()
    EenmaligeSleutel.objects.create(sleutel=sleutel, door=door, naar="/")

    with pytest.raises(IntegrityError, match="een_keer"), transaction.atomic():
        EenmaligeSleutel.objects.create(sleutel=sleutel, door=door, naar="/")


def test_een_sleutel_wordt_na_twee_dagen_vergeten() -> None:
    nu, door = timezone.now(), maak_gebruiker()
    for op in (nu - BEWAREN - timedelta(minutes=1), nu - BEWAREN + timedelta(minutes=1)):
        EenmaligeSleutel.objects.create(sleutel=uuid4(), door=door, naar="/", op=op)

    assert [vergeet_sleutels(nu) for _ in range(2)] == [1, 0]
