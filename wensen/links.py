"""The personal links of who wants a wish too, and of who fills in a questionnaire."""

from __future__ import annotations

from wensen.models import Belangstelling, Uitvraag
from werkplek.links import Link

WENS = Link("wensen:wens_bevestigen")
VRAGENLIJST = Link("wensen:vragenlijst")


def wens(belangstelling: Belangstelling) -> str:
    return WENS.adres(belangstelling)


def vragenlijst(uitvraag: Uitvraag) -> str:
    return VRAGENLIJST.adres(uitvraag)


def belangstelling_van(sleutel: str) -> Belangstelling | None:
    """Whose wish `sleutel` belongs to; None for a link that is not ours."""
    rijen = Belangstelling.objects.select_related("innovatie__gepubliceerd")
    return rijen.filter(pk=WENS.nummer(sleutel)).first()


def uitvraag_van(sleutel: str) -> Uitvraag | None:
    """The questionnaire that `sleutel` opens; None for a link that is not ours."""
    rijen = Uitvraag.objects.select_related("inventarisatie", "organisatie")
    return rijen.filter(pk=VRAGENLIJST.nummer(sleutel)).first()
