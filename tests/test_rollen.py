"""Every address behind a login, for every role and every state of what it shows.

`rollen.txt` holds the expected answers: a status, `login` (first log in), and for a step `ja` (it
was taken: one log row, or as many as `2xja` says) or `nee` (refused with a message).

`getoond.txt` holds what is not for every colleague (`GEHEIM`), on which page and for whom. A page
that it does not name shows no such thing to anyone.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from innovaties.keuzelijsten import Status, Toepassing
from innovaties.models import Beschrijving
from logboek.models import Logregel
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Verslagstatus
from masterclasses.models import Behoefte, Verslag
from nieuwsbrieven.keuzelijsten import Editiestatus
from redactie.models import Beoordeling, EldersMelding
from tests.maak import (
    maak_aanmelding,
    maak_abonnee,
    maak_editie,
    maak_gebruiker,
    maak_gemiste_vraag,
    maak_gepubliceerd,
    maak_inventarisatie,
    maak_masterclass,
    maak_organisatie,
    maak_traject,
    maak_tranche,
    maak_uitvraag,
    maak_volledig,
    nieuwe_deelname,
    om_tien,
)
from tests.test_routes import IEDEREEN, routes
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.keuzelijsten import Deelnamestatus, Trajectstatus
from trajecten.lezen.uren import maandag
from trajecten.models import Begeleidingsplan, Deelname, Meedoener, Traject, Tranche, Urenweek
from wensen.models import Belangstelling, Match

pytestmark = pytest.mark.django_db

TABEL = Path(__file__).with_name("rollen.txt")


def _lees(tabel: Path) -> list[list[str]]:
    regels = tabel.read_text().splitlines()
    return [regel.split() for regel in regels if regel and not regel.startswith("#")]


KOP, *REGELS = _lees(TABEL)
ROLLEN = KOP[2:]
_, *GETOOND = _lees(TABEL.with_name("getoond.txt"))
GEHEIM = {
    "uren": r"37[.,]3",
    "planstand": r'label--ingediend">Geschreven<',
    "plan": r"Het doel van het plan",
    "reden": r"De reden van het stoppen",
    "notitie": r"De notitie van de dag",
    "opmerking": r"De opmerking bij de tekst",
    "behoefte": r"De behoefte van een deelnemer",
    "antwoord": r"Het antwoord op de vragenlijst",  # not handed in yet: for nobody
    "deelnemer": r"deelnemer@geheim\.example",
    "projectleider": r"projectleider@geheim\.example",
    "meedoener": r"meedoener@geheim\.example",
    "belangstelling": r"belangstelling@geheim\.example",
    "melder": r"melder@geheim\.example",
    "ontvanger": r"ontvanger@geheim\.example",
    "abonnee": r"abonnee@geheim\.example",
}
"""What only some may read, and what stands on a page that shows it."""
FORMULIER = {
    "onderdeel": "kern",
    "tekst": "Wat is nieuw?",
    "naam": "Programmabureau",
    "email": "meelezer@example.nl",
    "reden": "Dit bestaat al.",
    "kopie": "c0" * 18,  # the browser keeps what was typed, so who must log in is led there at once
    "opzij": "ja",
}
STATEN = {
    "concept": Status.CONCEPT,
    "ingediend": Status.INGEDIEND,
    "beoordeling": Status.IN_BEOORDELING,
    "aanvulling": Status.AANVULLING,
    "afgewezen": Status.AFGEWEZEN,
}
EDITIES = {
    "brief": Editiestatus.CONCEPT,
    "gepland": Editiestatus.GEPLAND,
    "bezig": Editiestatus.BEZIG,
    "uit": Editiestatus.VERZONDEN,
}
ANDERE = (
    *("live", "opmerking", "melding", "gemist", "aanmelding", *EDITIES, "blok"),
    *(
        "tranche",
        "toezegging",
        "traject",
        "deelname",
        "gestopt",
        "vraag",
        "antwoord",
        "dag",
        "nieuw",
    ),
    *("andere_tranche", "ander_traject", "andere"),
)


def test_elke_route_staat_in_een_tabel() -> None:
    in_tabel = {resolve(pad.partition("?")[0]).view_name for _, pad, *_ in map(_vul, REGELS)}
    alle = {
        route
        for route in routes(get_resolver().url_patterns)
        if not route.startswith("admin:") and route not in IEDEREEN
    }

    assert alle == in_tabel


def test_elke_rol_staat_in_de_tabel() -> None:
    assert set(ROLLEN) == {"bezoeker", "vreemde", *Rol.values}


def _vul(regel: list[str]) -> list[str]:
    """The row with some number for each object, to resolve its address."""
    return [
        deel.format_map(dict.fromkeys([*STATEN, *ANDERE], 1)) if "{" in deel else deel
        for deel in regel
    ]


@pytest.fixture(scope="module")
def wereld(
    django_db_setup: None,  # noqa: ARG001 (makes the database)
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, int]]:
    """`maak_wereld`, once for all rows of the table; each undoes what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_wereld()
        transaction.set_rollback(True)


