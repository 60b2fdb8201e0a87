"""A mail in bytes: Django makes it, and we say how it is written."""

from __future__ import annotations

import email.policy
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.policy import EmailPolicy

from django.core.mail import EmailMessage

from post.uitvoer.handtekening import onderteken


class _Adressen(UnstructuredHeader):
    """Addresses in angle brackets, each whole on a line.

    Python would write a long one in code, of which a mail program makes no link to unsubscribe.
    """

    def fold(self, *, policy: EmailPolicy) -> str:
        regels = str(self).replace(", ", f",{policy.linesep} ")
        return f"List-Unsubscribe: {regels}{policy.linesep}"


_koppen = HeaderRegistry()
_koppen.map_to_type("list-unsubscribe", _Adressen)  # type: ignore[arg-type]

SCHRIJFWIJZE = email.policy.SMTP.clone(cte_type="7bit", max_line_length=76, header_factory=_koppen)
"""Nothing that a server on the way might change, and the signature with it (RFC 2045)."""


def als_bytes(mail: EmailMessage) -> bytes:
    """`mail` as it goes out, signed where that is set.

    Raises ValueError for what cannot stand in a header, such as a line end in the subject.
    """
    return onderteken(mail.message(policy=SCHRIJFWIJZE).as_bytes())
