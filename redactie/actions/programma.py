"""Descriptions that the programme asks for: of a wish that began, and of what was promised."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import Truncator

from basis.fouten import vereis
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.schrijven import begin, bewaar, nieuwe_versie
from trajecten.actions.tranches import koppel, vergrendel, ververs
from trajecten.models import Toezegging

GEEN_WENS = "Deze innovatie is geen wens, of is al begonnen."


@transaction.atomic
def begin_uit_wens(*, innovatie: Innovatie, door: Gebruiker) -> Beschrijving:
    """The open version of the live wish `innovatie`, made a description of something that exists.

    Begins one where there is none; older versions stay as they are. Whom the wish looked for goes
    from the new version, for only a wish looks for partners. Raises RuleViolation when this is no
    live wish, when `door` may not write in it, and when the open version stands still for review.
    """
    innovatie = Innovatie.objects.select_for_update().get(pk=innovatie.pk)
    live = innovatie.gepubliceerd
    vereis(live is not None and live.soort == Soort.GEWENST, GEEN_WENS)
    versie = nieuwe_versie(innovatie=innovatie, door=door)
    bewaar(
        versie=versie,
        waarden={
            "soort": Soort.BESTAAND,
            "gezochte_partners": [],
            "gezochte_partners_toelichting": "",
        },
        door=door,
    )
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
