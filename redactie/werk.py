"""Mijn werk: what waits for one person, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from masterclasses.keuzelijsten import Fase, Verslagstatus
from masterclasses.keuzelijsten import Status as Aanmeldstatus
from masterclasses.models import Masterclass, Verslag
from masterclasses.rechten import mag_organiseren
from redactie.forms.pagina import met_inhoud, stand
from redactie.leerpunten import SECTIE, wachtend
from redactie.lezen import beoordeling_van
from redactie.models import EldersMelding, Schrijver
from redactie.overgangen import TE_SCHRIJVEN
from redactie.rechten import mag_beoordelen, mag_toewijzen, zichtbaar_voor
from trajecten.werk import van_tranches
from wensen.wens import mijn_matches
from werkplek.rechten import mag_wensen
from werkplek.taak import Stapel, Taak

MEESTE = 10
"""How much of one pile is shown; who has more, has it below in the list."""


def stapels(gebruiker: Gebruiker) -> list[Stapel]:
    """What waits for `gebruiker`, only what is not empty, the most pressing first."""
    return [stapel for stapel in _alle(gebruiker) if stapel.taken]


def _alle(gebruiker: Gebruiker) -> Iterator[Stapel]:
    schrijft, beoordeelt = gebruiker.schrijft, mag_beoordelen(gebruiker)
    organiseert = mag_organiseren(gebruiker)
    versies = _met_sinds(zichtbaar_voor(gebruiker))
    van_mij, geschreven = _van(gebruiker), _geschreven(gebruiker)
    if schrijft:
        yield _stapel(
            "aanvullen",
            "Aanvulling gevraagd",
            "De beoordelaar zette opmerkingen bij uw tekst.",
            map(_open_punten, _rijen(versies.filter(van_mij, status=Status.AANVULLING))),
        )
    if organiseert:
        yield _stapel(
            "verslag-aanvullen",
            "Uw verslag vraagt aanvulling",
            "Een collega las uw verslag van een masterclass en mist nog iets.",
            map(_verslag, _aan_te_vullen(gebruiker)),
            in_planning=True,
        )
    if beoordeelt:
        mijn = versies.filter(beoordeling__beoordelaar=gebruiker)
        yield _stapel(
            "beoordelingen",
            "Mijn beoordelingen",
            "Deze versies leest u na.",
            map(
                _ingediend_door,
                _rijen(mijn.filter(status__in=(Status.INGEDIEND, Status.IN_BEOORDELING))),
            ),
        )
    if mag_toewijzen(gebruiker):
        vrij = versies.filter(status=Status.INGEDIEND, beoordeling__beoordelaar=None)
        yield _stapel(
            "te-beoordelen",
            "Wacht op een beoordelaar",
            "Niemand beoordeelt deze versies nog. U schreef er zelf niet aan.",
            map(_ingediend_door, _rijen(vrij.exclude(geschreven))),
        )
    if organiseert:
        yield from _van_masterclasses(gebruiker)
    yield from van_tranches(gebruiker)
    if mag_wensen(gebruiker):
        yield _stapel(
            "wensen",
            "Breng partijen samen",
            WENSEN,
            map(_match, mijn_matches(gebruiker)[: MEESTE + 1]),
        )
    if beoordeelt:
        yield _stapel("meldingen", "Meldingen van elders", MELDINGEN, map(_melding, _meldingen()))
    if schrijft:
        concepten = met_inhoud(versies.filter(van_mij, status=Status.CONCEPT))
        yield _stapel(
            "concepten",
            "Mijn concepten",
            "Hieraan schrijft u nog.",
            map(_nog_te_vullen, _rijen(concepten)),
        )
        yield _stapel(
            "leerpunten",
            "Geleerd in een traject",
            LEERPUNTEN,
            map(_leerpunten, _rijen(_met_leerpunten(versies.filter(_mijn_live(gebruiker))))),
        )
        te_bevestigen = versies.filter(
            _mijn_live(gebruiker), status=Status.TE_BEVESTIGEN, gepubliceerd_als__isnull=False
        )
        yield _stapel(
            "te-bevestigen",
            "Te bevestigen",
            "Vraag de contactpersoon of deze beschrijvingen nog kloppen.",
            map(_gewoon, _rijen(te_bevestigen)),
        )
    if beoordeelt:
        gepland = versies.filter(beoordeling__publiceren_op__isnull=False)
        yield _stapel(
            "gepland",
            "Geplande publicaties",
            "Deze versies gaan vanzelf live. U hoeft niets te doen.",
            map(_gepland, _rijen(gepland.order_by("beoordeling__publiceren_op"))),
        )


WENSEN = "Twee partijen of meer willen hetzelfde. Nodig hen uit, en schrijf op wat ervan kwam."
LEERPUNTEN = (
    "Een organisatie voerde dit in en leerde ervan. Neem over wat past, in deze of een nieuwe "
    "versie."
)
MELDINGEN = "Een organisatie zegt dat zij deze innovatie ook gebruikt. Neem het over, of niet."


def _van_masterclasses(gebruiker: Gebruiker) -> Iterator[Stapel]:
    """What waits at masterclasses: verslagen to read, people who want to come, and what is over."""
    yield _stapel(
        "verslagen",
        "Verslagen om te beoordelen",
        "Lees het verslag na en plaats het, of vraag om aanvulling. U schreef het niet zelf.",
        map(_verslag, _ingediende_verslagen(gebruiker)),
        in_planning=True,
    )
    yield _stapel(
        "aanmeldingen",
        "Aanmeldingen om te beoordelen",
        "Deze mensen vallen buiten het publiek en willen toch komen. Laat u hen toe?",
        map(_aanmeldingen, _te_beoordelen_aanmeldingen(gebruiker)),
        in_planning=True,
    )
    yield _stapel(
        "zonder-verslag",
        "Nog geen verslag",
        "Deze masterclasses van u zijn geweest. Schrijf het verslag.",
        map(_geweest, _zonder_verslag(gebruiker)),
        in_planning=True,
    )


def _stapel(
    naam: str, kop: str, uitleg: str, taken: Iterable[Taak], *, in_planning: bool = False
) -> Stapel:
    alle = list(taken)
    return Stapel(naam, kop, uitleg, alle[:MEESTE], len(alle) > MEESTE, in_planning)


def _rijen(qs: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    return qs.select_related("beoordeling__ingediend_door", "beoordeling__beoordelaar")[
        : MEESTE + 1
    ]


def _met_sinds(qs: QuerySet[Beschrijving]) -> QuerySet[Any]:
    """With `sinds`: when each got the status that it has; the longest ago first."""
    regels = Logregel.objects.filter(
        over_soort=Beschrijving._meta.label_lower,
        over_sleutel=OuterRef("pk"),
        naar=OuterRef("status"),
    )
    gelogd = Subquery(regels.order_by("-pk").values("op")[:1])
    return qs.annotate(sinds=Coalesce(gelogd, "gepubliceerd_op", "gewijzigd_op")).order_by(
        "sinds", "pk"
    )


def _geschreven(gebruiker: Gebruiker) -> Q:
    """The versions in which a change by `gebruiker` is."""
    schreef = Schrijver.objects.filter(versie=OuterRef("pk"), gebruiker=gebruiker, schreef=True)
    return Q(gewijzigd_door=gebruiker) | Q(Exists(schreef))


def _van(gebruiker: Gebruiker) -> Q:
    """The versions that `gebruiker` works on: by writing, or for their own organisation."""
    return _geschreven(gebruiker) | Q(innovatie__organisatie__in=gebruiker.organisaties.all())


def _mijn_live(gebruiker: Gebruiker) -> Q:
    """The live ones that `gebruiker` looks after; those of nobody are for the webredacteur."""
    mijn = _van(gebruiker) | Q(innovatie__kennismakelaar=gebruiker)
    if gebruiker.mag(Recht.VANGT_OP):
        mijn |= Q(innovatie__kennismakelaar=None)
    return mijn


def _taak(versie: Any, bij: str = "") -> Taak:
    return Taak(versie.titel, reverse("redactie:versie", args=[versie.pk]), versie.sinds, bij)


def _gewoon(versie: Any) -> Taak:
    return _taak(versie)


def _open_punten(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    wie = beoordeling and beoordeling.beoordelaar
    return _taak(versie, f"gevraagd door {wie}" if wie else "")


def _ingediend_door(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    return _taak(versie, f"ingediend door {beoordeling.ingediend_door}" if beoordeling else "")


def _nog_te_vullen(versie: Any) -> Taak:
    nog = stand(versie, {}).indienen
    if not nog:
        return _taak(versie, "klaar om in te dienen")
    return _taak(versie, "nog 1 onderdeel" if nog == 1 else f"nog {nog} onderdelen")


def _met_leerpunten(qs: QuerySet[Any]) -> QuerySet[Any]:
    """The newest version of each innovatie for which something waits, with how much: `geleerd`."""
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    )
    punten = wachtend().filter(deelname__innovatie=OuterRef("innovatie"))
    aantal = punten.order_by().values("deelname__innovatie").annotate(n=Count("pk")).values("n")
    nieuwste = qs.filter(~Exists(nieuwer)).annotate(geleerd=Subquery(aantal))
    gevonden: QuerySet[Any] = nieuwste.filter(geleerd__gt=0)
    return gevonden


def _leerpunten(versie: Any) -> Taak:
    te_schrijven = versie.status in TE_SCHRIJVEN
    adres = reverse("redactie:schrijven", args=[versie.pk, SECTIE]) if te_schrijven else ""
    return Taak(
        versie.titel,
        adres or reverse("redactie:versie", args=[versie.pk]),
        versie.sinds,
        "1 leerpunt" if versie.geleerd == 1 else f"{versie.geleerd} leerpunten",
    )


def _gepland(versie: Any) -> Taak:
    op = timezone.localtime(versie.beoordeling.publiceren_op)
    return _taak(versie, f"op {date_format(op, 'j F Y')} om {op:%H:%M}")


def _meldingen() -> QuerySet[EldersMelding]:
    return (
        EldersMelding.objects.filter(bevestigd_op__isnull=False, beoordeeld_op=None)
        .select_related("innovatie__gepubliceerd")
        .order_by("bevestigd_op", "pk")[: MEESTE + 1]
    )


def _melding(melding: EldersMelding) -> Taak:
    return Taak(
        str(melding.innovatie.gepubliceerd or melding.innovatie),
        reverse("redactie:melding", args=[melding.pk]),
        melding.bevestigd_op or melding.gemeld_op,
        f"gemeld door {melding.organisatie}",
    )


def _match(match: Any) -> Taak:
    wie = "1 organisatie wil" if match.aantal == 1 else f"{match.aantal} organisaties willen"
    stap = "uitgenodigd" if match.uitgenodigd_op else "nog uit te nodigen"
    return Taak(
        str(match.innovatie.gepubliceerd or match.innovatie),
        reverse("wensen:match", args=[match.innovatie.slug]),
        match.ontstaan_op,
        f"{wie} dit ook, {stap}",
    )


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
    return met.order_by("sinds", "pk")[: MEESTE + 1]


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
    komend = Masterclass.objects.filter(organisator=gebruiker, begin__gt=timezone.now())
    return (
        komend.filter(wacht)
        .annotate(sinds=Min("aanmeldingen__bevestigd_op"), aantal=Count("aanmeldingen"))
        .order_by("sinds", "pk")[: MEESTE + 1]
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
        organisator=gebruiker, fase=Fase.AANGEKONDIGD, einde__lte=timezone.now()
    )
    zonder = geweest.filter(~Exists(klaar)).annotate(begonnen=Exists(verslagen))
    return zonder.order_by("einde", "pk")[: MEESTE + 1]


def _geweest(masterclass: Any) -> Taak:
    return Taak(
        str(masterclass),
        reverse("masterclasses:verslag", args=[masterclass.slug]),
        masterclass.einde,
        "begonnen, nog niet ingediend" if masterclass.begonnen else "",
    )


def zoek_beschrijvingen(gebruiker: Gebruiker, woorden: str, status: str) -> QuerySet[Beschrijving]:
    """Of each innovatie that `gebruiker` may see: the live version and the newest.

    The last changed first. `woorden` must all be in the title; without `status` any will do.
    """
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    )
    qs = zichtbaar_voor(gebruiker).filter(Q(gepubliceerd_als__isnull=False) | ~Exists(nieuwer))
    for woord in woorden.split():
        qs = qs.filter(titel__icontains=woord)
    if status:
        qs = qs.filter(status=status)
    return qs.select_related("innovatie", "gewijzigd_door").order_by("-gewijzigd_op", "-pk")
