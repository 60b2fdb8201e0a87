"""What organisers do before they announce: make, fill in, copy, throw away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.data import na_maanden
from basis.fouten import vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from innovaties.models import Thema
from logboek.models import Logregel
from masterclasses.actions.plekken import zet_plekken
from masterclasses.keuzelijsten import Masterclassfase, Wijze
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Inschrijfvraag, Masterclass, Plek, Programmadeel, Spreker
from masterclasses.rechten import NIET_ORGANISEREN, mag_organiseren
from masterclasses.vindbaar import maak_vindbaar
from werkplek.bewerken import vereis_ongewijzigd, zet

MOMENT = ("begin", "einde", "locatie", "adres", "online_adres")
"""When and where: once announced, these change by the step that tells everyone."""

LIJSTEN = ("regios", "innovaties", "elementen")

GERESERVEERD = frozenset({"nieuw", "materialen"})
"""Web names that are parts of other addresses."""

KOMT_NOG = "Kies een dag die nog komt."
VERPLAATS = "Dag, tijd en plaats wijzigt u met ‘Verplaatsen’. Dan krijgt iedereen bericht."

DeelMetSprekers = tuple[Programmadeel, Sequence[Spreker]]


@transaction.atomic
def begin_masterclass(
    *, titel: str, thema: Thema, begin: datetime, einde: datetime, door: Gebruiker
) -> Masterclass:
    """Start a concept, of which `door` is the organiser.

    Raises RuleViolation for a day in the past, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    vereis(begin > timezone.now(), KOMT_NOG)
    masterclass = Masterclass.objects.create(
        slug=_vrije_slug(titel),
        titel=titel,
        thema=thema,
        begin=begin,
        einde=einde,
        organisator=door,
        gewijzigd_door=door,
    )
    Logregel.objects.schrijf(masterclass, "begonnen", door=door, naar=masterclass.fase)
    return masterclass


def _vrije_slug(titel: str, pk: int | None = None) -> str:
    """A web name; who makes or renames one at the same moment waits."""
    een_tegelijk("masterclasses.slug")
    bezet = set(Masterclass.objects.exclude(pk=pk or 0).values_list("slug", flat=True))
    return vrije_slug(titel, bezet | GERESERVEERD, anders="masterclass", maximum=70)


