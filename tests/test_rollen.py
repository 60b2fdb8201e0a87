"""Every address behind a login, for every role and every state of what it shows.

`rollen.txt` holds the expected answers: a status, `login` (first log in), and for a step `ja` (it
was taken: one log row, or as many as `2xja` says) or `nee` (refused with a message).

`getoond.txt` holds what is not for every colleague (`GEHEIM`), on which page and for whom. A page
that it does not name shows no such thing to anyone.

All pages of the workplace are read here, once: so what holds for each of their forms is proven here
too (`test_niets_kwijt.py` says what that is).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
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

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from innovaties.keuzelijsten import Status, Toepassing
from innovaties.models import Beschrijving
from logboek.models import Logregel
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Verslagstatus
from masterclasses.models import Behoefte, Verslag
from nieuwsbrieven.keuzelijsten import Editiestatus
from opgaven.models import Kennisvoorstel
from post.models import Bericht
from redactie.models import Beoordeling, Lezersmelding, Wordrest
from tests.maak import (
    maak_aanmelding,
    maak_abonnee,
    maak_editie,
    maak_gebruiker,
    maak_gemiste_vraag,
    maak_genoemd,
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
from tests.opgaven.netwerken import maak_doel, maak_netwerk
from tests.test_niets_kwijt import Formulierlezer, Typformulier, lees, onbewaakt
from tests.test_routes import IEDEREEN, routes
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.keuzelijsten import Deelnamestatus, Trajectstatus
from trajecten.lezen.uren import maandag
from trajecten.models import (
    Begeleidingsplan,
    Deelname,
    Meedoener,
    Overleg,
    Traject,
    Tranche,
    Urenweek,
)
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
ZOEKT = "/redactie/nieuwsbrieven/abonnees/"
"""The one form that only looks something up: the address of a reader is not kept."""

LANG = 1500
"""Characters that somebody writes for a quarter of an hour: such a form saves by itself."""

GEEN_KLAD = {
    "/redactie/beschrijving/{beoordeling}/": "a reason, which ends the review",
    "/redactie/innovatie/live/archiveren/": "a reason, which ends a description",
    "/redactie/beschrijving/{concept}/schrijven/in-het-kort/": "a proposal, which the device keeps",
    "/redactie/programma/inventarisaties/{vraag}/stap/ontvangers/": "addresses, pasted from a file",
}
"""Pages with a long field that holds no long text, and why."""

KORT = {"/account/", "/inloggen/", "/wachtwoord/", "/uitloggen/"}
"""Where a form holds a password, a code or one address: those are never kept."""

ANDERE = (
    *("live", "opmerking", "wordrest", "melding", "gemist", "aanmelding", *EDITIES, "blok"),
    *("organisatie", "account", "bericht"),
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
        "netwerk",
        "netwerkdoel",
        "kennisvoorstel",
        "overleg",
        "afspraak",
        "makelaar",
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
def wereld(van_module: None) -> dict[str, int]:  # noqa: ARG001 (in its database)
    """`maak_wereld`, once for all rows of the table; each undoes what it did."""
    return maak_wereld()


def maak_wereld() -> dict[str, int]:
    """One object in each state, all of the same organisation; the numbers by name."""
    organisatie, schrijver = maak_organisatie(), maak_gebruiker(rollen=["kennismakelaar"])
    nummers = {"organisatie": organisatie.pk, "account": schrijver.pk}
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
    rest = Wordrest.objects.create(versie_id=nummers["concept"], tekst="Over.", reden="Past niet.")
    nummers["wordrest"] = rest.pk
    maak_genoemd(slug="genoemd")
    melding = Lezersmelding.objects.create(
        innovatie=live.innovatie,
        organisatie="Ergens anders",
        stand=Toepassing.DRAAIT,
        naam="Iemand",
        email="melder@geheim.example",
        bevestigd_op=timezone.now(),
    )
    nummers |= {"live": live.pk, "opmerking": opmerking.pk, "melding": melding.pk}
    nummers["gemist"] = maak_gemiste_vraag().pk
    nummers["bericht"] = Bericht.objects.create(
        sleutel="een",
        aan="weg@example.nl",
        onderwerp="Dag",
        tekst="Dag.",
        volgende_op=timezone.now(),
        opgegeven_op=timezone.now(),
    ).pk
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
    nieuw = maak_traject(status=Trajectstatus.VOORBEREIDING)
    Meedoener.objects.create(
        traject=nieuw,
        organisatie="Ergens anders",
        naam="Iemand",
        email="meedoener@geheim.example",
        wat="Een plan.",
        bestuur="De voorzitter",
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
    netwerk = maak_netwerk()
    overleg = Overleg.objects.create(
        soort="stuurgroep",
        titel="De stuurgroep",
        datum=timezone.localdate(),
        gewijzigd_door=leider,
    )
    antwoord = uitvraag.antwoorden.create(
        gebied=vraag.gebieden.all()[0], gewenst="Het antwoord op de vragenlijst"
    )
    rijen = {
        "tranche": tranches[0],
        "toezegging": tranches[0].toezeggingen.create(organisatie=maak_organisatie()),
        "andere_tranche": tranches[1],
        "traject": trajecten[0],
        "ander_traject": trajecten[1],
        "nieuw": nieuw,
        "deelname": deelnames[0],
        "gestopt": trajecten[0].deelnames.get(status=Deelnamestatus.GESTOPT),
        "andere": deelnames[1],
        "dag": trajecten[0].bijeenkomsten.get(),
        "netwerk": netwerk,
        "netwerkdoel": maak_doel(netwerk),
        "overleg": overleg,
        "makelaar": maak_gebruiker(rollen=[Rol.KENNISMAKELAAR]),
        "afspraak": overleg.afspraken.create(
            wat="Bel het ministerie", wie=leider, voor=timezone.localdate()
        ),
        "kennisvoorstel": Kennisvoorstel.objects.create(
            soort="netwerk",
            rij=netwerk.pk,
            over="Het netwerk",
            waarden={"titel": "Anders"},
            toelichting="Zo heet het nu.",
            voorgesteld_door=maak_gebruiker(rollen=[Rol.KENNISMAKELAAR]),
        ),
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


@dataclass(frozen=True)
class Rolantwoord:
    """What a role got: in the word of the table, what of `GEHEIM` it read, and the page it saw."""

    woord: str
    gelezen: frozenset[str] = frozenset()
    blad: Formulierlezer | None = None
    """Of a page in HTML."""


Gelopen = list[tuple[str, dict[str, Rolantwoord]]]
"""The addresses of the table, each with what the roles got there."""


def loop(methode: str, wereld: dict[str, int], klanten: dict[str, Client]) -> Gelopen:
    """Let each role try all addresses of the table with `methode`; steps are undone."""
    return [
        (regel[1], dict(antwoorden(regel, wereld, klanten)))
        for regel in REGELS
        if regel[0] == methode
    ]


@pytest.fixture(scope="module")
def gelezen(wereld: dict[str, int], klanten: dict[str, Client]) -> Gelopen:
    """What each role gets to see, once for all that is proven of it."""
    return loop("GET", wereld, klanten)


def antwoorden(
    regel: list[str], wereld: dict[str, int], klanten: dict[str, Client]
) -> Iterator[tuple[str, Rolantwoord]]:
    """What each role gets at the address of `regel`; steps are undone."""
    methode, pad = regel[0], regel[1].format_map(wereld)
    for rol in ROLLEN:
        cookies = dict(klanten[rol].cookies)
        with transaction.atomic():
            yield rol, _antwoord(klanten[rol], methode, pad)
            transaction.set_rollback(True)
        klanten[rol].cookies = SimpleCookie(cookies)


def _antwoord(client: Client, methode: str, pad: str) -> Rolantwoord:
    if methode == "GET":
        response = client.get(pad)
    else:
        stappen = Logregel.objects.count()
        response = client.post(pad, FORMULIER)
        if genomen := Logregel.objects.count() - stappen:
            return Rolantwoord("ja" if genomen == 1 else f"{genomen}xja")
    html = response.headers.get("Content-Type", "").startswith("text/html")
    tekst = response.content.decode(errors="ignore")
    return Rolantwoord(
        _woord(client, methode, response),
        frozenset(wat for wat, patroon in GEHEIM.items() if re.search(patroon, tekst)),
        lees(tekst) if html and methode == "GET" and response.status_code == 200 else None,
    )


def _woord(client: Client, methode: str, response: Any) -> str:
    if response.status_code == 302 and "/inloggen/" in response["Location"]:
        return "login"
    if methode == "POST" and response.status_code in (302, 409, 422):
        return "nee"
    ingelogd = settings.SESSION_COOKIE_NAME in client.cookies
    if ingelogd and "no-store" not in response.get("Cache-Control", ""):
        return f"{response.status_code}, en een browser bewaart het"
    return str(response.status_code)


def anders(methode: str, gelopen: Gelopen) -> dict[str, dict[str, str]]:
    """Where the table says something else, by address and role."""
    hoort = [dict(zip(ROLLEN, regel[2:], strict=True)) for regel in REGELS if regel[0] == methode]
    verschil = {
        pad: {
            rol: f"{kreeg.woord}, niet {moest[rol]}"
            for rol, kreeg in per_rol.items()
            if kreeg.woord != moest[rol]
        }
        for (pad, per_rol), moest in zip(gelopen, hoort, strict=True)
    }
    return {pad: wat for pad, wat in verschil.items() if wat}


def getoond(gelopen: Gelopen) -> dict[tuple[str, str], list[str]]:
    """Who reads what of `GEHEIM` on which page."""
    wie = {
        (wat, pad): [rol for rol in ROLLEN if wat in per_rol[rol].gelezen]
        for pad, per_rol in gelopen
        for wat in GEHEIM
    }
    return {waar: rollen for waar, rollen in wie.items() if rollen}


def test_elke_rol_leest_wat_de_tabel_zegt(gelezen: Gelopen) -> None:
    assert anders("GET", gelezen) == {}
    assert getoond(gelezen) == {(wat, pad): rollen.split(",") for wat, pad, rollen in GETOOND}


def test_elke_rol_doet_wat_de_tabel_zegt(
    wereld: dict[str, int], klanten: dict[str, Client]
) -> None:
    gedaan = loop("POST", wereld, klanten)

    assert anders("POST", gedaan) == {}
    assert getoond(gedaan) == {}


def test_wie_geen_rol_heeft_komt_de_redactie_niet_in(wereld: dict[str, int]) -> None:
    client = Client()
    client.force_login(maak_gebruiker(rollen=[]))
    deuren = [regel for regel in REGELS if regel[1].startswith("/redactie/") and "login" in regel]

    gekregen = {_antwoord(client, regel[0], regel[1].format_map(wereld)).woord for regel in deuren}

    assert len(deuren) > 150
    assert gekregen == {"403"}


def test_elk_formulier_van_de_werkplek_bewaart_wat_er_getypt_is(gelezen: Gelopen) -> None:
    bladen = [
        (pad, rol, antwoord.blad)
        for pad, per_rol in gelezen
        for rol, antwoord in per_rol.items()
        if antwoord.blad and not pad.startswith(tuple(KORT))
    ]

    zonder = {(pad, rol): fout for pad, rol, blad in bladen if (fout := onbewaakt(blad))}
    nooit = {
        pad
        for pad, _, blad in bladen
        for formulier in blad.formulieren
        if formulier.kenmerken.get("data-kopie") == "niet"
    }
    assert sum(bool(f.velden) for _, _, blad in bladen for f in blad.formulieren) > 50
    assert (zonder, nooit) == ({}, {ZOEKT})


def test_elk_formulier_dat_iets_nieuws_begint_draagt_een_sleutel(gelezen: Gelopen) -> None:
    nieuw = ("/nieuw/", "/kopieren/", "/bericht/", "/deelnemen/", "/bijeenkomst/")
    begint = [
        (pad, [antwoord.blad for antwoord in per_rol.values() if antwoord.blad])
        for pad, per_rol in gelezen
        if pad.startswith("/redactie/") and pad.endswith(nieuw)
    ]

    zonder = [
        pad for pad, bladen in begint if not all(f.sleutel for b in bladen for f in b.formulieren)
    ]

    assert len([pad for pad, bladen in begint if bladen]) > 7
    assert zonder == []


@pytest.fixture(scope="module")
def werkplek(gelezen: Gelopen) -> list[tuple[str, str, list[Typformulier]]]:
    """The forms of each page of the workplace, as each role sees them."""
    return [
        (pad, rol, antwoord.blad.formulieren)
        for pad, per_rol in gelezen
        if pad.startswith("/redactie/")
        for rol, antwoord in per_rol.items()
        if antwoord.blad
    ]


def test_elk_lang_formulier_van_de_werkplek_bewaart_zichzelf(
    werkplek: list[tuple[str, str, list[Typformulier]]],
) -> None:
    lang = [
        (pad, formulier)
        for pad, _, formulieren in werkplek
        for formulier in formulieren
        if formulier.tekens >= LANG
    ]
    met = [[formulier for formulier in alle if formulier.klad] for _, _, alle in werkplek]

    assert len({pad for pad, _ in lang}) > 15
    assert {pad for pad, formulier in lang if not formulier.klad} == set(GEEN_KLAD)
    assert all(len(op_pagina) < 2 for op_pagina in met)
    assert not any(formulier.geheim for op_pagina in met for formulier in op_pagina)


def test_wat_zichzelf_bewaarde_staat_er_weer_en_alleen_voor_wie_het_schreef(
    werkplek: list[tuple[str, str, list[Typformulier]]],
    wereld: dict[str, int],
    klanten: dict[str, Client],
) -> None:
    """In another window of the same person, until that throws it away; never for a colleague."""
    een, ander, derde = "0a" * 18, "0b" * 18, "0c" * 18
    velden = {"doel": "Eén <wijk>", "kenmerk": "van toen"}
    schrijvers = {
        pad: rol
        for pad, rol, formulieren in werkplek
        if any(formulier.klad for formulier in formulieren)
    }
    gekregen = {}
    for pad, rol in schrijvers.items():
        adres, wie = pad.format_map(wereld), klanten[rol]
        anderen = [klanten[ook] for waar, ook, _ in werkplek if waar == pad and ook != rol]
        gekregen[pad] = [
            autosave(wie, adres, een, **velden),
            klad_op(wie, adres),
            [klad_op(collega, adres) for collega in anderen if klad_op(collega, adres)[0]],
            autosave(wie, adres, ander, **velden),
            autosave(wie, adres, f"{derde} {een}", doel="Twee"),
            klad_op(wie, adres),
            autosave(wie, adres, een, doel="Oud"),
            autosave(wie, adres, derde),
            klad_op(wie, adres),
        ]

    hoort = [200, (een, velden), [], 409, 200, (derde, {"doel": "Twee"}), 409, 200, ("", {})]
    assert len(schrijvers) > 15
    assert {pad: wat for pad, wat in gekregen.items() if wat != hoort} == {}


def autosave(client: Client, adres: str, nummers: str, **velden: str) -> int:
    """The status of what a form sends by itself."""
    data = {"klad": nummers, "csrfmiddlewaretoken": "x", **velden}
    return client.post(adres, data, headers={"X-Autosave": "1"}).status_code


def klad_op(client: Client, adres: str) -> tuple[str, dict[str, str]]:
    """The number and the text of the klad that the page brings back; empty without one."""
    formulieren = lees(client.get(adres).text).formulieren
    klad = next((formulier.klad for formulier in formulieren if formulier.klad), {"data-van": ""})
    return klad["data-van"], dict(json.loads(klad.get("data-velden", "[]")))
