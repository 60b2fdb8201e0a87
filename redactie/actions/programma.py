"""Descriptions of what was something else: a wish that began, a mention, or a promise."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import Truncator

from basis.fouten import is_er_nog, vereis
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.schrijven import begin, bewaar, nieuwe_versie
from trajecten.actions.tranches import koppel, vergrendel, ververs
from trajecten.models import Toezegging

AL_BESCHREVEN = "Deze innovatie staat niet als wens of als genoemd op de site, of is al begonnen."


@transaction.atomic
def begin_beschrijving(*, innovatie: Innovatie, door: Gebruiker) -> Beschrijving:
    """The open version of a live wish or mention, made a description of something that exists.

    Begins one where there is none; older versions stay as they are, and the live one until this
    one is published. What only such a soort has goes from the new version; what was known of a
    mention becomes a comment, so that its writer finds a place for it. Raises RuleViolation when
    this is neither, when `door` may not write in it, and when the open version stands still.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    live = innovatie.gepubliceerd
    vereis(live is not None and live.soort != Soort.BESTAAND, AL_BESCHREVEN)
    if innovatie.kennismakelaar_id is None and door.mag(Recht.MAKELT):
        innovatie.kennismakelaar = door
        innovatie.save(update_fields=["kennismakelaar"])
    versie = nieuwe_versie(innovatie=innovatie, door=door)
    bekend, leeg = versie.bekend, Beschrijving()
    weg = {
        naam: veld.soort.haal(leeg)
        for naam, veld in VELD.items()
        if veld.alleen and not veld.geldt_voor(Soort.BESTAAND)
    }
    bewaar(versie=versie, waarden={"soort": Soort.BESTAAND, **weg}, door=door)
    if bekend:
        tekst = f"Dit wisten wij toen een bron het alleen noemde: {bekend}"
        plaats_opmerking(versie=versie, onderdeel="kern", tekst=tekst, door=door)
    return Beschrijving.objects.get(pk=versie.pk)


@transaction.atomic
def begin_uit_toezegging(*, toezegging: Toezegging, door: Gebruiker) -> Beschrijving:
    """Start the description that an organisation promised, which counts in the tranche from now.

    Raises RuleViolation when it has one already, and when `door` does not write or does not keep
    the tranche.
    """
    vergrendel(toezegging.tranche)
    toezegging = ververs(toezegging)
    vereis(toezegging.innovatie_id is None, "Een collega is hier al mee begonnen.")
    versie = begin(
        titel=Truncator(toezegging.wat or toezegging.tranche.titel).chars(120),
        soort=Soort.BESTAAND,
        organisatie=toezegging.organisatie,
        door=door,
    )
    koppel(toezegging=toezegging, innovatie=versie.innovatie, door=door)
    return versie