@transaction.atomic
def bewerk(
    *,
    masterclass: Masterclass,
    waarden: Mapping[str, Any],
    programma: Sequence[DeelMetSprekers],
    vragen: Sequence[Inschrijfvraag],
    aantallen: Mapping[Wijze, int],
    kenmerk: str,
    door: Gebruiker,
) -> Masterclass:
    """Write what the form holds: checked fields, unsaved rows, and the seats of each wijze.

    `kenmerk` is that of what the writer was shown. Raises RuleViolation when a colleague
    changed it since, when more seats are taken than there would be, when a question with answers
    would go or become of another soort, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    vereis(
        masterclass.fase != Masterclassfase.AFGELAST, "Een afgelaste masterclass wijzigt niet meer."
    )
    vereis_ongewijzigd(masterclass, kenmerk, wat="deze masterclass")
    concept = masterclass.fase == Masterclassfase.CONCEPT
    vereis(concept or not set(MOMENT) & waarden.keys(), VERPLAATS)
    vereis(mag_organiseren(waarden["organisator"]), "Kies iemand die masterclasses organiseert.")
    gewijzigd = _zet_kolommen(masterclass, waarden, door)
    gewijzigd += _zet_lijsten(masterclass, waarden)
    gewijzigd += _zet_programma(masterclass, programma)
    gewijzigd += _zet_vragen(masterclass, vragen)
    if dict(aantallen) != plekken_nu(masterclass):
        zet_plekken(masterclass=masterclass, aantallen=dict(aantallen), door=door)
    if gewijzigd:
        Logregel.objects.schrijf(masterclass, "gewijzigd", door=door, velden=gewijzigd)
    if not concept:
        maak_vindbaar(masterclass)
    return masterclass


def _zet_kolommen(
    masterclass: Masterclass, waarden: Mapping[str, Any], door: Gebruiker
) -> list[str]:
    """Save the values of its own columns; return which of them changed."""
    gewijzigd = zet(masterclass, {n: w for n, w in waarden.items() if n not in LIJSTEN})
    if masterclass.fase == Masterclassfase.CONCEPT and "titel" in gewijzigd:
        masterclass.slug = _vrije_slug(masterclass.titel, masterclass.pk)
    masterclass.gewijzigd_op, masterclass.gewijzigd_door = timezone.now(), door
    masterclass.save(update_fields=[*gewijzigd, "slug", "gewijzigd_op", "gewijzigd_door"])
    return gewijzigd


def plekken_nu(masterclass: Masterclass) -> dict[Wijze, int]:
    """How many seats there are of each wijze."""
    wijzen = list(masterclass.plekken.values_list("wijze", flat=True))
    return {wijze: wijzen.count(wijze) for wijze in Wijze}


def _zet_lijsten(masterclass: Masterclass, waarden: Mapping[str, Any]) -> list[str]:
    gewijzigd = []
    for naam in LIJSTEN:
        lijst, rijen = getattr(masterclass, naam), {rij.pk for rij in waarden[naam]}
        if set(lijst.values_list("pk", flat=True)) != rijen:
            lijst.set(rijen)
            gewijzigd.append(naam)
    return gewijzigd


def _zet_programma(masterclass: Masterclass, programma: Sequence[DeelMetSprekers]) -> list[str]:
    nu = [
        (deel.van, deel.tot, deel.titel, deel.toelichting, [_noem(s) for s in deel.sprekers.all()])
        for deel in masterclass.programma.prefetch_related("sprekers")
    ]
    straks = sorted(
        ((d.van, d.tot, d.titel, d.toelichting, [_noem(s) for s in s_]) for d, s_ in programma),
        key=lambda rij: rij[:2],
    )
    if nu == straks:
        return []
    masterclass.programma.all().delete()
    _maak_programma(masterclass, programma)
    return ["programma"]


def _noem(spreker: Spreker) -> tuple[str, str]:
    return spreker.functie, spreker.organisatie


def _maak_programma(masterclass: Masterclass, programma: Sequence[DeelMetSprekers]) -> None:
    for deel, sprekers in programma:
        deel.pk, deel.masterclass = None, masterclass
        deel.save(force_insert=True)
        for volgorde, spreker in enumerate(sprekers):
            spreker.pk, spreker.deel, spreker.volgorde = None, deel, volgorde
        Spreker.objects.bulk_create(sprekers)


def _zet_vragen(masterclass: Masterclass, vragen: Sequence[Inschrijfvraag]) -> list[str]:
    bestaand = {vraag.pk: vraag for vraag in masterclass.vragen.all()}
    beantwoord = set(
        masterclass.vragen.filter(antwoorden__isnull=False).values_list("pk", flat=True)
    )
    blijft = {vraag.pk: vraag for vraag in vragen if vraag.pk in bestaand}
    for pk in beantwoord:
        vraag = bestaand[pk]
        vereis(
            pk in blijft and blijft[pk].soort == vraag.soort,
            f"De vraag ‘{vraag}’ is al beantwoord. Zij kan niet meer weg, en blijft van dezelfde "
            "soort. Anders gaan er antwoorden verloren. De woorden wijzigen kan wel.",
        )
    weg = bestaand.keys() - blijft.keys()
    masterclass.vragen.filter(pk__in=weg).delete()
    gewijzigd = bool(weg)
    for volgorde, vraag in enumerate(vragen):
        oud = bestaand.get(vraag.pk)
        vraag.masterclass, vraag.volgorde = masterclass, volgorde
        if oud is None:
            vraag.pk = None
        elif _inhoud(vraag) == _inhoud(oud):
            continue
        vraag.save()
        gewijzigd = True
    return ["vragen"] if gewijzigd else []


def _inhoud(vraag: Inschrijfvraag) -> tuple[object, ...]:
    return vraag.volgorde, vraag.vraag, vraag.soort, vraag.keuzes, vraag.verplicht


@transaction.atomic
def kopieer(*, masterclass: Masterclass, door: Gebruiker) -> Masterclass:
    """A new concept like `masterclass`, two months later or, for one of long ago, from now.

    The web address to take part online and the time to register are of that day, and stay out.
    Raises RuleViolation for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    begin, einde = (timezone.localtime(moment) for moment in (masterclass.begin, masterclass.einde))
    dag = max(na_maanden(begin.date(), 2), na_maanden(timezone.localdate(), 2))
    nieuw_begin = begin.replace(year=dag.year, month=dag.month, day=dag.day)
    namen = ("samenvatting", "inleiding", "publiek", "toelating", "locatie", "adres")
    kopie = begin_masterclass(
        titel=masterclass.titel,
        thema=masterclass.thema,
        begin=nieuw_begin,
        einde=nieuw_begin + (einde - begin),
        door=door,
    )
    for naam in namen:
        setattr(kopie, naam, getattr(masterclass, naam))
    kopie.save(update_fields=namen)
    for naam in LIJSTEN:
        getattr(kopie, naam).set(getattr(masterclass, naam).all())
    programma = [
        (deel, list(deel.sprekers.all()))
        for deel in masterclass.programma.prefetch_related("sprekers")
    ]
    _maak_programma(kopie, programma)
    vragen = list(masterclass.vragen.all())
    for vraag in vragen:
        vraag.pk, vraag.masterclass = None, kopie
    Inschrijfvraag.objects.bulk_create(vragen)
    Plek.objects.bulk_create(
        Plek(masterclass=kopie, wijze=wijze)
        for wijze, aantal in plekken_nu(masterclass).items()
        for _ in range(aantal)
    )
    Logregel.objects.schrijf(kopie, "gekopieerd", door=door, toelichting=str(masterclass))
    return kopie
