"""Personal links: a signed number, which holds as long as the row does."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.urls import reverse

from basis.tekst import als_nummer


@dataclass(frozen=True)
class Link:
    """One kind of personal link: the page that it opens. Another kind's signature is none."""

    pagina: str

    def adres(self, rij: Model, van: str = "") -> str:
        """The whole address with which the one of `rij` opens the page.

        With `van`, the mail address of now: the link of who had the row before opens nothing.
        """
        pad = reverse(self.pagina, args=[self._signer(van).sign(str(rij.pk))])
        return f"{settings.SITE_URL}{pad}"

    def nummer(self, sleutel: str, van: str = "") -> int:
        """The key of the row that `sleutel` belongs to; 0 for a link that is not ours."""
        try:
            return int(self._signer(van).unsign(sleutel))
        except BadSignature:
            return 0

    def _signer(self, van: str) -> Signer:
        return Signer(salt=f"{self.pagina} {van}" if van else self.pagina)


def genoemd(sleutel: str) -> int:
    """The row that `sleutel` says it belongs to, which proves nothing yet; 0 for none."""
    return als_nummer(sleutel.partition(":")[0])
