"""Beginning with a document that somebody has, beside the empty format."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from basis.fouten import vereis_recht
from basis.tekst import als_nummer
from innovaties.formaat import FORMAAT
from innovaties.formaat.onderdelen import Sectie, Veld
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from redactie.actions import beginstuk as acties
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, bewaar
from redactie.forms.beginstuk import StukForm
from redactie.lezen.blokken import Blokgroep, groepen
from redactie.lezen.versies import mag_verder_schrijven
from redactie.rechten import mag_schrijven, zichtbaar_voor
from redactie.regels.koppen import labels, velden_uit_stuk
from werkplek.eenmalig import eenmalig
from werkplek.toegang import gebruiker_van, voor_redactie

PER_PAGINA = 20


@dataclass(frozen=True)
class Formaatveld:
    """A field of the format beside the blocks: what it is called, and what stands there by now."""

    veld: Veld
    label: str
    hulpvraag: str
    adres: str
    tekst: str
    uit_stuk: bool


@voor_redactie
def stuk(request: HttpRequest, pk: int) -> HttpResponse:
    """The blocks beside the format, or the document to read."""
    versie, door = _haal(request, pk), gebruiker_van(request)
    if request.method != "POST":
        return _toon(request, versie, StukForm())
    # Nothing to write yet, but whoever may not write reads why before the file is opened.
    bewaar(versie=versie, waarden={}, door=door)
    form = StukForm(request.POST, request.FILES)
    if not form.is_valid():
        return _toon(request, versie, form)
    naam, blokken = form.cleaned_data["bestand"]

    def begin() -> str:
        acties.begin_met_stuk(versie=versie, naam=naam, blokken=blokken, door=door)
        return reverse("redactie:stuk", args=[pk])

    return redirect(eenmalig(request, begin, door=door))


def _haal(request: HttpRequest, pk: int) -> Beschrijving:
    """Version `pk`, for who may write it: nobody else sees what was brought. Raises Http404."""
    qs = voor_weergave(zichtbaar_voor(gebruiker_van(request))).select_related("innovatie")
    versie = get_object_or_404(qs, pk=pk)
    vereis_recht(mag_schrijven(gebruiker_van(request), versie.innovatie), NIET_UW_BESCHRIJVING)
    return versie


def _toon(request: HttpRequest, versie: Beschrijving, form: StukForm) -> HttpResponse:
    alle = groepen(versie)
    blad = Paginator(alle, PER_PAGINA).get_page(request.GET.get("pagina"))
    stukken = list(versie.beginstukken.all())
    context = {
        "versie": versie,
        "form": form,
        "stukken": stukken,
        "meer": 0 < len(stukken) < acties.MEESTE_STUKKEN,
        "blad": blad,
        "over": sum(len(groep.over) for groep in alle),
        "formaat": _formaat(versie, alle),
        "kan": mag_verder_schrijven(versie, gebruiker_van(request)),
    }
    return render(request, "redactie/stuk.html", context)


def _formaat(versie: Beschrijving, alle: list[Blokgroep]) -> list[tuple[Sectie, list[Formaatveld]]]:
    """The fields that blocks can go into, by section, with what stands there."""
    uit_stuk = {gezet.zetting.veld for groep in alle for gezet in groep.zettingen}
    kan, namen = velden_uit_stuk(versie.soort), labels()
    per_sectie = []
    for sectie in FORMAAT:
        adres = reverse("redactie:schrijven", args=[versie.pk, sectie.slug])
        velden = [
            Formaatveld(
                veld,
                namen[veld.naam],
                deel.hulpvraag,
                f"{adres}#onderdeel-{deel.naam}",
                veld.soort.waarde(versie).plat,
                veld.naam in uit_stuk,
            )
            for deel in sectie.onderdelen
            for veld in deel.velden
            if veld in kan
        ]
        per_sectie.append((sectie, velden))
    return [(sectie, velden) for sectie, velden in per_sectie if velden]


def _terug(request: HttpRequest, versie: Beschrijving) -> HttpResponse:
    """To the group on its page that the form was in."""
    pagina = als_nummer(request.POST.get("pagina", ""), 1)
    groep = als_nummer(request.POST.get("groep", ""))
    return redirect(f"{reverse('redactie:stuk', args=[versie.pk])}?pagina={pagina}#groep-{groep}")


@require_POST
@voor_redactie
def zet(request: HttpRequest, pk: int) -> HttpResponse:
    versie = _haal(request, pk)
    acties.zet_in_veld(
        versie=versie,
        blokken=[als_nummer(sleutel) for sleutel in request.POST.getlist("blok")],
        veld=request.POST.get("veld", ""),
        door=gebruiker_van(request),
    )
    return _terug(request, versie)


@require_POST
@voor_redactie
def haal_terug(request: HttpRequest, pk: int, nummer: int) -> HttpResponse:
    versie = _haal(request, pk)
    acties.haal_terug(versie=versie, zetting=nummer, door=gebruiker_van(request))
    return _terug(request, versie)


@require_POST
@voor_redactie
def laat_gaan(request: HttpRequest, pk: int, nummer: int) -> HttpResponse:
    versie = _haal(request, pk)
    acties.laat_gaan(versie=versie, stuk=nummer, door=gebruiker_van(request))
    return redirect("redactie:stuk", pk=versie.pk)