def maak_wereld() -> dict[str, int]:
    """One object in each state, all of the same organisation; the numbers by name."""
    organisatie, schrijver = maak_organisatie(), maak_gebruiker(rollen=["kennismakelaar"])
    nummers = {}
    for slug, status in STATEN.items():
        versie = maak_volledig(slug=slug, status=status, schrijver=schrijver)
        versie.innovatie.organisatie = organisatie
        versie.innovatie.save()
        if status != Status.CONCEPT:
            Beoordeling.objects.create(
                versie=versie, ingediend_op=timezone.now(), ingediend_door=schrijver
            )
        nummers[slug] = versie.pk
    live = maak_gepubliceerd(slug="live")
    live.innovatie.organisatie = organisatie
    live.innovatie.save()
    opmerking = Beschrijving.objects.get(pk=nummers["beoordeling"]).opmerkingen.create(
        onderdeel="kern", tekst="De opmerking bij de tekst", geplaatst_door=schrijver
    )
    melding = EldersMelding.objects.create(
        innovatie=live.innovatie,
        organisatie="Ergens anders",
        stand=Toepassing.DRAAIT,
        naam="Iemand",
        email="melder@geheim.example",
        bevestigd_op=timezone.now(),
    )
    nummers |= {"live": live.pk, "opmerking": opmerking.pk, "melding": melding.pk}
    nummers["gemist"] = maak_gemiste_vraag().pk
    return nummers | masterclasses(schrijver) | nieuwsbrieven() | programma()


def masterclasses(organisator: Gebruiker) -> dict[str, int]:
    """One that comes, one that is not announced yet and one that is over; the slugs are fixed."""
    komend = maak_masterclass(slug="komend", organisator=organisator)
    maak_masterclass(slug="klad", fase=Masterclassfase.CONCEPT, organisator=organisator)
    voorbij = maak_masterclass(slug="voorbij", begin=om_tien(-1), organisator=organisator)
    Verslag.objects.create(
        masterclass=voorbij,
        status=Verslagstatus.INGEDIEND,
        auteur="Een redacteur",
        tekst="<p>Er is veel gezegd.</p>",
        gewijzigd_door=organisator,
        ingediend_op=timezone.now(),
        ingediend_door=organisator,
    )
    wachtend = maak_aanmelding(
        komend,
        status=Aanmeldstatus.TE_BEOORDELEN,
        bevestigd_op=timezone.now(),
        email="deelnemer@geheim.example",
    )
    Behoefte.objects.create(aanmelding=wachtend, tekst="De behoefte van een deelnemer")
    return {"aanmelding": wachtend.pk}


