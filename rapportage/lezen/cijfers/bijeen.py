"""Masterclasses and who came, and how far the newsletter reaches.

How the past is known: a masterclass keeps when it was announced and called off, and its
registrations keep their status and presence (their names are erased later, the rows stay). An
evaluation keeps no moment: it counts in the half-year of its masterclass.

An edition keeps how often it was sent and failed; one that is not done yet is counted by its
deliveries. Subscribers at a past moment follow from the proof of consent, which outlives the
subscriber by five years: who gave consent before it, and did not take it back.

Left out: a masterclass that was called off counts as held at no moment. How many persons read an
edition is not measured and never will be.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum
from django.urls import reverse

from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.lezen.uitkomst import TEN_MINSTE
from masterclasses.models import Aanmelding, Evaluatie, Masterclass
from nieuwsbrieven.keuzelijsten import BEGONNEN, Leveringstatus
from nieuwsbrieven.lezen.bewijs import Bewijs
from nieuwsbrieven.models import Editie, Levering
from rapportage.lezen.stand import Getelde, Meting, als_getal, som, telling
from rapportage.regels.halfjaar import Periode


class Masterclasses:
    """All masterclasses, their registrations and marks counted by the database: three queries."""

    def __init__(self) -> None:
        self.masterclasses = list(
            Masterclass.objects.order_by("begin", "pk").only(
                *("slug", "titel", "begin", "einde", "fase", "aangekondigd_op", "afgelast_op")
            )
        )
        self.komst = {
            pk: telling_
            for pk, *telling_ in Aanmelding.objects.order_by()
            .values("masterclass")
            .annotate(
                aangemeld=Count("pk", Q(bevestigd_op__isnull=False)),
                met_plek=Count("pk", Q(status=Aanmeldstatus.BEVESTIGD)),
                aanwezig=Count("pk", Q(aanwezig_op__isnull=False)),
            )
            .values_list("masterclass", "aangemeld", "met_plek", "aanwezig")
        }
        self.oordelen = {
            pk: (som_, aantal)
            for pk, som_, aantal in Evaluatie.objects.order_by()
            .values("masterclass")
            .annotate(som=Sum("cijfer"), aantal=Count("pk"))
            .values_list("masterclass", "som", "aantal")
        }

    @property
    def rijen(self) -> dict[str, Getelde]:
        return {f"m{m.pk}": Getelde(m.titel, m.get_absolute_url()) for m in self.masterclasses}

    def meet(self, periode: Periode) -> dict[str, Meting]:
        gehouden = [
            m
            for m in self.masterclasses
            if m.aangekondigd_op
            and periode.bevat(m.begin)
            and periode.voor_het_eind(m.einde)
            and not m.afgelast_op
        ]
        aangemeld, met_plek, aanwezig = (
            som((f"m{m.pk}", self.komst.get(m.pk, (0, 0, 0))[nr], "mensen") for m in gehouden)
            for nr in range(3)
        )
        opkomst = None
        if met_plek.waarde and aanwezig.waarde is not None:
            opkomst = round(100 * aanwezig.waarde / met_plek.waarde, 1)
        return {
            "masterclasses-aangekondigd": telling(
                f"m{m.pk}" for m in self.masterclasses if periode.bevat(m.aangekondigd_op)
            ),
            "masterclasses-gehouden": telling(f"m{m.pk}" for m in gehouden),
            "masterclasses-afgelast": telling(
                f"m{m.pk}" for m in self.masterclasses if periode.bevat(m.afgelast_op)
            ),
            "aangemeld": aangemeld,
            "met-plek": met_plek,
            "aanwezig": aanwezig,
            "opkomst": Meting(
                opkomst,
                tuple((f"m{m.pk}", _opkomst(self.komst.get(m.pk, (0, 0, 0)))) for m in gehouden),
            ),
            "evaluatiecijfer": self._cijfer(gehouden),
        }

    def _cijfer(self, gehouden: list[Masterclass]) -> Meting:
        """The mean mark, over masterclasses with enough answers to keep them unknown."""
        genoeg = [
            (m, *self.oordelen[m.pk])
            for m in gehouden
            if m.pk in self.oordelen and self.oordelen[m.pk][1] >= TEN_MINSTE
        ]
        if not genoeg:
            return Meting(None)
        gemiddeld = sum(totaal for _, totaal, _ in genoeg) / sum(n for *_, n in genoeg)
        return Meting(
            round(gemiddeld, 1),
            tuple(
                (f"m{m.pk}", f"{als_getal(totaal / aantal)} bij {aantal} antwoorden")
                for m, totaal, aantal in genoeg
            ),
        )


def _opkomst(komst: Any) -> str:
    _, met_plek, aanwezig = komst
    return f"{aanwezig} van {met_plek}"


class Uitgave(NamedTuple):
    """What is counted of one edition."""

    pk: int
    onderwerp: str
    slug: str
    begonnen_op: datetime | None
    klaar_op: datetime | None
    verzonden: int
    mislukt: int

    @property
    def sleutel(self) -> str:
        return f"e{self.pk}"


class Nieuwsbrieven:
    """All editions that went out, and the proof of consent: four queries."""

    def __init__(self) -> None:
        self.edities = [
            Uitgave(*rij)
            for rij in Editie.objects.filter(status__in=BEGONNEN)
            .order_by("begonnen_op", "pk")
            .values_list(
                "pk", "onderwerp", "slug", "begonnen_op", "klaar_op", "verzonden", "mislukt"
            )
        ]
        bezig = Levering.objects.filter(editie__status__in=BEGONNEN, editie__klaar_op=None)
        self.onderweg: Counter[tuple[int, str]] = Counter(
            {
                (editie, status): aantal
                for editie, status, aantal in bezig.order_by()
                .values("editie", "status")
                .annotate(aantal=Count("pk"))
                .values_list("editie", "status", "aantal")
            }
        )
        self.bewijs = Bewijs()

    @property
    def rijen(self) -> dict[str, Getelde]:
        return {
            e.sleutel: Getelde(e.onderwerp, reverse("nieuwsbrieven:editie", args=[e.slug]))
            for e in self.edities
        }

    def meet(self, periode: Periode) -> dict[str, Meting]:
        """Every figure about the newsletter over `periode`."""
        verzonden = [editie for editie in self.edities if periode.bevat(editie.begonnen_op)]
        begin, eind = self.bewijs.abonnees(periode.begin), self.bewijs.abonnees(periode.tot)

        def bezorgd(geteld: str, status: str) -> Meting:
            return som(
                (
                    e.sleutel,
                    getattr(e, geteld) if e.klaar_op else self.onderweg[e.pk, status],
                    "keer",
                )
                for e in verzonden
            )

        return {
            "edities": telling(editie.sleutel for editie in verzonden),
            "bezorgd": bezorgd("verzonden", Leveringstatus.VERZONDEN),
            "mislukt": bezorgd("mislukt", Leveringstatus.MISLUKT),
            "abonnees": Meting(len(eind)),
            "abonnees-erbij": Meting(len(eind - begin)),
            "abonnees-weg": Meting(len(begin - eind)),
        }
