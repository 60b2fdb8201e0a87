"""Personal links: a signed number. The link that unsubscribes opens nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.core import signing
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse

from nieuwsbrieven.models import Abonnee

AFMELDEN = Signer(salt="nieuwsbrieven.afmelden")
VOORKEUREN = Signer(salt="nieuwsbrieven.voorkeuren")
BEVESTIGEN = TimestampSigner(salt="nieuwsbrieven.bevestigen")
NIEUW_ADRES = "nieuwsbrieven.nieuw_adres"
GELDIG = timedelta(days=7)
"""How long the link in the first mail confirms; after that the address is forgotten."""


def sleutel(signer: Signer, pk: int) -> str:
    """What stands in the address of a personal page of subscriber `pk`."""
    return signer.sign(str(pk))


def adres(pagina: str, sleutel: str) -> str:
    """The whole address of the personal `pagina`, the name of its route."""
    return f"{settings.SITE_URL}{_pad(pagina)}{sleutel}/"


@lru_cache
def _pad(pagina: str) -> str:
    """The part before the key, which is the same in thousands of mails."""
    return reverse(f"nieuwsbrieven:{pagina}", args=["x"]).removesuffix("x/")


def afmelden(pk: int) -> str:
    return adres("afmelden", sleutel(AFMELDEN, pk))


def voorkeuren(pk: int) -> str:
    return adres("voorkeuren", sleutel(VOORKEUREN, pk))


def bevestigen(pk: int) -> str:
    return adres("bevestigen", sleutel(BEVESTIGEN, pk))


@dataclass(frozen=True)
class Verhuizing:
    """Whose newsletter goes to another address, from which, and when that was asked."""

    abonnee: Abonnee
    oud: str
    nieuw: str
    gevraagd: str


def nieuw_adres(verhuizing: Verhuizing) -> str:
    """Where who reads at the new address says that the newsletter goes there from now on."""
    v = verhuizing
    sleutel = signing.dumps([v.abonnee.pk, v.oud, v.nieuw, v.gevraagd], salt=NIEUW_ADRES)
    return adres("nieuw_adres", sleutel)


def verhuizing_van(sleutel: str) -> Verhuizing | None:
    """The move that `sleutel` confirms; None for a link that is not ours, or too old."""
    try:
        pk, *rest = signing.loads(sleutel, salt=NIEUW_ADRES, max_age=GELDIG)
    except BadSignature:
        return None
    abonnee = Abonnee.objects.filter(pk=pk).first()
    return Verhuizing(abonnee, *rest) if abonnee else None


def gemaskeerd(email: str) -> str:
    """'a…@example.nl': enough to know one's own address by, in a mail that was passed on."""
    naam, _, domein = email.rpartition("@")
    return f"{naam[:1]}…@{domein}"


def afmelder_van(sleutel: str) -> Abonnee | None:
    """Whom the unsubscribe link with `sleutel` was mailed to; None for one that is not ours."""
    return _abonnee(AFMELDEN, sleutel)


def abonnee_van(sleutel: str) -> Abonnee | None:
    """Whose preferences `sleutel` opens; None for a link that is not ours."""
    return _abonnee(VOORKEUREN, sleutel)


def aanmelder_van(sleutel: str) -> Abonnee | None:
    """Who confirms with `sleutel`; None for a link that is not ours, or too old."""
    try:
        pk = int(BEVESTIGEN.unsign(sleutel, max_age=GELDIG))
    except BadSignature:
        return None
    return Abonnee.objects.filter(pk=pk).first()


def _abonnee(signer: Signer, sleutel: str) -> Abonnee | None:
    try:
        pk = int(signer.unsign(sleutel))
    except BadSignature:
        return None
    return Abonnee.objects.filter(pk=pk).first()
