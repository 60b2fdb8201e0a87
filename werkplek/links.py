"""Personal links: a signed number, which holds as long as the row does."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """One kind of personal link: the page that it opens. Another kind's signature is none."""

    pagina: str

    def adres(self, rij: Model) -> str:
        """The whole address with which the one of `rij` opens the page."""
        pad = reverse(self.pagina, args=[self._signer.sign(str(rij.pk))])
        return f"{settings.SITE_URL}{pad}"

    def nummer(self, sleutel: str) -> int:
        """The key of the row that `sleutel` belongs to; 0 for a link that is not ours."""
        try:
            return int(self._signer.unsign(sleutel))
        except BadSignature:
            return 0

    @property
    def _signer(self) -> Signer:
        return Signer(salt=self.pagina)
