"""Where a description, and what it leads to, is found from outside the site."""

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format

from basis.adressen import SITE_NAAM, absoluut, pad
from basis.licentie import LICENTIE, LICENTIE_URL
from innovaties.models import Beschrijving


def webadres(beschrijving: Beschrijving) -> str:
    return absoluut(beschrijving.get_absolute_url())


def vast_adres(versie: Beschrijving) -> str:
    """The address of this very version, which stays, also when a newer one takes its place."""
    return absoluut(pad("innovaties:versie", versie.innovatie.slug, versie.versie))


def citaat(versie: Beschrijving) -> str:
    """How somebody refers to this version: who, when, what, where, and under which licence."""
    op = timezone.localtime(versie.gepubliceerd_op)
    dag = date_format(op, "j F Y")
    return (
        f"{SITE_NAAM} ({op.year}). {versie.titel}. Versie {versie.versie}, {dag}. "
        f"{vast_adres(versie)} ({LICENTIE})"
    )


def als_verwijzing(versie: Beschrijving, *, nu: bool = True) -> dict[str, str]:
    """What a page says of how to refer to `versie`; nothing when it was never published.

    `nu` is whether it is what everybody reads: of that others may show a card.
    """
    if versie.gepubliceerd_op is None:
        return {}
    return {
        "regel": citaat(versie),
        "vast_adres": vast_adres(versie),
        "licentie_url": LICENTIE_URL,
        "script": absoluut(pad("innovaties:kaartje_js")),
        "kaartje": versie.innovatie.slug if nu else "",
        "oembed": absoluut(f"{pad('innovaties:oembed')}?{urlencode({'url': webadres(versie)})}"),
    }
