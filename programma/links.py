"""Personal links: a signed number, which holds as long as the row does."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.urls import reverse

from programma.models import Belangstelling, Meedoener, Uitvraag

MEEDOEN = Signer(salt="programma.meedoen")
WENS = Signer(salt="programma.wens")
VRAGENLIJST = Signer(salt="programma.vragenlijst")


def meedoen(meedoener: Meedoener) -> str:
    return _adres("meedoen_bevestigen", MEEDOEN, meedoener)


def wens(belangstelling: Belangstelling) -> str:
    return _adres("wens_bevestigen", WENS, belangstelling)


def vragenlijst(uitvraag: Uitvraag) -> str:
    return _adres("vragenlijst", VRAGENLIJST, uitvraag)


def meedoener_van(sleutel: str) -> Meedoener | None:
    """Who answered the call with `sleutel`; None for a link that is not ours."""
    rijen = Meedoener.objects.select_related("tranche")
    return rijen.filter(pk=_lees(MEEDOEN, sleutel)).first()


def belangstelling_van(sleutel: str) -> Belangstelling | None:
    """Whose wish `sleutel` belongs to; None for a link that is not ours."""
    rijen = Belangstelling.objects.select_related("innovatie__gepubliceerd")
    return rijen.filter(pk=_lees(WENS, sleutel)).first()


def uitvraag_van(sleutel: str) -> Uitvraag | None:
    """The questionnaire that `sleutel` opens; None for a link that is not ours."""
    rijen = Uitvraag.objects.select_related("inventarisatie", "organisatie")
    return rijen.filter(pk=_lees(VRAGENLIJST, sleutel)).first()


def _adres(pagina: str, signer: Signer, rij: Model) -> str:
    pad = reverse(f"programma:{pagina}", args=[signer.sign(str(rij.pk))])
    return f"{settings.SITE_URL}{pad}"


def _lees(signer: Signer, sleutel: str) -> int:
    try:
        return int(signer.unsign(sleutel))
    except BadSignature:
        return 0
