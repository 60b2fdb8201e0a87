"""Wishes, matches, the inventory and what was decided.

How the past is known: who wanted a wish too keeps when that was confirmed and withdrawn; a match
keeps when it began. That it was closed, or parties were invited, stands in the log, also when it
was opened again since. A questionnaire keeps when it was sent and handed in. A decision counts on
the day on which it was taken.

Left out: who did not confirm, since those rows are deleted after a week.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.urls import reverse

from innovaties.models import Innovatie
from logboek.models import Logregel
from rapportage.lezen.stand import Besluitregel, Getelde, Meting, telling
from rapportage.regels.halfjaar import Periode
from trajecten.keuzelijsten import Besluitsoort
from trajecten.models import Besluit, Traject
from wensen.models import Belangstelling, Match, Uitvraag

UITGENODIGD, AFGEROND = "match-uitgenodigd", "match-afgerond"


class Wensen:
    """Who wants what too, and what came of it: three queries."""

    def __init__(self) -> None:
        self.willen = list(
            Belangstelling.objects.bevestigd()
            .order_by("pk")
            .values_list(
                *("pk", "organisatie", "innovatie__slug", "innovatie__gepubliceerd__titel"),
                *("bevestigd_op", "ingetrokken_op"),
            )
        )
        self.matches = list(
            Match.objects.order_by("ontstaan_op", "pk").values_list(
                "pk", "innovatie__slug", "innovatie__gepubliceerd__titel", "ontstaan_op"
            )
        )
        self.stappen = list(
            Logregel.objects.filter(
                over_soort=Innovatie._meta.label_lower, wat__in=(UITGENODIGD, AFGEROND)
            )
            .order_by("op", "pk")
            .values_list("over_sleutel", "wat", "op")
        )

    @property
    def rijen(self) -> dict[str, Getelde]:
        rijen = {
            f"w{pk}": Getelde(
                f"{organisatie}: {titel or slug}",
                reverse("innovaties:beschrijving", args=[slug]),
            )
            for pk, organisatie, slug, titel, *_ in self.willen
        }
        return rijen | {
            f"x{pk}": Getelde(titel or slug, reverse("innovaties:beschrijving", args=[slug]))
            for pk, slug, titel, _ in self.matches
        }

    def meet(self, periode: Periode) -> dict[str, Meting]:
        matches = {pk for pk, *_ in self.matches}

        def stap(wat: str) -> Meting:
            innovaties = [pk for pk, w, op in self.stappen if w == wat and periode.bevat(op)]
            return telling(f"x{pk}" for pk in dict.fromkeys(innovaties) if pk in matches)

        return {
            "belangstelling": telling(
                f"w{pk}" for pk, *_, op, _ in self.willen if periode.bevat(op)
            ),
            "willen-ook": telling(
                f"w{pk}"
                for pk, *_, op, weg in self.willen
                if periode.voor_het_eind(op) and not periode.voor_het_eind(weg)
            ),
            "matches": telling(f"x{pk}" for pk, *_, op in self.matches if periode.bevat(op)),
            "matches-uitgenodigd": stap(UITGENODIGD),
            "matches-afgerond": stap(AFGEROND),
        }


class Inventarisaties:
    """The questionnaires by inventory: one query."""

    def __init__(self) -> None:
        self.titels: dict[int, str] = {}
        self.uitvragen: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
        for pk, titel, op, terug in (
            Uitvraag.objects.filter(verstuurd_op__isnull=False)
            .order_by("inventarisatie_id", "pk")
            .values_list(
                "inventarisatie_id", "inventarisatie__titel", "verstuurd_op", "ingediend_op"
            )
        ):
            self.titels[pk] = titel
            if op:
                self.uitvragen[pk].append((op, terug))

    @property
    def rijen(self) -> dict[str, Getelde]:
        return {
            f"i{pk}": Getelde(
                titel, reverse("wensen:inventarisatie_beheer", args=[pk]), intern=True
            )
            for pk, titel in self.titels.items()
        }

    def meet(self, periode: Periode) -> dict[str, Meting]:
        verstuurd, ingediend, respons = [], [], []
        for pk, uitvragen in self.uitvragen.items():
            in_periode = [terug for op, terug in uitvragen if periode.bevat(op)]
            klaar = sum(periode.voor_het_eind(terug) for terug in in_periode)
            terug = sum(periode.bevat(terug) for _, terug in uitvragen)
            if in_periode:
                verstuurd.append((f"i{pk}", len(in_periode)))
                respons.append((f"i{pk}", klaar, len(in_periode)))
            if terug:
                ingediend.append((f"i{pk}", terug))
        totaal = sum(aantal for _, aantal in verstuurd)
        klaar = sum(aantal for _, aantal, _ in respons)
        return {
            "vragenlijsten-verstuurd": _som(verstuurd, "verstuurd"),
            "vragenlijsten-ingediend": _som(ingediend, "ingevuld"),
            "respons": Meting(
                round(100 * klaar / totaal, 1) if totaal else None,
                tuple((sleutel, f"{klaar} van {van}") for sleutel, klaar, van in respons),
            ),
        }


def _som(delen: list[tuple[str, int]], wat: str) -> Meting:
    rijen = tuple((sleutel, f"{aantal} {wat}") for sleutel, aantal in delen)
    return Meting(sum(aantal for _, aantal in delen), rijen)


class Besluiten:
    """All decisions, with the trajecten that followed: two queries."""

    def __init__(self) -> None:
        self.besluiten = list(Besluit.objects.select_related("thema").order_by("datum", "pk"))
        self.gevolgen = {
            besluit: (pk, titel)
            for besluit, pk, titel in Traject.objects.exclude(besluit=None).values_list(
                "besluit_id", "pk", "titel"
            )
        }

    @property
    def rijen(self) -> dict[str, Getelde]:
        adres = reverse("trajecten:besluiten")
        return {f"s{b.pk}": Getelde(b.titel, f"{adres}#besluit-{b.pk}") for b in self.besluiten}

    def _genomen(self, periode: Periode) -> list[Besluit]:
        return [b for b in self.besluiten if periode.bevat_dag(b.datum)]

    def meet(self, periode: Periode) -> dict[str, Meting]:
        genomen = self._genomen(periode)
        return {
            f"besluiten-{soort}": telling(f"s{b.pk}" for b in genomen if b.soort == soort)
            for soort in Besluitsoort
        }

    def regels(self, periode: Periode) -> tuple[Besluitregel, ...]:
        """What was decided in `periode`, to read."""
        return tuple(self._regel(besluit) for besluit in self._genomen(periode))

    def _regel(self, besluit: Besluit) -> Besluitregel:
        pk, titel = self.gevolgen.get(besluit.pk, (0, ""))
        return Besluitregel(
            datum=besluit.datum.isoformat(),
            soort=besluit.get_soort_display(),
            titel=besluit.titel,
            toelichting=besluit.toelichting,
            thema=besluit.thema.name if besluit.thema else "",
            gevolg=titel,
            adres=reverse("trajecten:traject_beheer", args=[pk]) if pk else "",
        )
