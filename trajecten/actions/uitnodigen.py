"""Who hears of the meetings of a traject: each of them once of each as it is, and a reminder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from post.models import Bericht
from trajecten import berichten
from trajecten.keuzelijsten import BEZIG, Deelnamestatus
from trajecten.models import Deelname, Groepsbijeenkomst

HERINNER_VOOR = timedelta(days=3)


def heet_welkom(deelname: Deelname) -> None:
    """Mail who leads `deelname` from now on her link, and an invitation to what is planned."""
    berichten.welkom(deelname, timezone.now())
    gepland = deelname.traject.bijeenkomsten.filter(
        datum__gte=timezone.localdate(), begint__isnull=False
    )
    for bijeenkomst in gepland:
        _nodig_uit(bijeenkomst, [deelname], [])


def nodig_uit(bijeenkomst: Groepsbijeenkomst) -> None:
    """Mail who did not hear of `bijeenkomst` as it is now: that it changed, if they knew of it."""
    _nodig_uit(bijeenkomst, _deelnames(bijeenkomst), _collegas(bijeenkomst))


def _nodig_uit(
    bijeenkomst: Groepsbijeenkomst, deelnames: Iterable[Deelname], collegas: Iterable[Gebruiker]
) -> None:
    for deelname in deelnames:
        woorden = _woorden(bijeenkomst, deelname.projectleider_email)
        berichten.nodig_uit(bijeenkomst, deelname, "agenda", *woorden)
    for collega in collegas:
        woorden = _woorden(bijeenkomst, collega.email)
        berichten.nodig_collega_uit(bijeenkomst, collega, "agenda", *woorden)


def zeg_af(bijeenkomst: Groepsbijeenkomst) -> None:
    """Mail who heard of `bijeenkomst` that it is off, with what takes it out of a calendar."""
    woorden = (berichten.AFGEZEGD, "Gaat niet door", "Deze groepsbijeenkomst gaat niet door.")
    for deelname in _deelnames(bijeenkomst):
        if _hoorde(bijeenkomst, deelname.projectleider_email):
            berichten.nodig_uit(bijeenkomst, deelname, *woorden)
    for collega in _collegas(bijeenkomst):
        if _hoorde(bijeenkomst, collega.email):
            berichten.nodig_collega_uit(bijeenkomst, collega, *woorden)


def _hoorde(bijeenkomst: Groepsbijeenkomst, aan: str) -> bool:
    over = berichten.OVER.format(bijeenkomst.pk)
    return Bericht.objects.filter(sleutel__startswith=over, aan=aan).exists()


def _woorden(bijeenkomst: Groepsbijeenkomst, aan: str) -> tuple[str, str]:
    if _hoorde(bijeenkomst, aan):
        return "Gewijzigd", "De groepsbijeenkomst is gewijzigd. Zo is het nu."
    return "Uitnodiging", "U bent uitgenodigd voor een groepsbijeenkomst."


@transaction.atomic
def herinner(nu: datetime) -> None:
    """Remind who is invited of each meeting of the next days; each once, however often it runs."""
    vandaag = timezone.localdate(nu)
    komend = Groepsbijeenkomst.objects.filter(
        datum__gt=vandaag, datum__lte=vandaag + HERINNER_VOOR, begint__isnull=False
    )
    woorden = ("Herinnering", "Over een paar dagen is de groepsbijeenkomst.")
    for bijeenkomst in komend.filter(traject__status__in=BEZIG).select_related("traject"):
        for deelname in _deelnames(bijeenkomst):
            berichten.nodig_uit(bijeenkomst, deelname, "herinnering", *woorden)
        for collega in _collegas(bijeenkomst):
            berichten.nodig_collega_uit(bijeenkomst, collega, "herinnering", *woorden)


def _deelnames(bijeenkomst: Groepsbijeenkomst) -> Iterable[Deelname]:
    actief = bijeenkomst.traject.deelnames.filter(status=Deelnamestatus.ACTIEF)
    return actief.select_related("traject", "organisatie")


def _collegas(bijeenkomst: Groepsbijeenkomst) -> Iterable[Gebruiker]:
    return bijeenkomst.genodigden.filter(is_active=True)
