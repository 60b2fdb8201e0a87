"""The desk: one table of all descriptions, to choose, search and sort, and to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import batched, chain
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from basis.fouten import weigering
from gebruikers.models import Gebruiker
from innovaties.uitvoer.vormen import VAN_LIJST
from redactie.actions.bureau import bewaar_lijst, vergeet_lijst
from redactie.actions.indexeren import lees_bij
from redactie.forms.beoordelen import eerste_fout
from redactie.forms.bureau import BewaarLijstForm, BureauForm
from redactie.lezen.bureau import Keuzelijsten, keuzelijsten, op_het_bureau, op_volgorde
from redactie.lezen.lijst import zoek_versies
from redactie.lezen.schrijvers import status_naam
from redactie.rechten import NIET_BUREAU, mag_alles_overdragen, mag_bureau
from redactie.views.samen import stappen_voor
from vinden.zoeken import Gezocht
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 25
PORTIE = 500
BESTANDEN = ("xlsx", "csv")
"""In which of the shapes of a list the desk can be taken along."""

KOLOMMEN = (
    (("titel", "Beschrijving"), ("soort", "soort")),
    (("status", "Status"), ("wacht", "wacht sinds")),
    (("organisatie", "Organisatie"),),
    (("thema", "Thema"), ("tranche", "tranche")),
    (("kennismakelaar", "Kennismakelaar"),),
    (("deadline", "Deadline"),),
    (("bevestigd", "Bevestigd"),),
    (("compleet", "Nog in te vullen"),),
)
"""The columns, each with the keys by which it sorts and their names."""


@dataclass(frozen=True)
class Sorteerlink:
    """The head of a column, or of a part of it: leads to its order, and from there back."""

    naam: str
    sleutel: str
    nu: str
    """How it is sorted now: 'ascending', 'descending' or not."""

    @property
    def volgende(self) -> str:
        return f"-{self.sleutel}" if self.nu == "ascending" else self.sleutel


@dataclass(frozen=True)
class Bureaublad:
    """What is asked for: `rijen` are versions in order, or their keys when words were searched."""

    door: Gebruiker
    form: BureauForm
    lijsten: Keuzelijsten
    rijen: Any
    gezocht: Gezocht

    def met(self, rijen: Any) -> Iterable[Any]:
        """Part of `rijen`, as versions with all that a row shows."""
        if isinstance(self.rijen, QuerySet):
            return cast("Iterable[Any]", rijen)
        op_pk = op_het_bureau(self.door, self.form.keuze).in_bulk(rijen)
        return [op_pk[pk] for pk in rijen if pk in op_pk]

    def alle(self) -> Iterator[Any]:
        """All of `rijen`, a portion at a time: at once they would take many MiB."""
        if isinstance(self.rijen, QuerySet):
            return self.rijen.iterator(chunk_size=PORTIE)
        return chain.from_iterable(map(self.met, batched(self.rijen, PORTIE, strict=False)))


def _gevraagd(request: HttpRequest) -> Bureaublad:
    door = wie_mag(request, mag_bureau, NIET_BUREAU)
    lijsten = keuzelijsten(door)
    form = BureauForm(request.GET, lijsten)
    lees_bij()
    keuze = form.keuze
    sorteer = keuze.get("sorteer", "")
    versies = op_volgorde(op_het_bureau(door, keuze), sorteer)
    if "q" not in keuze:
        return Bureaublad(door, form, lijsten, versies, Gezocht())
    pks, gezocht = zoek_versies(versies, keuze["q"], op_volgorde=bool(sorteer))
    return Bureaublad(door, form, lijsten, pks, gezocht)


def _koppen(sorteer: str) -> list[list[Sorteerlink]]:
    op = sorteer.removeprefix("-")
    hoe = "descending" if sorteer.startswith("-") else "ascending"
    return [
        [Sorteerlink(naam, sleutel, hoe if sleutel == op else "") for sleutel, naam in kolom]
        for kolom in KOLOMMEN
    ]


@voor_redactie
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """The table, with what was chosen above it and the lists that somebody kept."""
    gevraagd = _gevraagd(request)
    blad = Paginator(gevraagd.rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "form": gevraagd.form,
        "blad": blad,
        "rijen": [(v, status_naam(v)) for v in gevraagd.met(blad.object_list)],
        "koppen": _koppen(gevraagd.form.keuze.get("sorteer", "")),
        "ook": gevraagd.gezocht.ook,
        "schrijft": gevraagd.door.schrijft,
        "samen": stappen_voor(gevraagd.door),
        "alles": "alles" in request.GET,
        "mag_overdragen": mag_alles_overdragen(gevraagd.door),
        "bestanden": [VAN_LIJST[soort] for soort in BESTANDEN],
        "bewaard": gevraagd.lijsten.bewaard,
        "bewaren": BewaarLijstForm(),
    }
    return render(request, "redactie/bureau.html", context)


@voor_redactie
@require_safe
def download(request: HttpRequest, soort: str) -> HttpResponse:
    """All rows of the table, in its order."""
    gevraagd, doel = _gevraagd(request), BytesIO()
    # By its name: what makes a sheet takes long to load.
    schrijf_bureau = import_string("redactie.uitvoer.schrijf_bureau")
    schrijf_bureau(doel, soort, gevraagd.alle())
    antwoord = HttpResponse(doel.getvalue(), content_type=VAN_LIJST[soort].content_type)
    antwoord["Content-Disposition"] = f'attachment; filename="beschrijvingen.{soort}"'
    return antwoord


@voor_redactie
@require_POST
def bewaar(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen under a name; the address of the page says what that is."""
    gevraagd, bewaren = _gevraagd(request), BewaarLijstForm(request.POST)
    vraag, door = gevraagd.form.adres, gevraagd.door
    if bewaren.is_valid():
        naam = bewaren.cleaned_data["naam"]
        fout = weigering(lambda: bewaar_lijst(naam=naam, vraag=vraag, door=door))
    else:
        fout = eerste_fout(bewaren)
    if fout:
        messages.error(request, fout)
    else:
        messages.success(request, f"Bewaard. U vindt ‘{naam}’ voortaan boven de tabel.")
    return redirect(f"{reverse('redactie:beschrijvingen')}?{vraag}")


@voor_redactie
@require_POST
def vergeet(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a list that was kept."""
    vergeet_lijst(pk=pk, door=wie_mag(request, mag_bureau, NIET_BUREAU))
    messages.success(request, "Deze lijst is vergeten. De beschrijvingen zijn er nog.")
    return redirect("redactie:beschrijvingen")
