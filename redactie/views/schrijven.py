"""Writing a description, section by section."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht, weigering
from basis.tekst import sorteersleutel
from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.formaat.onderdelen import Sectie
from innovaties.keuzelijsten import OPEN, Soort
from innovaties.lezen.namen_zoeken import Namen
from innovaties.models import Beschrijving, Element
from organisaties.models import Organisatie
from redactie.actions.leerpunten import verwerk_leerpunt
from redactie.actions.schrijven import NIET_SCHRIJVEN, NIET_UW_BESCHRIJVING, meld_bezig
from redactie.actions.schrijven import begin as begin_beschrijving
from redactie.forms.begin import BeginFormulier
from redactie.forms.pagina import blokken, met_inhoud, stand, waarschuwingen_bij
from redactie.forms.rijen import Veldrij
from redactie.forms.sectie import SECTIES, SectieFormulier, onderdelen_van, secties_van
from redactie.lezen.leerpunten import voorstellen
from redactie.lezen.stappen import mogelijke_stappen
from redactie.lezen.versies import Draad, beoordeelt, draden
from redactie.models import Schrijver, Wordrest
from redactie.rechten import mag_schrijven, zichtbaar_voor
from redactie.regels.overgangen import TE_SCHRIJVEN
from werkplek.eenmalig import eenmalig
from werkplek.rijen import zet_rijen
from werkplek.toegang import gebruiker_van, voor_redactie


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    gebruiker = gebruiker_van(request)
    vereis_recht(gebruiker.schrijft, NIET_SCHRIJVEN)
    formulier = BeginFormulier(gebruiker, request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        naar = eenmalig(
            request,
            lambda: _begin(formulier, gebruiker, met_stuk="met_stuk" in request.POST),
            door=gebruiker,
        )
        return redirect(naar)
    context = {"formulier": formulier, "met_stuk": "met_stuk" in request.POST}
    return render(request, "redactie/begin.html", context)


def _begin(formulier: BeginFormulier, door: Gebruiker, *, met_stuk: bool) -> str:
    versie = begin_beschrijving(
        titel=formulier.cleaned_data["titel"],
        soort=Soort(formulier.cleaned_data["soort"]),
        organisatie=formulier.cleaned_data["organisatie"],
        door=door,
    )
    if met_stuk:
        return reverse("redactie:stuk", args=[versie.pk])
    return reverse("redactie:schrijven", args=[versie.pk, FORMAAT[0].slug])


@voor_redactie
def schrijf(request: HttpRequest, pk: int, sectie: str) -> HttpResponse:
    if sectie not in SECTIES:
        raise Http404
    gebruiker = gebruiker_van(request)
    qs = zichtbaar_voor(gebruiker).select_related("innovatie__organisatie", "beoordeling")
    bezig = Schrijver.objects.bezig(timezone.now()).filter(versie=OuterRef("pk"))
    naam = Coalesce(
        NullIf("gebruiker__naam", Value("")), "gebruiker__email", output_field=CharField()
    )
    namen = ArraySubquery(bezig.exclude(gebruiker=gebruiker).values_list(naam))
    versie = get_object_or_404(met_inhoud(qs).annotate(ook_bezig=namen), pk=pk)
    vereis_recht(mag_schrijven(gebruiker, versie.innovatie), NIET_UW_BESCHRIJVING)
    if SECTIES[sectie] not in secties_van(versie.soort):
        raise Http404
    if request.method == "POST":
        bewaar = _bewaar_vanzelf if "X-Autosave" in request.headers else _bewaar
        return bewaar(request, versie, sectie, gebruiker)
    leest_na = beoordeelt(versie, gebruiker)
    if leest_na or versie.status not in TE_SCHRIJVEN:
        return render(
            request,
            "redactie/schrijven/stil.html",
            {
                "versie": versie,
                "ingediend": versie.status in OPEN,
                "mag_terug": "terugnemen" in mogelijke_stappen(versie, gebruiker),
                "vraag": leest_na and versie.status in TE_SCHRIJVEN,
            },
        )
    meld_bezig(versie=versie, door=gebruiker)
    return _toon(request, SectieFormulier(SECTIES[sectie], versie), gebruiker)


def _bewaar(
    request: HttpRequest, versie: Beschrijving, sectie: str, gebruiker: Gebruiker
) -> HttpResponse:
    """Save what is right; show the rest again, or the rows after one was added or moved."""
    data: QueryDict = request.POST
    bestanden: MultiValueDict[str, Any] = request.FILES
    actie = data.get("actie", "")
    if ":" in actie:
        data, bestanden = zet_rijen(data, bestanden, actie)
    formulier = SectieFormulier(SECTIES[sectie], versie, data, bestanden)
    melding = weigering(lambda: formulier.bewaar(door=gebruiker, maak_nieuw=":" not in actie))
    if not (melding or formulier.fouten or formulier.conflicten):
        melding = _verwerk_leerpunt(actie, versie, gebruiker)
    if melding or formulier.fouten or formulier.conflicten or ":" in actie:
        return _toon(request, formulier, gebruiker, melding)
    messages.success(request, "Bewaard.")
    naar = actie if actie in SECTIES else sectie
    adres = reverse("redactie:schrijven", args=[versie.pk, naar])
    return redirect(f"{adres}?bewaard={sectie}")


def _verwerk_leerpunt(actie: str, versie: Beschrijving, gebruiker: Gebruiker) -> str:
    """Deal with the suggestion that `actie` names, if any; return why that was refused."""
    keuze = re.fullmatch(r"leerpunt-(over|niet)-(\d{1,18})", actie, re.ASCII)
    if not keuze:
        return ""
    return weigering(
        lambda: verwerk_leerpunt(
            pk=int(keuze[2]), versie=versie, overnemen=keuze[1] == "over", door=gebruiker
        )
    )


def _toon(
    request: HttpRequest, formulier: SectieFormulier, gebruiker: Gebruiker, melding: str = ""
) -> HttpResponse:
    versie, slug = formulier.versie, formulier.sectie.slug
    secties = secties_van(versie.soort)
    slugs = [sectie.slug for sectie in secties]
    plek = slugs.index(slug)
    nog = stand(versie, formulier.bewaard)
    gezegd = draden(versie, gebruiker)
    gegevens = {
        **_gesprekken(formulier, gezegd),
        "versie": versie,
        "formulier": formulier,
        "stand": nog,
        "nav": [
            {
                "slug": s.slug,
                "titel": s.titel,
                "nog": nog.per_sectie[s.slug],
                "gezegd": len(_open_draden(s, versie, gezegd)),
            }
            for s in secties
        ],
        "blokken": blokken(formulier),
        "leerpunten": voorstellen(versie, slug),
        "sectie": formulier.sectie,
        "volgende": secties[plek + 1] if plek + 1 < len(slugs) else None,
        "rijk": any(veld.soort.is_opmaak for veld in formulier.velden),
        "ook_bezig": _ook_bezig(versie),
        "melding": melding,
        "iets_bewaard": bool(formulier.bewaard),
        "uit_word": {"resten": _wordresten(formulier), "mag": True, "sectie": slug},
    }
    status = 409 if melding or formulier.conflicten else 200
    return render(request, "redactie/schrijven/sectie.html", gegevens, status=status)


def _wordresten(formulier: SectieFormulier) -> QuerySet[Wordrest]:
    """What a Word file left over near the parts of the section, or near none."""
    delen = [deel.naam for deel in onderdelen_van(formulier.sectie, formulier.versie.soort)]
    return formulier.versie.wordresten.open().filter(onderdeel__in=[*delen, ""])


def _open_draden(
    sectie: Sectie, versie: Beschrijving, gezegd: dict[str, list[Draad]]
) -> list[Draad]:
    """What is open of the parts of `sectie`."""
    delen = onderdelen_van(sectie, versie.soort)
    return [draad for deel in delen for draad in gezegd.get(deel.naam, []) if draad.is_open]


def _gesprekken(formulier: SectieFormulier, gezegd: dict[str, list[Draad]]) -> dict[str, Any]:
    """The open comments on the parts of the section, and what their forms need."""
    versie = formulier.versie
    open_ = _open_draden(formulier.sectie, versie, gezegd)
    return {
        "gesprekken": [
            {
                "onderdeel": deel,
                "draden": [draad for draad in open_ if draad.opmerking.onderdeel == deel.naam],
                "terug": None,
            }
            for deel in onderdelen_van(formulier.sectie, versie.soort)
        ],
        "mag_opmerken": True,
        "mag_voorstellen": False,
        "meelezer": None,
        "opmerken_op": reverse("redactie:opmerkingen", args=[versie.pk]),
        "sectie_slug": formulier.sectie.slug,
    }


def _bewaar_vanzelf(
    request: HttpRequest, versie: Beschrijving, sectie: str, gebruiker: Gebruiker
) -> HttpResponse:
    """Save what is right without a page; the answer says what is not, and what is missing."""
    formulier = SectieFormulier(SECTIES[sectie], versie, request.POST)
    melding = weigering(lambda: formulier.bewaar(door=gebruiker, maak_nieuw=False))
    if formulier.conflicten and not melding:
        melding = "Een collega wijzigde dit ook. Kies ‘Bewaren’ en vergelijk de twee teksten."
    if melding:
        return JsonResponse({"melding": melding}, status=409)
    nog = stand(versie, formulier.bewaard)
    rijen = [rij for tabel in formulier.tabellen.values() for rij in tabel.rijen]
    return JsonResponse(
        {
            "kenmerk": formulier.kenmerk,
            "bewaard_om": date_format(timezone.localtime(), "G.i"),
            "fouten": formulier.meldingen(),
            "ook_bezig": _ook_bezig(versie),
            "namen": {vak: naam for rij in rijen for vak, naam in rij.gekozen.items()},
            "bedoelt": {r.prefix: _bedoelt(r) for r in rijen if r.onbekend},
            "waarschuwingen": waarschuwingen_bij(formulier),
            "nog": {
                "indienen": nog.indienen,
                "publiceren": nog.publiceren,
                "opmerkingen": nog.opmerkingen,
                "hier": nog.per_sectie[sectie],
            },
        }
    )


def _ook_bezig(versie: Beschrijving) -> str:
    """Who else has `versie` open now, in a sentence; empty for nobody."""
    namen = sorted(getattr(versie, "ook_bezig"), key=sorteersleutel)  # noqa: B009 (an annotation)
    if not namen:
        return ""
    heeft = "heeft" if len(namen) == 1 else "hebben"
    return f"{', '.join(namen)} {heeft} deze beschrijving nu ook open."


def _bedoelt(rij: Veldrij) -> str:
    return render_to_string("redactie/schrijven/delen.html#bedoelt", {"rij": rij})


@voor_redactie
@require_safe
def zoek_organisatie(request: HttpRequest) -> HttpResponse:
    return _zoek(request, Namen(Organisatie))


@voor_redactie
@require_safe
def zoek_element(request: HttpRequest) -> HttpResponse:
    return _zoek(request, Namen(Element))


def _zoek(request: HttpRequest, namen: Namen) -> HttpResponse:
    """The names that what is typed in `q` may become, as options."""
    getypt = request.GET.get("q", "")[:120].strip()
    gevonden = namen.voorstellen(getypt) if len(getypt) > 1 else []
    return render(request, "redactie/schrijven/delen.html#opties", {"gevonden": gevonden})
