"""The prepared invitation for a themabijeenkomst of those who want the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from wensen.lezen.nabij import Nabij
from wensen.models import Belangstelling

VOORSTEL = """Ik nodig u uit voor een themabijeenkomst. Wij leggen onze plannen naast elkaar \
en kijken hoe wij samen kunnen beginnen.

Wanneer: [dag en tijd]
Waar: [plaats]
Wat: kennismaken, wat ieder wil bereiken, wat er al is, en wie de eerste stap zet"""

MASTERCLASS = """Leert u liever met meer mensen van wie dit al doet? Dan maken wij er een \
masterclass van. Laat het mij weten."""


def onderwerp(wens: Beschrijving) -> str:
    """'Uitnodiging: samen verder met Dagbesteding'."""
    return f"Uitnodiging: samen verder met {wens}"[:120]


def tekst(
    *,
    wens: Beschrijving,
    beschrijvers: Iterable[str],
    willen: Iterable[Belangstelling],
    nabij: Iterable[Nabij],
    door: Gebruiker,
) -> str:
    """What `door` may finish and send: who wants it, what exists, and the proposal to meet.

    What only `door` knows stands between square brackets; the form asks to fill that in.
    """
    partijen = [f"- {naam} (beschreef deze wens)" for naam in beschrijvers]
    partijen += [
        f"- {rij.organisatie}" + (f". Kan inbrengen: {rij.inbreng}" if rij.inbreng else "")
        for rij in willen
    ]
    bestaand = [f"- {rij.titel}: {settings.SITE_URL}{rij.adres}" for rij in nabij]
    kop = f"In de kennisbank staat de wens ‘{wens}’. {wens.kern}".strip()
    delen = [
        f"{kop}\n{settings.SITE_URL}{wens.get_absolute_url()}",
        "Deze partijen willen dit:\n" + "\n".join(partijen),
        VOORSTEL,
        "Dit bestaat al en komt in de buurt:\n" + "\n".join(bestaand) if bestaand else "",
        MASTERCLASS,
        f"Kunt u komen? Mail mij: {door.email}.",
        f"Met vriendelijke groet,\n{door}",
    ]
    return "\n\n".join(filter(None, delen))
