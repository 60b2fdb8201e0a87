"""How busy the site is, how long pages take and what waits, in the text format of Prometheus.

Numbers of pages, mails and jobs, never of persons. `manage.py metingen` serves them at an address
of its own. A library for this would cost each worker 6 MiB of the 150 that one may have (ADR 34).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from kennisbank.gezondheid import HARTSLAG
from kennisbank.tellers import GRENZEN, lees
from nieuwsbrieven.keuzelijsten import Leveringstatus
from nieuwsbrieven.models import Levering
from post.models import Bericht


def in_prometheus() -> str:
    """All of it; six queries."""
    processen = list(lees())
    regels = [*_duren(processen), *_bewaarde(processen), *_wat_wacht(timezone.now())]
    return "\n".join(regels) + "\n"


def _duren(processen: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    naam = "kennisbank_verzoek_seconden"
    yield from _kop(naam, "histogram", "Hoe lang een pagina duurde die een draad maakte.")
    for proces, tellingen in processen:
        for pagina, status, som, binnen in tellingen["duren"]:
            wie = f'proces="{proces}",pagina="{pagina}",status="{status}"'
            tot = 0
            for grens, aantal in zip((*GRENZEN, "+Inf"), binnen, strict=True):
                tot += aantal
                yield f'{naam}_bucket{{{wie},le="{grens}"}} {tot}'
            yield f"{naam}_sum{{{wie}}} {som:.6f}"
            yield f"{naam}_count{{{wie}}} {tot}"


def _bewaarde(processen: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    naam = "kennisbank_bewaarde_paginas_total"
    yield from _kop(naam, "counter", "Hoe vaak een bewaarde pagina het antwoord was.")
    for proces, tellingen in processen:
        yield f'{naam}{{proces="{proces}"}} {tellingen["bewaard"]}'


def _wat_wacht(nu: datetime) -> Iterator[str]:
    wacht = Bericht.objects.wachtend().aggregate(n=Count("pk"), oudste=Min("klaargezet_op"))
    aan_de_beurt = Q(scheduled_at=None) | Q(scheduled_at__lte=nu)
    te_doen = ProcrastinateJob.objects.filter(aan_de_beurt, status="todo")
    werkers = ProcrastinateWorker.objects.filter(last_heartbeat__gte=nu - HARTSLAG)
    leveringen = Levering.objects.filter(status=Leveringstatus.WACHT)
    oudste = (nu - wacht["oudste"]).total_seconds() if wacht["oudste"] else 0
    for naam, uitleg, waarde in (
        ("taken_wachtend", "Taken die een werker kan doen.", te_doen.count()),
        ("werkers", "Werkers die leven.", werkers.count()),
        ("mail_wachtend", "Mails die nog weg moeten.", wacht["n"]),
        ("mail_oudste_seconden", "Hoe lang de oudste daarvan wacht.", round(oudste)),
        ("mail_opgegeven", "Mails die wij opgaven.", Bericht.objects.opgegeven().count()),
        ("nieuwsbrief_wachtend", "Nieuwsbrieven die nog weg moeten.", leveringen.count()),
    ):
        yield from _kop(f"kennisbank_{naam}", "gauge", uitleg)
        yield f"kennisbank_{naam} {waarde}"


def _kop(naam: str, soort: str, uitleg: str) -> Iterator[str]:
    yield f"# HELP {naam} {uitleg}"
    yield f"# TYPE {naam} {soort}"
