"""What masterclasses add to the workplace: their planning, and what waits for who organises."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import zorg_van
from logboek.models import Logregel
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Verslagstatus
from masterclasses.models import Masterclass, Verslag
from masterclasses.rechten import mag_organiseren, mag_zien
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import STAPELS, Rest, Stapel, Taak


def _georganiseerd(gebruiker: Gebruiker) -> Q:
    """The masterclasses of `gebruiker`; those of who left are for who takes over."""
    vangt_op = gebruiker.mag(Recht.VANGT_OP)
    return zorg_van(gebruiker, "organisator", Recht.ORGANISEERT, vangt_op=vangt_op)


def _aan_te_vullen(gebruiker: Gebruiker) -> QuerySet[Any]:
    gevraagd = Logregel.objects.filter(
        over_soort=Masterclass._meta.label_lower,
        over_sleutel=OuterRef("masterclass"),
        wat="verslag-aanvulling",
    )
    sinds = Coalesce(Subquery(gevraagd.order_by("-pk").values("op")[:1]), "gewijzigd_op")
    verslagen = Verslag.objects.filter(status=Verslagstatus.CONCEPT, gewijzigd_door=gebruiker)
    return _verslagrijen(verslagen.exclude(aanvulling="").annotate(sinds=sinds))


def _ingediende_verslagen(gebruiker: Gebruiker) -> QuerySet[Any]:
    ingediend = Verslag.objects.filter(status=Verslagstatus.INGEDIEND)
    return _verslagrijen(
        ingediend.exclude(gewijzigd_door=gebruiker)
        .exclude(schrijvers=gebruiker)
        .annotate(sinds=F("ingediend_op"))
    )


def _verslagrijen(verslagen: QuerySet[Any]) -> QuerySet[Any]:
    met = verslagen.select_related("masterclass", "ingediend_door").defer("tekst", "meer_weten")
    return met.order_by("sinds", "pk")


def _verslag(verslag: Any) -> Taak:
    return Taak(
        str(verslag.masterclass),
        reverse("masterclasses:verslag", args=[verslag.masterclass.slug]),
        verslag.sinds,
        f"ingediend door {verslag.ingediend_door}",
    )


def _te_beoordelen_aanmeldingen(gebruiker: Gebruiker) -> QuerySet[Any]:
    wacht = Q(
        aanmeldingen__status=Aanmeldstatus.TE_BEOORDELEN, aanmeldingen__bevestigd_op__isnull=False
    )
    komend = Masterclass.objects.filter(_georganiseerd(gebruiker), begin__gt=timezone.now())
    return (
        komend.filter(wacht)
        .annotate(sinds=Min("aanmeldingen__bevestigd_op"), aantal=Count("aanmeldingen"))
        .order_by("sinds", "pk")
    )


def _aanmeldingen(masterclass: Any) -> Taak:
    aantal = masterclass.aantal
    return Taak(
        str(masterclass),
        reverse("masterclasses:deelnemers", args=[masterclass.slug]),
        masterclass.sinds,
        "1 aanmelding" if aantal == 1 else f"{aantal} aanmeldingen",
    )


def _zonder_verslag(gebruiker: Gebruiker) -> QuerySet[Any]:
    """Those of `gebruiker` that are over; what is handed in or asked back is in another pile."""
    verslagen = Verslag.objects.filter(masterclass=OuterRef("pk"))
    klaar = verslagen.exclude(status=Verslagstatus.CONCEPT, aanvulling="")
    geweest = Masterclass.objects.filter(
        _georganiseerd(gebruiker), fase=Masterclassfase.AANGEKONDIGD, einde__lte=timezone.now()
    )
    zonder = geweest.filter(~Exists(klaar)).annotate(begonnen=Exists(verslagen))
    return zonder.order_by("einde", "pk")


def _geweest(masterclass: Any) -> Taak:
    return Taak(
        str(masterclass),
        reverse("masterclasses:verslag", args=[masterclass.slug]),
        masterclass.einde,
        "begonnen, nog niet ingediend" if masterclass.begonnen else "",
    )


MENU.meld(Menupunt("Masterclasses", "masterclasses:planning", plek=30, mag=mag_zien))

_IN_PLANNING = Rest("Zie de planning.", "masterclasses:planning")

STAPELS.meld(
    Stapel(
        "verslag-aanvullen",
        "Uw verslag vraagt aanvulling",
        "Een collega las uw verslag van een masterclass en mist nog iets.",
        rang=20,
        mag=mag_organiseren,
        rijen=_aan_te_vullen,
        taak=_verslag,
        rest=_IN_PLANNING,
    ),
    Stapel(
        "verslagen",
        "Verslagen om te beoordelen",
        "Lees het verslag na en plaats het, of vraag om aanvulling. U schreef het niet zelf.",
        rang=50,
        mag=mag_organiseren,
        rijen=_ingediende_verslagen,
        taak=_verslag,
        rest=_IN_PLANNING,
    ),
    Stapel(
        "aanmeldingen",
        "Aanmeldingen om te beoordelen",
        "Deze mensen vallen buiten het publiek en willen toch komen. Laat u hen toe?",
        rang=60,
        mag=mag_organiseren,
        rijen=_te_beoordelen_aanmeldingen,
        taak=_aanmeldingen,
        rest=_IN_PLANNING,
    ),
    Stapel(
        "zonder-verslag",
        "Nog geen verslag",
        "Deze masterclasses zijn geweest. Schrijf het verslag.",
        rang=70,
        mag=mag_organiseren,
        rijen=_zonder_verslag,
        taak=_geweest,
        rest=_IN_PLANNING,
    ),
)
