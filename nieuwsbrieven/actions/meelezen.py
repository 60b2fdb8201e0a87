"""Second eyes: a colleague reads an edition before it goes out."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from nieuwsbrieven import berichten
from nieuwsbrieven.actions.opstellen import (
    ANDERE_TEKST,
    DEEL_WEG,
    concept,
    leg_wijziging_vast,
    open_concept,
)
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from nieuwsbrieven.rechten import NIET_ZIEN, mag_zien

ZELF_GESCHREVEN = "Wie aan de nieuwsbrief meeschreef, geeft geen akkoord. Vraag een collega."
LEEST_NIET_MEE = "Kies een kennismakelaar, webredacteur of projectleider om mee te lezen."


@transaction.atomic
def vraag_meelezen(*, editie: Editie, collega: Gebruiker, door: Gebruiker) -> None:
    """Mail `collega` the link to the preview; from now on the edition waits for second eyes.

    Raises RuleViolation for a colleague who wrote in it or does not see newsletters, and as
    `wijzig` does.
    """
    editie = open_concept(editie, door)
    vereis(mag_zien(collega), LEEST_NIET_MEE)
    vereis(not schreef(editie, collega), f"{collega} schreef mee. Kies een andere collega.")
    if not editie.vier_ogen:
        editie.vier_ogen = True
        editie.save(update_fields=["vier_ogen"])
        leg_wijziging_vast(editie, "gewijzigd", door, velden=["vier_ogen"])
    editie.meelezers.add(collega)
    regel = Logregel.objects.schrijf(
        editie, "meelezen-gevraagd", door=door, toelichting=str(collega)
    )
    berichten.vraag_meelezen(regel, editie, collega)


@transaction.atomic
def geef_akkoord(*, editie: Editie, wijziging: int, door: Gebruiker) -> Editie:
    """Say that the edition with the number `wijziging` may go out, and tell who wrote it.

    Raises RuleViolation for who wrote in it (four eyes), for another text than was read, when it
    is no concept any more, or for who does not see newsletters.
    """
    vereis_recht(mag_zien(door), NIET_ZIEN)
    editie = concept(editie)
    vereis(not schreef(editie, door), ZELF_GESCHREVEN)
    vereis(wijziging == editie.wijziging, ANDERE_TEKST)
    if editie.akkoord_op:
        return editie
    editie.akkoord_op, editie.akkoord_door = timezone.now(), door
    editie.save(update_fields=["akkoord_op", "akkoord_door"])
    regel = Logregel.objects.schrijf(editie, "akkoord", door=door)
    for schrijver in editie.schrijvers.filter(is_active=True):
        berichten.akkoord(regel, editie, schrijver)
    return editie


@transaction.atomic
def plaats_opmerking(*, blok: Blok, tekst: str, door: Gebruiker) -> Blokopmerking:
    """Leave `tekst` with a part, for who writes the edition.

    Raises RuleViolation for a part that is gone, when it is no concept any more, or for who does
    not see newsletters.
    """
    vereis_recht(mag_zien(door), NIET_ZIEN)
    editie = concept(blok.editie)
    vereis(editie.blokken.filter(pk=blok.pk).exists(), DEEL_WEG)
    opmerking = Blokopmerking(blok=blok, tekst=tekst, geplaatst_door=door)
    opmerking.geplaatst_op = timezone.now()
    opmerking.save()
    Logregel.objects.schrijf(editie, "opmerking", door=door, toelichting=blok.titel)
    return opmerking


@transaction.atomic
def handel_af(*, opmerking: Blokopmerking, door: Gebruiker) -> None:
    """Say that something was done with a remark. Twice does no more than once.

    Raises RuleViolation when it is no concept any more, or for who does not make newsletters.
    """
    editie = open_concept(opmerking.blok.editie, door)
    nu = timezone.now()
    open_ = Blokopmerking.objects.filter(pk=opmerking.pk, afgehandeld_op=None)
    if open_.update(afgehandeld_op=nu, afgehandeld_door=door):
        Logregel.objects.schrijf(
            editie, "opmerking-afgehandeld", door=door, toelichting=opmerking.blok.titel
        )


def schreef(editie: Editie, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` wrote in `editie`, and so is not its second eyes."""
    return editie.schrijvers.filter(pk=gebruiker.pk).exists()
