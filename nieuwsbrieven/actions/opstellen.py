"""Making an edition: its texts, its parts and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.lezen.blokvoorstel import Blokvoorstel
from nieuwsbrieven.lezen.voorstellen import voorstellen
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.rechten import NIET_MAKEN, mag_maken
from werkplek.bewerken import vereis_ongewijzigd

WEG = "Deze nieuwsbrief is ondertussen weggegooid."
GEPLAND = "Deze nieuwsbrief staat gepland. Haal haar terug bij ‘Versturen’ om iets te wijzigen."
LIGT_VAST = "Deze nieuwsbrief is verzonden of wordt verzonden. De inhoud verandert niet meer."
DEEL_WEG = "Dit deel staat niet meer in deze nieuwsbrief."
ANDERE_TEKST = "De nieuwsbrief is ondertussen gewijzigd. Lees haar eerst opnieuw."

TEKSTEN = ("onderwerp", "preheader", "inleiding", "vier_ogen")
VELDEN = ("titel", "tekst", "adres", "linktekst", "alt", "alle_themas", "alle_regios", "rollen")
LIJSTEN = ("themas", "regios")
RICHTINGEN = ("eerste", "omhoog", "omlaag", "laatste")
TELLER = ("wijziging",)
"""What tells an edition of now from the one that was read."""

SLUG = "nieuwsbrieven.slug"
"""Who begins or renames one waits for the others: two with one subject want the same slug."""


@transaction.atomic
def begin_editie(*, soort: Editiesoort, onderwerp: str, door: Gebruiker) -> Editie:
    """Start a concept. Raises RuleViolation for who does not make newsletters."""
    vereis_recht(mag_maken(door), NIET_MAKEN)
    een_tegelijk(SLUG)
    editie = Editie(soort=soort, onderwerp=onderwerp, gemaakt_door=door)
    editie.slug = _vrije_slug(editie)
    editie.save()
    editie.schrijvers.add(door)
    Logregel.objects.schrijf(editie, "begonnen", door=door, naar=editie.status)
    return editie


def _vrije_slug(editie: Editie) -> str:
    """The day and the subject. A digit comes first, so it is never another address of ours."""
    bezet = set(Editie.objects.exclude(pk=editie.pk).values_list("slug", flat=True))
    dag = timezone.localdate(editie.gemaakt_op)
    return vrije_slug(f"{dag.isoformat()} {editie.onderwerp}", bezet, anders="", maximum=70)


@transaction.atomic
def wijzig(*, editie: Editie, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker) -> Editie:
    """Write the checked TEKSTEN in `waarden`; `kenmerk` is that of what the writer saw.

    The slug follows the subject: nobody has its address yet. Saying what stands there already
    changes nothing. Raises OndertussenGewijzigd when others changed it since, RuleViolation when
    it is no concept any more, or for who does not make newsletters.
    """
    editie = open_concept(editie, door)
    anders = [naam for naam in TEKSTEN if waarden[naam] != getattr(editie, naam)]
    if not anders:
        return editie
    vereis_ongewijzigd(editie, kenmerk, velden=TELLER, uitleg=ANDERE_TEKST)
    for naam in anders:
        setattr(editie, naam, waarden[naam])
    if "onderwerp" in anders:
        een_tegelijk(SLUG)
        editie.slug = _vrije_slug(editie)
    editie.save(update_fields=[*anders, "slug"])
    leg_wijziging_vast(editie, "gewijzigd", door, velden=anders)
    return editie


@transaction.atomic
def neem_op(*, editie: Editie, adressen: Collection[str], door: Gebruiker) -> list[Blok]:
    """Take up the suggestions with `adressen`, each after the parts of its soort; return them.

    What is in already, was withdrawn meanwhile or never was a suggestion is passed over. Raises
    RuleViolation when it is no concept any more, or for who does not make newsletters.
    """
    editie = open_concept(editie, door)
    gekozen = [
        voorstel
        for groep in voorstellen(editie, timezone.now()).values()
        for voorstel in groep
        if voorstel.adres in adressen and not voorstel.opgenomen
    ]
    if not gekozen:
        return []
    nieuw = [maak_blok(editie, voorstel) for voorstel in gekozen]
    leg_wijziging_vast(editie, "opgenomen", door, toelichting=_namen(nieuw))
    return nieuw


def maak_blok(editie: Editie, voorstel: Blokvoorstel) -> Blok:
    """A part of `editie` made of `voorstel`, at its place."""
    rij = list(editie.blokken.all())
    blok = Blok.objects.create(
        editie=editie,
        volgorde=len(rij),
        soort=voorstel.soort,
        titel=voorstel.titel,
        tekst=voorstel.html,
        adres=voorstel.adres,
        linktekst=voorstel.linktekst,
        alle_themas=not voorstel.themas,
        alle_regios=voorstel.alle_regios,
        rollen=list(voorstel.rollen),
        innovatie_id=voorstel.innovatie,
    )
    blok.themas.set(voorstel.themas)
    blok.regios.set(voorstel.regios)
    rij.insert(_plaats(rij, blok), blok)
    _nummer(rij)
    return blok


def _plaats(rij: list[Blok], blok: Blok) -> int:
    """Behind what comes before `blok` by soort, else before what comes after; own texts stay."""
    rang = {soort: nummer for nummer, soort in enumerate(Bloksoort.values)}
    vast = [
        (plek, rang[ander.soort])
        for plek, ander in enumerate(rij)
        if ander.soort != Bloksoort.EIGEN
    ]
    achter = [plek + 1 for plek, van in vast if van <= rang[blok.soort]]
    voor = [plek for plek, van in vast if van > rang[blok.soort]]
    return max(achter, default=min(voor, default=len(rij)))


def _nummer(rij: list[Blok]) -> None:
    for volgorde, blok in enumerate(rij):
        blok.volgorde = volgorde
    Blok.objects.bulk_update(rij, ["volgorde"])


@transaction.atomic
def voeg_blok_toe(
    *,
    editie: Editie,
    waarden: Mapping[str, Any],
    afbeelding: File[bytes] | str | None,
    door: Gebruiker,
) -> Blok:
    """Add a paragraph of its own, last: the checked VELDEN and LIJSTEN in `waarden`.

    Raises RuleViolation when it is no concept any more, or for who does not make newsletters.
    """
    editie = open_concept(editie, door)
    blok = Blok(editie=editie, soort=Bloksoort.EIGEN, afbeelding=afbeelding or "")
    for naam in VELDEN:
        setattr(blok, naam, waarden[naam])
    blok.volgorde = editie.blokken.count()
    blok.save()
    for naam in LIJSTEN:
        getattr(blok, naam).set(waarden[naam])
    leg_wijziging_vast(editie, "deel-erbij", door, toelichting=blok.titel)
    return blok


@transaction.atomic
def wijzig_blok(
    *,
    blok: Blok,
    waarden: Mapping[str, Any],
    afbeelding: File[bytes] | str | None,
    kenmerk: str,
    door: Gebruiker,
) -> Blok:
    """Write the checked VELDEN and LIJSTEN in `waarden`; `kenmerk` is that of what was seen.

    `afbeelding` is a new one, "" for none, None for what is there. The address of a suggestion is
    what it is about, and stays. Raises OndertussenGewijzigd, and RuleViolation as `wijzig` does.
    """
    editie = open_concept(blok.editie, door)
    blok = _blok(editie, blok.pk)
    vereis_ongewijzigd(editie, kenmerk, velden=TELLER, uitleg=ANDERE_TEKST, toon=blok)
    vast = () if blok.soort == Bloksoort.EIGEN else ("adres",)
    for naam in VELDEN:
        if naam not in vast:
            setattr(blok, naam, waarden[naam])
    if afbeelding is not None:
        _ruim_op([blok])
        blok.afbeelding = afbeelding
    blok.save()
    for naam in LIJSTEN:
        getattr(blok, naam).set(waarden[naam])
    leg_wijziging_vast(editie, "deel-gewijzigd", door, toelichting=blok.titel)
    return blok


@transaction.atomic
def verplaats(*, editie: Editie, pk: int, waarheen: str, door: Gebruiker) -> Blok:
    """Move part `pk` to one of RICHTINGEN; at the end of the list it stays where it is.

    Raises RuleViolation for a part that is not in `editie`, and as `wijzig` does.
    """
    editie = open_concept(editie, door)
    blok, rij = _blok(editie, pk), list(editie.blokken.all())
    plek = rij.index(blok)
    laatste = len(rij) - 1
    naar = dict(
        zip(RICHTINGEN, (0, max(plek - 1, 0), min(plek + 1, laatste), laatste), strict=True)
    )
    if naar[waarheen] != plek:
        rij.insert(naar[waarheen], rij.pop(plek))
        _nummer(rij)
        leg_wijziging_vast(editie, "deel-verplaatst", door, toelichting=blok.titel)
    return blok


@transaction.atomic
def haal_weg(*, editie: Editie, pk: int, door: Gebruiker) -> Blok:
    """Take part `pk` out, and its image off the disk once that is certain.

    Raises RuleViolation for a part that is not in `editie`, and as `wijzig` does.
    """
    editie = open_concept(editie, door)
    blok = _blok(editie, pk)
    _ruim_op([blok])
    blok.delete()
    _nummer(list(editie.blokken.all()))
    leg_wijziging_vast(editie, "deel-weg", door, toelichting=blok.titel)
    return blok


def _ruim_op(blokken: Iterable[Blok]) -> None:
    """Delete the images of `blokken` after the commit; those of a copy stay for the other."""
    for blok in blokken:
        if blok.afbeelding:
            opslag, naam = blok.afbeelding.storage, str(blok.afbeelding)

            def weg(opslag: Any = opslag, naam: str = naam) -> None:
                if not Blok.objects.filter(afbeelding=naam).exists():
                    opslag.delete(naam)

            transaction.on_commit(weg, robust=True)


@transaction.atomic
def verwijder(*, editie: Editie, door: Gebruiker) -> None:
    """Throw a concept away, with its parts and their images. Raises as `wijzig` does."""
    editie = open_concept(editie, door)
    Logregel.objects.schrijf(editie, "weggegooid", door=door, toelichting=editie.onderwerp)
    _ruim_op(editie.blokken.all())
    editie.delete()


def open_concept(editie: Editie, door: Gebruiker) -> Editie:
    """`editie`, locked, for someone who may change it now."""
    vereis_recht(mag_maken(door), NIET_MAKEN)
    return concept(editie)


def concept(editie: Editie) -> Editie:
    """`editie`, locked. Raises RuleViolation when it is no concept, which says what to do."""
    gelezen = Editie.objects.select_for_update().filter(pk=editie.pk).first()
    if gelezen is None:
        raise RuleViolation(WEG)
    vereis(gelezen.status != Editiestatus.GEPLAND, GEPLAND)
    vereis(gelezen.status == Editiestatus.CONCEPT, LIGT_VAST)
    return gelezen


def _blok(editie: Editie, pk: int) -> Blok:
    blok = editie.blokken.filter(pk=pk).first()
    if blok is None:
        raise RuleViolation(DEEL_WEG)
    return blok


def leg_wijziging_vast(
    editie: Editie, wat: str, door: Gebruiker, *, velden: Iterable[str] = (), toelichting: str = ""
) -> None:
    """Count a change of the locked `editie` and record it; who read along must read again."""
    editie.wijziging += 1
    editie.gewijzigd_op, editie.gewijzigd_door = timezone.now(), door
    editie.akkoord_op = editie.akkoord_door = None
    editie.save(
        update_fields=[
            *("wijziging", "gewijzigd_op", "gewijzigd_door", "akkoord_op", "akkoord_door")
        ]
    )
    editie.schrijvers.add(door)
    Logregel.objects.schrijf(editie, wat, door=door, velden=velden, toelichting=toelichting)


def _namen(blokken: Iterable[Blok]) -> str:
    return ", ".join(blok.titel for blok in blokken)