def nieuwsbrieven() -> dict[str, int]:
    """One in each state; what the first is made of has a number too."""
    edities = {naam: maak_editie(status=status) for naam, status in EDITIES.items()}
    blok = edities["brief"].blokken.get()
    maak_abonnee(email="abonnee@geheim.example")
    return {"blok": blok.pk, **{naam: editie.pk for naam, editie in edities.items()}}


def programma() -> dict[str, int]:
    """Two tranches and trajecten, one of each for the users of `klanten`; an inventory, a wish."""
    wens = maak_gepubliceerd(slug="wens", soort="gewenst").innovatie
    Match.objects.create(innovatie=wens, ontstaan_op=timezone.now())
    tranches = [maak_tranche(geopend_op=None, samenvatting="Kort.", oproep="Kom!") for _ in "12"]
    trajecten = [maak_traject(), maak_traject()]
    leider = trajecten[0].gemaakt_door
    deelnames = [_begeleid(een, leider) for een in trajecten]
    Meedoener.objects.create(
        tranche=tranches[0],
        organisatie="Ergens anders",
        naam="Iemand",
        email="meedoener@geheim.example",
        wat="Een plan.",
        gemeld_op=timezone.now(),
        bevestigd_op=timezone.now(),
    )
    Belangstelling.objects.create(
        innovatie=wens,
        organisatie="Ergens anders",
        naam="Iemand",
        email="belangstelling@geheim.example",
        gemeld_op=timezone.now(),
        bevestigd_op=timezone.now(),
    )
    vraag = maak_inventarisatie()
    uitvraag = maak_uitvraag(vraag, email="ontvanger@geheim.example")
    antwoord = uitvraag.antwoorden.create(
        gebied=vraag.gebieden.all()[0], gewenst="Het antwoord op de vragenlijst"
    )
    rijen = {
        "tranche": tranches[0],
        "toezegging": tranches[0].toezeggingen.create(organisatie=maak_organisatie()),
        "andere_tranche": tranches[1],
        "traject": trajecten[0],
        "ander_traject": trajecten[1],
        "nieuw": maak_traject(status=Trajectstatus.VOORBEREIDING),
        "deelname": deelnames[0],
        "gestopt": trajecten[0].deelnames.get(status=Deelnamestatus.GESTOPT),
        "andere": deelnames[1],
        "dag": trajecten[0].bijeenkomsten.get(),
        "vraag": vraag,
        "antwoord": antwoord,
    }
    return {naam: int(rij.pk) for naam, rij in rijen.items()}


def _begeleid(traject: Traject, leider: Gebruiker) -> Deelname:
    """One that takes part, with all that its coach keeps, beside one that stopped."""
    vandaag = timezone.localdate()
    email = "projectleider@geheim.example"
    deelname, weg = (
        schrijf_in(deelname=nieuwe_deelname(traject, projectleider_email=email), door=leider)
        for _ in "12"
    )
    stop_deelname(deelname=weg, reden="De reden van het stoppen", door=leider)
    Urenweek.objects.create(
        deelname=deelname, week=maandag(vandaag), uren="37.3", gewijzigd_door=leider
    )
    Begeleidingsplan.objects.create(
        deelname=deelname, doel="Het doel van het plan", aanpak="Samen.", gewijzigd_door=leider
    )
    traject.bijeenkomsten.create(
        datum=vandaag + timedelta(days=1),
        notities="<p>De notitie van de dag</p>",
        gewijzigd_door=leider,
    )
    return deelname


@pytest.fixture(scope="module")
def klanten(wereld: dict[str, int]) -> dict[str, Client]:
    """A browser for each role, logged in; what is not called other is of those that own such."""
    organisatie = Beschrijving.objects.get(pk=wereld["live"]).innovatie.organisatie
    gemaakt = {
        rol: maak_gebruiker(rollen=["indiener" if rol == "vreemde" else rol]) for rol in ROLLEN[1:]
    }
    assert organisatie
    gemaakt["indiener"].organisaties.add(organisatie)
    gemaakt["vreemde"].organisaties.add(maak_organisatie())
    Traject.objects.get(pk=wereld["traject"]).coaches.add(gemaakt["coach"])
    Tranche.objects.filter(pk=wereld["tranche"]).update(kennismakelaar=gemaakt["kennismakelaar"])
    klanten = {rol: Client(raise_request_exception=False) for rol in ROLLEN}  # 500 is an answer
    for rol, gebruiker in gemaakt.items():
        klanten[rol].force_login(gebruiker)
    return klanten


