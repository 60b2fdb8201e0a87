"""Where a description, and what it leads to, is found from outside the site."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.adressen import SITE_NAAM, absoluut
from basis.licentie import LICENTIE
from innovaties.models import Beschrijving


def webadres(beschrijving: Beschrijving) -> str:
    return absoluut(beschrijving.get_absolute_url())


def vast_adres(versie: Beschrijving) -> str:
    """The address of this very version, which stays, also when a newer one takes its place."""
    return absoluut(reverse("innovaties:versie", args=[versie.innovatie.slug, versie.versie]))


def citaat(versie: Beschrijving) -> str:
    """How somebody refers to this version: who, when, what, where, and under which licence."""
    op = timezone.localtime(versie.gepubliceerd_op)
    dag = date_format(op, "j F Y")
    return (
        f"{SITE_NAAM} ({op.year}). {versie.titel}. Versie {versie.versie}, {dag}. "
        f"{vast_adres(versie)} ({LICENTIE})"
    )
