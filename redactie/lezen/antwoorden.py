"""How a description was confirmed last, or what somebody said no longer holds."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.lezen.geschiedenis import Gebeurtenis
from redactie.models import Navraag

BEVESTIGD, GEHOORD, VEROUDERD = "bevestigd", "bevestiging-gehoord", "verouderd-gemeld"
"""What the log calls an answer: behind the link, to a colleague, and that it no longer holds."""


class Kloptnog(NamedTuple):
    """What is known of whether a live version holds, for who looks after it."""

    antwoord: Gebeurtenis | None
    navraag: Navraag | None
    mailto: str
    """A mail of one's own to the contact, with the link; nothing without an address."""


def laatste_antwoord(versie: Beschrijving) -> Gebeurtenis | None:
    """The last answer about `versie`, in words."""
    alle = Logregel.objects.over(versie).filter(wat__in=(BEVESTIGD, GEHOORD, VEROUDERD))
    regel = alle.select_related("vergeetbaar").first()
    return Gebeurtenis(regel, regel, {}, versie.versie) if regel else None


def met_antwoord(versies: QuerySet[Any]) -> Any:
    """With `antwoord`: of the last one about each its `op`, `wat`, `wie` and `tekst`, or None."""
    regels = Logregel.objects.filter(
        over_soort=Beschrijving._meta.label_lower,
        over_sleutel=OuterRef("pk"),
        wat__in=(BEVESTIGD, GEHOORD, VEROUDERD),
    )
    inhoud = JSONObject(
        op="op",
        wat="wat",
        wie=Coalesce(NullIf("vergeetbaar__naam", Value("")), "wie"),
        tekst=Coalesce("vergeetbaar__tekst", Value("")),
    )
    return versies.annotate(antwoord=Subquery(regels.order_by("-pk").values(js=inhoud)[:1]))


def mailto(versie: Beschrijving, link: str) -> str:
    """The address that opens a mail to the contact of `versie`, with `link` in it."""
    if not versie.contact_email:
        return ""
    onderwerp = quote(f"Klopt ‘{versie}’ nog?")
    tekst = quote(
        f"Beste {versie.contact_naam or 'collega'},\n\nIn de kennisbank staat uw beschrijving "
        f"‘{versie}’. Klopt die nog? U kunt dat hier zeggen:\n\n{link}\n"
    )
    return f"mailto:{quote(versie.contact_email, safe='@')}?subject={onderwerp}&body={tekst}"
