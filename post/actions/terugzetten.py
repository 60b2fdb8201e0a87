"""The post around a restored back-up: noting what goes, and sending nothing twice (ADR 32)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from basis import journaal
from basis.journaal import Journaalregel, laatste
from post.actions.terugmeldingen import HERVAT, stop
from post.keuzelijsten import Poststopreden
from post.models import EerderVerzonden, Postsluiting

VERZONDEN = "verzonden"
"""The kind of a line for a mail that went."""

BEWAREN = timedelta(days=365)
"""How long a restored database knows what went before: as long as it knows of any other mail."""


def noteer_verzonden(*wat: object) -> None:
    """Tell the journal that the mail went that `wat` tells from all others."""
    journaal.noteer(VERZONDEN, journaal.code_van(VERZONDEN, *wat))


def ging_eerder(*wat: object) -> datetime | None:
    """When that mail went before this database was restored; None when it did not."""
    code = journaal.code_van(VERZONDEN, *wat)
    return EerderVerzonden.objects.filter(code=code).values_list("op", flat=True).first()


def neem_verzonden_over(regels: Sequence[Journaalregel], _bekend: Mapping[str, str]) -> int:
    """Know what went; return how many mails."""
    rijen = {een.code: EerderVerzonden(code=een.code, op=een.op) for een in regels}
    EerderVerzonden.objects.bulk_create(rijen.values(), ignore_conflicts=True, batch_size=5000)
    return len(rijen)


def neem_stops_over(regels: Sequence[Journaalregel], bekend: Mapping[str, str]) -> int:
    """Stop the addresses again that mail came back from; return how many."""
    gestopt = {
        bekend[code]: Poststopreden(waarde)
        for code, waarde in laatste(regels).items()
        if code in bekend and waarde != HERVAT
    }
    for adres, reden in gestopt.items():
        stop(email=adres, reden=reden)
    return len(gestopt)


@transaction.atomic
def open_post() -> None:
    """Let mail go out again."""
    Postsluiting.objects.all().delete()


def vergeet(nu: datetime) -> None:
    """Forget what went a year ago."""
    EerderVerzonden.objects.filter(op__lt=nu - BEWAREN).delete()
