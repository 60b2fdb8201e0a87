"""Who hears of a meeting: each of them once of it as it is, and a reminder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gebruikers.models import Gebruiker
from post.models import Bericht
from trajecten import berichten
from trajecten.keuzelijsten import BEZIG
from trajecten.models import Deelname, Groepsbijeenkomst, Overleg, Traject
from trajecten.models.samenkomst import Samenkomst
from werkplek.bewerken import zet

HERINNER_VOOR = timedelta(days=3)

AGENDA = frozenset({"titel", "datum", "begint", "eindigt", "plaats"})
"""What calendars must take over when it changes."""

Agendamail = Callable[[str, str, str], None]
"""Mails somebody: what it is about, the begin of its subject, and a sentence."""


def heet_welkom(deelname: Deelname) -> None:
    """Mail who leads `deelname` from now on her link, and an invitation to what is planned."""
    berichten.welkom(deelname, timezone.now())
    for bijeenkomst in _gepland(deelname.traject):
        _nodig_uit(bijeenkomst, [_aan_deelname(bijeenkomst, deelname)])


def neem_afscheid(deelname: Deelname) -> None:
    """Take what is planned out of the calendar of who led `deelname` until now."""
    for bijeenkomst in _gepland(deelname.traject):
        mail = partial(berichten.niet_meer_erbij, bijeenkomst, deelname)
        _zeg_uitnodiging_af(bijeenkomst, [(deelname.projectleider_email, mail)])


def _gepland(traject: Traject) -> QuerySet[Groepsbijeenkomst]:
    return traject.bijeenkomsten.filter(datum__gte=timezone.localdate(), begint__isnull=False)


def verzet(samenkomst: Samenkomst, waarden: Mapping[str, Any]) -> str:
    """Put `waarden` in `samenkomst`, and count it when calendars must take that over.

    Return when and where it was, as people were told: empty when nobody was invited yet.
    """
    stond = berichten.wanneer(samenkomst) if samenkomst.begint else ""
    anders = zet(samenkomst, waarden)
    samenkomst.volgnummer += bool(stond) and not AGENDA.isdisjoint(anders)
    return stond


def nodig_uit(samenkomst: Samenkomst, genodigden: Collection[Gebruiker], was: str) -> None:
    """Mail who did not hear of `samenkomst` as it is now: what it `was`, if they knew of it.

    From now on `genodigden` are the colleagues who are invited: who is not any more hears that.
    """
    eerder = list(samenkomst.genodigden.all())
    samenkomst.genodigden.set(genodigden)
    if samenkomst.begint is None or samenkomst.datum < timezone.localdate():
        return
    niet_meer = [_aan_collega(samenkomst, een) for een in eerder if een not in genodigden]
    _zeg_uitnodiging_af(samenkomst, niet_meer)
    _nodig_uit(samenkomst, _allen(samenkomst), was)


def zeg_alles_af(traject: Traject) -> None:
    """`zeg_af` for each meeting that `traject` still planned."""
    for bijeenkomst in _gepland(traject):
        zeg_af(bijeenkomst)


def zeg_af(samenkomst: Samenkomst) -> None:
    """Mail who heard of `samenkomst` that it is off, with what takes it out of a calendar."""
    zin = f"{samenkomst.dit.capitalize()} gaat niet door."
    _zeg_af(samenkomst, _allen(samenkomst), "Gaat niet door", zin)


@transaction.atomic
def herinner(nu: datetime) -> None:
    """Remind who is invited of each meeting of the next days; each once, however often it runs."""
    vandaag = timezone.localdate(nu)
    komt = {
        "datum__gt": vandaag,
        "datum__lte": vandaag + HERINNER_VOOR,
        "begint__isnull": False,
    }
    groepen = Groepsbijeenkomst.objects.filter(**komt, traject__status__in=BEZIG)
    overleggen = Overleg.objects.filter(**komt)
    for samenkomst in chain(groepen.select_related("traject"), overleggen):
        for _, mail in _allen(samenkomst):
            zin = f"Over een paar dagen is {samenkomst.dit}."
            mail("herinnering", "Herinnering", zin)


def _nodig_uit(
    samenkomst: Samenkomst, wie: Iterable[tuple[str, Agendamail]], was: str = ""
) -> None:
    for aan, mail in wie:
        wat, volgnummer = _laatste(samenkomst, aan)
        if not wat:
            mail("agenda", "Uitnodiging", f"U bent uitgenodigd voor {samenkomst.dit}.")
        elif wat == berichten.AFGEZEGD:
            mail(berichten.WEER, "Uitnodiging", f"U bent weer uitgenodigd voor {samenkomst.dit}.")
        elif volgnummer != samenkomst.volgnummer:
            zin = f"{samenkomst.dit.capitalize()} is gewijzigd."
            if was and was != berichten.wanneer(samenkomst):
                zin = f"{zin} Het was:\n{was}"
            mail("agenda", "Gewijzigd", f"{zin}\n\nZo is het nu:")


def _zeg_uitnodiging_af(samenkomst: Samenkomst, wie: Iterable[tuple[str, Agendamail]]) -> None:
    zin = f"U bent niet meer uitgenodigd voor {samenkomst.dit}."
    _zeg_af(samenkomst, wie, "Niet meer uitgenodigd", zin)


def _zeg_af(
    samenkomst: Samenkomst, wie: Iterable[tuple[str, Agendamail]], onderwerp: str, zin: str
) -> None:
    for aan, mail in wie:
        wat, _ = _laatste(samenkomst, aan)
        if wat and wat != berichten.AFGEZEGD:
            mail(berichten.AFGEZEGD, onderwerp, zin)


def _laatste(samenkomst: Samenkomst, aan: str) -> tuple[str, int]:
    """What the last mail about it to `aan` told, and its volgnummer then; empty without one."""
    over = f"{samenkomst.code}-"
    gehoord = Bericht.objects.filter(sleutel__startswith=over, aan=aan).order_by("pk").last()
    if gehoord is None:
        return "", 0
    wat, volgnummer, *_ = gehoord.sleutel.removeprefix(over).split("-")
    return wat, int(volgnummer)


def _allen(samenkomst: Samenkomst) -> list[tuple[str, Agendamail]]:
    """The address of each who is invited, and how to mail them."""
    collegas = samenkomst.genodigden.filter(is_active=True)
    return [
        *(_aan_deelname(samenkomst, deelname) for deelname in samenkomst.doet_mee()),
        *(_aan_collega(samenkomst, collega) for collega in collegas),
    ]


def _aan_deelname(samenkomst: Samenkomst, deelname: Deelname) -> tuple[str, Agendamail]:
    return deelname.projectleider_email, partial(berichten.nodig_uit, samenkomst, deelname)


def _aan_collega(samenkomst: Samenkomst, collega: Gebruiker) -> tuple[str, Agendamail]:
    return collega.email, partial(berichten.nodig_collega_uit, samenkomst, collega)
