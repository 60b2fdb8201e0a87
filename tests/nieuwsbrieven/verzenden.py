"""Editions that go out, to a mail server of the test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from nieuwsbrieven.actions.verzenden import (
    begin,
    lever_volgende,
)
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.models import Editie
from post.uitvoer.verzender import Verzender
from tests.maak import maak_editie
from tests.post.brievenbus import HOST


def mailer(port: int) -> dict[str, object]:
    opties = {"host": HOST, "port": port, "timeout": 5}
    return {"BACKEND": "post.backends.SmtpBackend", "OPTIONS": opties}


class Kapot(BaseEmailBackend):
    """A way out that breaks before any server said something: a fault of ours."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise TypeError(f"{len(email_messages)} keer stuk")


def gepland(**velden: Any) -> Editie:
    return maak_editie(status=Editiestatus.GEPLAND, **velden)


def begonnen(**velden: Any) -> Editie:
    """An edition that has begun, with a Levering for every subscriber there is."""
    editie = gepland(**velden)
    assert begin(editie.pk, timezone.now())
    editie.refresh_from_db()
    return editie


def lever_alles() -> int:
    """Deliver what is due; return how many mails that were."""
    aantal = 0
    with Verzender() as verzender:
        while lever_volgende(verzender, timezone.now()):
            aantal += 1
    return aantal
