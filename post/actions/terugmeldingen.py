"""What is told about mail of ours after it was sent, and the addresses that this stops."""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from basis.journaal import code_van_adres, noteer
from basis.tekst import een_regel, mailadres
from basis.velden import is_mailadres
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from post.models import Postadres, Terugmelding, Weigering
from post.regels.antwoorden import Definitief, duid

BEWAREN, STOP_BEWAREN = timedelta(days=365), timedelta(days=2 * 365)
"""How long we know what was told, and which addresses take no mail."""

STOP, HERVAT = "post", "hervat"
"""The kind of a line in the journal for an address, and what it says when mail may go there."""

GEWEIGERD = timedelta(days=30)
"""How far back the workplace counts reports that were refused."""

_STOPT = {Terugmeldsoort.HARD: Poststopreden.HARD, Terugmeldsoort.KLACHT: Poststopreden.KLACHT}

_CODE = re.compile(r"(?<![\d.])(?P<klasse>[45])(\d\d|\.\d{1,3}\.\d{1,3})(?![\d.])")
_KAAL = re.compile(r"(?<![\d.])5\d\d(?![\d.])")
"""A refusal in numbers, as 550 (RFC 5321) or 5.1.1 (RFC 3463); and only as the first."""

GEEN_POSTVAK = 550
"""What a server says that only has the second kind."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bezorgbaarheid:
    """How many addresses are stopped, for each reason, and how many reports were refused lately."""

    gestopt: dict[Poststopreden, int]
    geweigerd: int


@transaction.atomic
def meld(
    *,
    kenmerk: str,
    email: str,
    soort: Terugmeldsoort,
    bron: str,
    zending: str = "",
    code: str = "",
    tekst: str = "",
) -> bool:
    """Write down what was told about a mail to `email`; True when `kenmerk` is new.

    An address that does not exist, or that complains, is stopped at once. What others wrote is
    cut to its place; a report about something that is no address is refused, with a log line.
    """
    adres = _adres(email)
    if adres is None:
        logger.warning("Een terugmelding (%s) noemt geen bruikbaar adres.", bron)
        return False
    _, nieuw = Terugmelding.objects.get_or_create(
        kenmerk=_kort(kenmerk),
        defaults={
            "email": adres,
            "soort": soort,
            "bron": een_regel(bron)[:40],
            "zending": een_regel(zending)[:40],
            "code": een_regel(code)[:40],
            "tekst": een_regel(tekst)[:300],
        },
    )
    if nieuw and soort in _STOPT:
        stop(email=adres, reden=_STOPT[soort])
    return nieuw


def stop(*, email: str, reden: Poststopreden) -> None:
    """No newsletter goes to `email` any more. The first reason stays."""
    adres = _adres(email)
    if adres is None:
        return
    noteer(STOP, code_van_adres(adres), reden)
    gestopt = {"gestopt_op": timezone.now(), "reden": reden}
    _, nieuw = Postadres.objects.get_or_create(email=adres, defaults=gestopt)
    if not nieuw:
        Postadres.objects.filter(email=adres, gestopt_op=None).update(**gestopt)


@transaction.atomic
def hef_op(email: str) -> None:
    """Mail may go to `email` again: a person proved to read it. Counting failures begins anew."""
    adres = mailadres(email)
    if Postadres.objects.filter(email=adres).delete()[0]:
        noteer(STOP, code_van_adres(adres), HERVAT)
    Terugmelding.objects.filter(email=adres, soort=Terugmeldsoort.ZACHT).delete()


def weeg(antwoord: str) -> Terugmeldsoort | None:
    """What a refusal means, in whatever words it was passed on; None where it holds no code.

    HARD is only that there is no such address. A full mailbox, a size, a policy or a spam filter
    says nothing of the address, however permanent the code: that is ZACHT, and three in a row
    stop it too. `post.regels.antwoorden` says which is which.
    """
    code = _CODE.search(antwoord)
    if code is None:
        return None
    if code["klasse"] == "4":
        return Terugmeldsoort.ZACHT
    kaal = _KAAL.search(antwoord)
    geweigerd = (int(kaal[0]) if kaal else GEEN_POSTVAK, antwoord.encode(errors="ignore"))
    oordeel = duid(SMTPRecipientsRefused({"": geweigerd}))
    hard = isinstance(oordeel, Definitief) and oordeel.adres
    return Terugmeldsoort.HARD if hard else Terugmeldsoort.ZACHT


def stand() -> Bezorgbaarheid:
    """The figures for the workplace."""
    aantallen = dict(
        Postadres.objects.gestopt().order_by().values_list("reden").annotate(Count("pk"))
    )
    vanaf = timezone.localdate() - GEWEIGERD
    geweigerd = Weigering.objects.filter(dag__gte=vanaf).aggregate(som=Sum("aantal"))["som"]
    return Bezorgbaarheid(
        {reden: aantallen.get(reden, 0) for reden in Poststopreden}, geweigerd or 0
    )


def ruim_op(nu: datetime) -> None:
    """Forget what was told and refused a year ago, and addresses that need no row any more."""
    Terugmelding.objects.filter(ontvangen_op__lt=nu - BEWAREN).delete()
    Weigering.objects.filter(dag__lt=timezone.localdate(nu - BEWAREN)).delete()
    Postadres.objects.filter(Q(gestopt_op=None) | Q(gestopt_op__lt=nu - STOP_BEWAREN)).delete()


def _adres(email: str) -> str | None:
    """`email` as we keep it; None when no mail could go there."""
    adres = mailadres(email)
    return adres if is_mailadres(adres) else None


def _kort(kenmerk: str) -> str:
    kort = een_regel(kenmerk)
    return kort if len(kort) <= 200 else hashlib.sha256(kort.encode()).hexdigest()
