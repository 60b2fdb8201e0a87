"""All that the page of one version shows to one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from innovaties.formaat import BIJ_FORMAAT, FORMAAT, onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Vereist
from innovaties.keuzelijsten import OPEN, ZICHTBAAR, Status
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.lezen.weergave import trefwoorden
from innovaties.models import Beschrijving
from redactie.actions.beoordelen import beletsels
from redactie.actions.bevestigen import klopt_nog_link
from redactie.forms.beoordelen import MeelezerForm, stapformulier
from redactie.lezen.antwoorden import Kloptnog, laatste_antwoord, mailto
from redactie.lezen.rondes import sinds, vorige_ronde
from redactie.lezen.schrijvers import is_live, status_naam
from redactie.lezen.stappen import KLOPT_NOG, mogelijke_stappen
from redactie.lezen.versies import (
    Draad,
    Teruggestuurd,
    beoordeling_van,
    draden,
    secties_met_opmerkingen,
)
from redactie.rechten import mag_schrijven

SECTIE_VAN = {o.naam: sectie.slug for sectie in FORMAAT for o in sectie.onderdelen}
LABEL_VAN = {onderdeel.naam: onderdeel.label for onderdeel in onderdelen()}
UITGELEGD = ("toewijzen", "plannen", "afwijzen")
"""The steps that ask something first."""

NIET_ZETTEN = {
    *("schrijven", "meeschrijven", "gegevens", "opmerken", "meelezen", "begonnen"),
    *KLOPT_NOG,
}
"""What may be done with a version without moving it along."""

Koppeling = tuple[str, str]


def context_van_versie(
    versie: Beschrijving, gebruiker: Gebruiker, terug: Teruggestuurd | None = None
) -> dict[str, Any]:
    """What `versie` says, what was said about it, and what `gebruiker` may do with it now.

    `terug` is a comment that was refused.
    """
    stappen = mogelijke_stappen(versie, gebruiker)
    gezegd = draden(versie, gebruiker, terug)
    open_draden = [d for naam in LABEL_VAN for d in gezegd.get(naam, []) if d.is_open]
    is_open = versie.status in OPEN
    voor_indienen = ontbreekt(versie, Vereist.INDIENEN) if is_open else []
    leeg = ontbreekt(versie, Vereist.PUBLICEREN) if is_open else []
    return {
        **_staat(versie),
        "is_open": is_open,
        "klopt_nog": _klopt_nog(versie) if stappen & KLOPT_NOG else None,
        "stappen": stappen,
        "mag_stuk": mag_schrijven(gebruiker, versie.innovatie),
        "wacht_op": "" if stappen - NIET_ZETTEN else _wacht_op(versie),
        "voor_indienen": koppelingen(versie, voor_indienen, stappen),
        "voor_publiceren": koppelingen(
            versie, [o for o in leeg if o not in voor_indienen], stappen
        ),
        "beletsels": list(beletsels(versie, leeg, len(open_draden))),
        **_onderdelen(versie, stappen, gezegd, leeg, terug),
        "uit_word": {
            "resten": versie.wordresten.open(),
            "mag": mag_schrijven(gebruiker, versie.innovatie),
        },
        "open_opmerkingen": [(d.opmerking, LABEL_VAN[d.opmerking.onderdeel]) for d in open_draden],
        "formulieren": {stap: stapformulier(stap, versie) for stap in UITGELEGD},
        "meelezerformulier": MeelezerForm(),
        "opmerken_op": reverse("redactie:opmerkingen", args=[versie.pk]),
        "mag_opmerken": is_open,
        "teruggestuurd": terug,
        "geweigerd": [],
    }


def _onderdelen(
    versie: Beschrijving,
    stappen: Collection[str],
    gezegd: dict[str, list[Draad]],
    leeg: Collection[Onderdeel],
    terug: Teruggestuurd | None,
) -> dict[str, Any]:
    """The parts of `versie`, with what changed in each since the round before."""
    ronde = vorige_ronde(versie) if versie.status in OPEN else None
    verschillen = sinds(ronde, versie) if ronde else {}
    secties = secties_met_opmerkingen(
        versie,
        gezegd,
        leeg,
        terug=terug,
        adressen=_adressen(versie, stappen),
        verschillen=verschillen,
    )
    return {
        "secties": secties,
        "ronde": ronde,
        "trefwoorden_verschil": verschillen.get(BIJ_FORMAAT.naam),
        "mag_voorstellen": "schrijven" not in stappen,
        "sectie_slug": "",
        "meelezer": None,
    }


def _staat(versie: Beschrijving) -> dict[str, Any]:
    """What `versie` is and who is concerned with it, the same for everyone."""
    return {
        "versie": versie,
        "status_naam": status_naam(versie),
        "is_live": is_live(versie),
        "beoordeling": beoordeling_van(versie),
        "schrijvers": [
            schrijver.gebruiker
            for schrijver in versie.schrijvers.filter(schreef=True).select_related("gebruiker")
        ],
        "trefwoorden": trefwoorden(versie),
        "versies": [
            (andere, status_naam(andere))
            for andere in versie.innovatie.versies.select_related("innovatie").order_by("-versie")
        ],
        "meelezers": list(versie.meelezers.order_by(OpAlfabet("naam"), "pk")),
        "nu": timezone.now(),
    }


def _klopt_nog(versie: Beschrijving) -> Kloptnog:
    """What we know of whether a live `versie` holds, and the way to ask its contact oneself."""
    navraag = versie.innovatie.navragen.select_related("bericht").last()
    link = klopt_nog_link([versie.innovatie]) if versie.contact_email else ""
    return Kloptnog(laatste_antwoord(versie), navraag, mailto(versie, link))


def _wacht_op(versie: Beschrijving) -> str:
    """Whose turn it is, for who can do nothing now."""
    beoordeling = beoordeling_van(versie)
    wie = beoordeling.beoordelaar if beoordeling else None
    if versie.status in ZICHTBAAR and not is_live(versie):
        return "Deze versie is vervangen door een nieuwere."
    return {
        Status.CONCEPT: "De schrijver werkt nog aan deze tekst.",
        Status.INGEDIEND: "Een collega die niet meeschreef, neemt deze versie in beoordeling.",
        Status.IN_BEOORDELING: f"{wie or 'Een collega'} beoordeelt deze versie.",
        Status.AANVULLING: "De schrijver vult de tekst aan en dient haar dan weer in.",
        Status.GEPUBLICEERD: "Deze versie staat in de kennisbank.",
        Status.TE_BEVESTIGEN: "De contactpersoon bevestigt of deze tekst nog klopt.",
        Status.GEARCHIVEERD: "Deze versie staat in het archief.",
        Status.AFGEWEZEN: "Deze versie is afgewezen en komt niet in de kennisbank.",
        Status.WEGGEGOOID: "Dit concept is weggegooid.",
    }[Status(versie.status)]


def koppelingen(
    versie: Beschrijving, delen: Iterable[Onderdeel], stappen: Collection[str]
) -> list[Koppeling]:
    """Each part with where to do something about it: its field for a writer, else its place."""
    adressen = _adressen(versie, stappen)
    return [(o.label, adressen.get(o.naam, f"#onderdeel-{o.naam}")) for o in delen]


def _adressen(versie: Beschrijving, stappen: Collection[str]) -> dict[str, str]:
    """The field of each part in the editor, for who may write."""
    if "schrijven" not in stappen:
        return {}
    return {
        naam: reverse("redactie:schrijven", args=[versie.pk, sectie]) + f"#onderdeel-{naam}"
        for naam, sectie in SECTIE_VAN.items()
    }