def antwoorden(
    regel: list[str], wereld: dict[str, int], klanten: dict[str, Client]
) -> Iterator[tuple[str, set[str]]]:
    """What each role gets at the address of `regel` and reads there; steps are undone."""
    methode, pad = regel[0], regel[1].format_map(wereld)
    for rol in ROLLEN:
        cookies = dict(klanten[rol].cookies)
        with transaction.atomic():
            yield _antwoord(klanten[rol], methode, pad)
            transaction.set_rollback(True)
        klanten[rol].cookies = SimpleCookie(cookies)


def _antwoord(client: Client, methode: str, pad: str) -> tuple[str, set[str]]:
    """The answer in the words of the table, and what of `GEHEIM` the page shows."""
    if methode == "GET":
        response = client.get(pad)
    else:
        stappen = Logregel.objects.count()
        response = client.post(pad, FORMULIER)
        if genomen := Logregel.objects.count() - stappen:
            return "ja" if genomen == 1 else f"{genomen}xja", set()
    tekst = response.content.decode(errors="ignore")
    return _woord(client, methode, response), {
        wat for wat, patroon in GEHEIM.items() if re.search(patroon, tekst)
    }


def _woord(client: Client, methode: str, response: Any) -> str:
    if response.status_code == 302 and "/inloggen/" in response["Location"]:
        return "login"
    if methode == "POST" and response.status_code in (302, 409, 422):
        return "nee"
    ingelogd = settings.SESSION_COOKIE_NAME in client.cookies
    if ingelogd and "no-store" not in response.get("Cache-Control", ""):
        return f"{response.status_code}, en een browser bewaart het"
    return str(response.status_code)


@pytest.mark.parametrize("methode", ["GET", "POST"])
def test_elke_rol_krijgt_wat_de_tabel_zegt(
    methode: str, wereld: dict[str, int], klanten: dict[str, Client]
) -> None:
    regels = [regel for regel in REGELS if regel[0] == methode]

    antwoord = [list(antwoorden(regel, wereld, klanten)) for regel in regels]

    gekregen = [[woord for woord, _ in per_rol] for per_rol in antwoord]
    anders = {
        regel[1]: {
            rol: f"{kreeg}, niet {hoort}"
            for rol, kreeg, hoort in zip(ROLLEN, kregen, regel[2:], strict=True)
            if kreeg != hoort
        }
        for regel, kregen in zip(regels, gekregen, strict=True)
    }
    assert {pad: wat for pad, wat in anders.items() if wat} == {}
    getoond = {
        (wat, regel[1]): [
            rol for rol, (_, gelezen) in zip(ROLLEN, per_rol, strict=True) if wat in gelezen
        ]
        for regel, per_rol in zip(regels, antwoord, strict=True)
        for wat in GEHEIM
    }
    hoort = {(wat, pad): rollen.split(",") for wat, pad, rollen in GETOOND if methode == "GET"}
    assert {waar: rollen for waar, rollen in getoond.items() if rollen} == hoort


def test_wie_geen_rol_heeft_komt_de_redactie_niet_in(wereld: dict[str, int]) -> None:
    client = Client()
    client.force_login(maak_gebruiker(rollen=[]))
    deuren = [regel for regel in REGELS if regel[1].startswith("/redactie/") and "login" in regel]

    gekregen = {_antwoord(client, regel[0], regel[1].format_map(wereld))[0] for regel in deuren}

    assert len(deuren) > 150
    assert gekregen == {"403"}
