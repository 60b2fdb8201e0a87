"""Personal links: a signed number, which holds as long as the row does."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from masterclasses.models import Aanmelding, Uitnodiging

AANMELDING = Signer(salt="masterclasses.aanmelding")
UITNODIGING = Signer(salt="masterclasses.uitnodiging")
INCHECKEN = Signer(salt="masterclasses.inchecken")
"""The code on a badge. It is no key to the personal page, since others see it."""


def persoonlijk(aanmelding: Aanmelding, pagina: str = "aanmelding") -> str:
    """The whole address of a personal page: `pagina` is the name of its route."""
    sleutel = AANMELDING.sign(str(aanmelding.pk))
    return str(settings.SITE_URL) + reverse(f"masterclasses:{pagina}", args=[sleutel])


def aanmelding_van(sleutel: str) -> Aanmelding | None:
    """Whose personal link has `sleutel`; None for a link that is not ours."""
    pk = _lees(AANMELDING, sleutel)
    return Aanmelding.objects.select_related("masterclass").filter(pk=pk or 0).first()


def met_uitnodiging(uitnodiging: Uitnodiging) -> str:
    """The whole address at which whom we invited registers."""
    pad = reverse("masterclasses:aanmelden", args=[uitnodiging.masterclass.slug])
    return f"{settings.SITE_URL}{pad}?uitnodiging={UITNODIGING.sign(str(uitnodiging.pk))}"


def uitnodiging_van(sleutel: str) -> Uitnodiging | None:
    """The invitation that `sleutel` belongs to; None for one that is not ours."""
    return Uitnodiging.objects.filter(pk=_lees(UITNODIGING, sleutel) or 0).first()


def inchecken(aanmelding: Aanmelding) -> str:
    """What the code on the badge says: the whole address that checks this person in."""
    pad = reverse("masterclasses:inchecken", args=[aanmelding.masterclass.slug])
    return f"{settings.SITE_URL}{pad}?code={INCHECKEN.sign(str(aanmelding.pk))}"


def pk_van_code(code: str) -> int | None:
    """Whose registration a scanned code names; None for one that is not ours."""
    return _lees(INCHECKEN, code)


def _lees(signer: Signer, sleutel: str) -> int | None:
    try:
        return int(signer.unsign(sleutel))
    except BadSignature:
        return None
