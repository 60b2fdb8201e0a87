"""Personal links: each kind opens its own pages, and no page of another kind.

All rows have the same number, as rows of several tables do: a key that another kind of page would
take opens somebody else's row there, and not an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

import masterclasses.links
import nieuwsbrieven.links
import opgaven.links
import trajecten.links
import wensen.links
from innovaties.models import Innovatie
from masterclasses.models import Aanmelding, Uitnodiging
from opgaven.models import Standvraag
from post.models import Bericht
from redactie.actions.bevestigen import klopt_nog_sleutel
from redactie.actions.meldingen import meld
from redactie.actions.opmerkingen import meelezer_sleutel
from redactie.models import Lezersmelding, Meelezer
from tests.maak import (
    maak_aanmelding,
    maak_abonnee,
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_traject,
    maak_tranche,
    maak_uitvraag,
    nieuwe_deelname,
)
from tests.opgaven.netwerken import maak_standgever
from trajecten.actions.inschrijven import schrijf_in
from trajecten.models import Meedoener
from wensen.models import Belangstelling

pytestmark = pytest.mark.django_db

NUMMER = 7
SLEUTEL = re.compile(r"[^/?=]+:[^/]+")
"""What is signed has a colon, and no part of an address of ours has."""


@pytest.fixture
def aanmelding() -> Aanmelding:
    """Of somebody who was there, a moment ago."""
    begin = timezone.now() - timedelta(hours=3)
    masterclass = maak_masterclass(begin=begin, einde=begin + timedelta(hours=2))
    return maak_aanmelding(
        masterclass, pk=NUMMER, aanwezig_op=begin, aanwezig_door=masterclass.organisator
    )


@pytest.fixture
def links(aanmelding: Aanmelding) -> dict[str, list[str]]:
    """The addresses that we mail or print, by the kind of their key."""
    nu, wie = timezone.now(), {"naam": "Jan", "email": "jan@example.nl"}
    partij = {"organisatie": "Lentis", "gemeld_op": nu, **wie}
    nieuw = Innovatie.objects.create(pk=NUMMER, slug="wens")
    innovatie = maak_gepubliceerd(innovatie=nieuw, soort="gewenst").innovatie
    meelezer = Meelezer.objects.create(
        pk=NUMMER,
        versie=maak_beschrijving(),
        gevraagd_door=maak_gebruiker(),
        verloopt=nu + timedelta(days=1),
        **wie,
    )
    meld(
        melding=Lezersmelding(
            pk=NUMMER, innovatie=innovatie, organisatie="Lentis", stand="draait", **wie
        )
    )
    uitnodiging = Uitnodiging.objects.create(
        pk=NUMMER,
        masterclass=aanmelding.masterclass,
        email="jan@example.nl",
        verstuurd_door=maak_gebruiker(),
    )
    abonnee = maak_abonnee(pk=NUMMER)
    deelname = nieuwe_deelname(maak_traject(), pk=NUMMER)
    schrijf_in(deelname=deelname, door=deelname.coach)
    standvraag = Standvraag.objects.create(pk=NUMMER, standgever=maak_standgever(), gevraagd_op=nu)
    verhuizing = nieuwsbrieven.links.Verhuizing(abonnee, abonnee.email, "nieuw@example.nl", "nu")
    return {
        "aanmelding": [
            masterclasses.links.persoonlijk(aanmelding, pagina)
            for pagina in ("aanmelding", "wijzigen", "bewijs", "evaluatie")
        ],
        "uitnodiging": [masterclasses.links.met_uitnodiging(uitnodiging)],
        "badge": [masterclasses.links.inchecken(aanmelding)],
        "afmelden": [nieuwsbrieven.links.afmelden(abonnee.pk)],
        "voorkeuren": [nieuwsbrieven.links.voorkeuren(abonnee.pk)],
        "nieuw adres": [nieuwsbrieven.links.nieuw_adres(verhuizing)],
        "nieuwsbrief bevestigen": [nieuwsbrieven.links.bevestigen(abonnee.pk)],
        "meedoen": [
            trajecten.links.meedoen(
                Meedoener.objects.create(pk=NUMMER, tranche=maak_tranche(), wat="Alles.", **partij)
            )
        ],
        "mijn traject": [
            trajecten.links.mijn_traject(deelname),
            *(f"{trajecten.links.mijn_traject(deelname)}{blad}/" for blad in ("plan", "evaluatie")),
        ],
        "stand": [opgaven.links.standvraag(standvraag)],
        "wens": [
            wensen.links.wens(
                Belangstelling.objects.create(pk=NUMMER, innovatie=innovatie, **partij)
            )
        ],
        "vragenlijst": [wensen.links.vragenlijst(maak_uitvraag(pk=NUMMER))],
        "melding": re.findall(r"https?://\S+", Bericht.objects.get(sleutel="melding-7").tekst),
        "meelezen": [f"/meelezen/{meelezer_sleutel(meelezer)}/"],
        "klopt nog": [f"/klopt-nog/{klopt_nog_sleutel(innovatie)}/"],
    }


def sleutel(link: str) -> str:
    adres = urlsplit(unquote(link))
    (gevonden,) = SLEUTEL.findall(f"{adres.path}?{adres.query}")
    return str(gevonden)


def paginas(links: dict[str, list[str]]) -> dict[str, str]:
    """The paths that hold a key, with a place for another: whose key they ask."""
    return {
        urlsplit(unquote(link)).path.replace(sleutel(link), "{}"): soort
        for soort, adressen in links.items()
        for link in adressen
        if not urlsplit(link).query
    }


def met_sleutel(patronen: list[URLPattern | URLResolver]) -> Iterator[object]:
    """The views of the site that open with a key."""
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            yield from met_sleutel(patroon.url_patterns)
        elif "sleutel" in patroon.pattern.converters:
            yield patroon.callback


def test_elke_pagina_met_een_sleutel_staat_in_deze_tabel(links: dict[str, list[str]]) -> None:
    beproefd = {resolve(pad.format("x")).func for pad in paginas(links)}

    assert beproefd == set(met_sleutel(get_resolver().url_patterns))


def test_elke_soort_link_opent_alleen_haar_eigen_paginas(
    links: dict[str, list[str]], client: Client
) -> None:
    sleutels = {soort: sleutel(adressen[0]) for soort, adressen in links.items()}

    opent = {
        (soort, pad)
        for pad in paginas(links)
        for soort, code in sleutels.items()
        if client.get(pad.format(code)).status_code < 400
    }
    wijzigt = {
        (soort, pad)
        for pad, van in paginas(links).items()
        for soort, code in sleutels.items()
        if soort != van and client.post(pad.format(code)).status_code < 400
    }

    assert opent == {(soort, pad) for pad, soort in paginas(links).items()}
    assert wijzigt == set()


def test_alleen_een_uitnodiging_nodigt_uit(links: dict[str, list[str]], client: Client) -> None:
    pad = urlsplit(links["uitnodiging"][0]).path

    genodigd = {
        soort
        for soort, adressen in links.items()
        if client.get(pad, {"uitnodiging": sleutel(adressen[0])}).context["uitgenodigd"]
    }

    assert genodigd == {"uitnodiging"}


def test_alleen_een_badge_checkt_in(
    links: dict[str, list[str]], client: Client, aanmelding: Aanmelding
) -> None:
    Aanmelding.objects.update(aanwezig_op=None, aanwezig_door=None)
    client.force_login(aanmelding.masterclass.organisator)
    pad = urlsplit(links["badge"][0]).path
    binnen = Aanmelding.objects.filter(aanwezig_op__isnull=False)

    erkend = set()
    for soort, adressen in links.items():
        client.post(pad, {"code": sleutel(adressen[0])})
        if binnen.update(aanwezig_op=None, aanwezig_door=None):
            erkend.add(soort)

    assert erkend == {"badge"}
