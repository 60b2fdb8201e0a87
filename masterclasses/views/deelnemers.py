"""The organiser's list of participants, and all that is done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from basis.bestanden import bijlage
from basis.fouten import RuleViolation, vereis
from basis.middleware import met_camera
from basis.tekst import als_nummer
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses import links
from masterclasses.actions.deelnemers import (
    BERICHT,
    NIEMAND,
    Ontvangersgroep,
    bij_code,
    check_in,
    check_online_in,
    check_uit,
    groep_van,
    inchecken_kan,
    laat_toe,
    laatste_bericht,
    meld_af,
    stuur_bericht,
    voeg_toe,
    wijs_af,
)
from masterclasses.actions.nadien import KORT_BEWAREN
from masterclasses.actions.organiseren import plekken_nu
from masterclasses.forms.deelnemers import AfwijsForm, BerichtForm, DeelnemerZoekForm, ToevoegenForm
from masterclasses.keuzelijsten import LOPEND, Aanmeldstatus, Wijze
from masterclasses.lezen.deelnemerslijst import (
    niet_te_drukken,
    op_naam,
    past_bij,
    regels,
    stapel_van,
    stapels,
)
from masterclasses.lezen.uitkomst import TEN_MINSTE, uitkomst_van
from masterclasses.models import Aanmelding, Behoefte, Masterclass
from masterclasses.rechten import NIET_ORGANISEREN, NIET_ZIEN, mag_organiseren, mag_zien
from werkplek.eenmalig import eenmalig
from werkplek.stap import gepost
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag

ZICHTBAAR = 50
"""How many names the check-in page shows at once."""


def _haal(slug: str) -> Masterclass:
    return get_object_or_404(Masterclass.objects.select_related("thema"), slug=slug)


@voor_redactie
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    masterclass = _haal(slug)
    zoek = DeelnemerZoekForm(request.GET)
    q, stapel, wijze = zoek.vraag
    alle = regels(masterclass)
    gevonden = [
        regel
        for regel in alle
        if past_bij(regel.aanmelding, q)
        and (not stapel or stapel_van(regel.aanmelding) == stapel)
        and (not wijze or regel.aanmelding.wijze == wijze)
    ]
    bezet = Counter(regel.aanmelding.wijze for regel in alle if regel.aanmelding.plek_id)
    organiseert = mag_organiseren(door)
    context = {
        "masterclass": masterclass,
        "zoek": zoek,
        "gezocht": bool(q or stapel or wijze),
        "aantal": len(alle),
        "gevonden": len(gevonden),
        "plekken": [
            (wijze.label, bezet[wijze], totaal)
            for wijze, totaal in plekken_nu(masterclass).items()
            if totaal
        ],
        "wachtend": sum(regel.aanmelding.status == Aanmeldstatus.WACHTLIJST for regel in alle),
        "aanwezig": sum(regel.aanmelding.aanwezig_op is not None for regel in alle),
        "stapels": stapels(gevonden),
        "niet_te_drukken": niet_te_drukken(masterclass, [regel.aanmelding for regel in alle]),
        "organiseert": organiseert,
        "behoeften": _behoeften(masterclass) if organiseert else [],
        "behoeften_tot": masterclass.einde + KORT_BEWAREN,
    }
    return render(request, "masterclasses/beheer/deelnemers.html", context)


def _behoeften(masterclass: Masterclass) -> QuerySet[Behoefte]:
    behoeften = Behoefte.objects.filter(aanmelding__masterclass=masterclass)
    return behoeften.select_related("aanmelding").order_by(OpAlfabet("aanmelding__naam"), "pk")


def _toegelaten(aanmelding: Aanmelding, door: Gebruiker, toelichting: str) -> str:
    aanmelding = laat_toe(aanmelding=aanmelding, door=door)
    if aanmelding.plek_id:
        return f"{aanmelding.naam} is toegelaten en krijgt een mail."
    return f"Alle plekken zijn bezet. {aanmelding.naam} staat op de wachtlijst en krijgt een mail."


def _afgewezen(aanmelding: Aanmelding, door: Gebruiker, toelichting: str) -> str:
    wijs_af(aanmelding=aanmelding, door=door, toelichting=toelichting)
    return f"{aanmelding.naam} is niet toegelaten en krijgt een mail."


def _afgemeld(aanmelding: Aanmelding, door: Gebruiker, toelichting: str) -> str:
    meld_af(aanmelding=aanmelding, door=door)
    return f"{aanmelding.naam} is afgemeld en krijgt een mail."


STAPPEN: dict[str, Callable[[Aanmelding, Gebruiker, str], str]] = {
    "toelaten": _toegelaten,
    "afwijzen": _afgewezen,
    "afmelden": _afgemeld,
}


@voor_redactie
def beslis(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    aanmelding = get_object_or_404(Aanmelding.objects.select_related("masterclass"), pk=pk)
    form = AfwijsForm(request.POST or None)
    stap = STAPPEN.get(request.POST.get("stap", ""))
    if request.method == "POST" and stap and form.is_valid():
        messages.success(request, stap(aanmelding, door, form.cleaned_data["toelichting"]))
        return redirect("masterclasses:deelnemers", aanmelding.masterclass.slug)
    nu = timezone.now()
    context = {
        "aanmelding": aanmelding,
        "masterclass": aanmelding.masterclass,
        "plaats": aanmelding.plaats_in_rij,
        "antwoorden": aanmelding.antwoorden.select_related("vraag").order_by("vraag__volgorde"),
        "organiseert": mag_organiseren(door),
        "beoordelen": stapel_van(aanmelding) == "beoordelen",
        "afmelden": aanmelding.status in LOPEND and nu < aanmelding.masterclass.begin,
        "vervangen": aanmelding.status == Aanmeldstatus.BEVESTIGD and not aanmelding.aanwezig_op,
        "afwijzen": form,
    }
    return render(request, "masterclasses/beheer/deelnemer.html", context)


@voor_redactie
def erbij(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a participant; `voor` in the address is whose seat they take."""
    masterclass, door = _van_organisator(request, slug), gebruiker_van(request)
    nummer = request.GET.get("voor", "")
    komt = masterclass.aanmeldingen.bevestigd()
    voor = get_object_or_404(komt, pk=als_nummer(nummer)) if nummer else None
    form = ToevoegenForm(gepost(request), voor=voor)
    if form.is_valid():
        try:
            naar = eenmalig(request, lambda: _voeg_toe(masterclass, form, voor, door), door=door)
        except RuleViolation as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, f"{form.cleaned_data['naam']} is toegevoegd.")
            return redirect(naar)
    context = {
        "masterclass": masterclass,
        "form": form,
        "voor": voor,
        "leest_het": voor is not None and voor.email and timezone.now() < masterclass.begin,
    }
    return render(request, "masterclasses/beheer/deelnemer_erbij.html", context)


def _voeg_toe(
    masterclass: Masterclass, form: ToevoegenForm, voor: Aanmelding | None, door: Gebruiker
) -> str:
    voeg_toe(
        aanmelding=Aanmelding(masterclass=masterclass, **form.waarden),
        voor=voor,
        is_er=form.cleaned_data["is_er"],
        door=door,
    )
    return reverse("masterclasses:deelnemers", args=[masterclass.slug])


def _van_organisator(request: HttpRequest, slug: str) -> Masterclass:
    """The masterclass, for who may change it. Raises Verboden for who may not."""
    wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    return _haal(slug)


def _bestand(maak: str, van: object, naam: str) -> HttpResponse:
    """What `maak` makes of `van`: by name, since its libraries take long to load."""
    return bijlage(import_string(f"masterclasses.uitvoer.{maak}")(van), naam)


@voor_redactie
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    masterclass = _van_organisator(request, slug)
    return _bestand("tabel.als_xlsx", masterclass, f"deelnemers-{slug}.xlsx")


@voor_redactie
@require_safe
def badges(request: HttpRequest, slug: str) -> HttpResponse:
    komt = _met_naam(_van_organisator(request, slug)).filter(wijze=Wijze.ZAAL)
    vereis(komt, "Nog niemand heeft een bevestigde plek op locatie.")
    return _bestand("pdf.maak_badges", op_naam(komt), f"badges-{slug}.pdf")


@voor_redactie
@require_safe
def bewijzen(request: HttpRequest, slug: str) -> HttpResponse:
    was_er = _met_naam(_van_organisator(request, slug)).filter(aanwezig_op__isnull=False)
    vereis(was_er, "Nog niemand is ingecheckt. Een bewijs is voor wie aanwezig was.")
    return _bestand("pdf.maak_bewijzen", op_naam(was_er), f"bewijzen-{slug}.pdf")


def _met_naam(masterclass: Masterclass) -> QuerySet[Aanmelding]:
    """Who comes; not those whose name was forgotten."""
    komt = masterclass.aanmeldingen.bevestigd().exclude(naam="")
    return komt.select_related("masterclass__thema")


@met_camera
@voor_redactie
def inchecken(request: HttpRequest, slug: str) -> HttpResponse:
    masterclass = _van_organisator(request, slug)
    if request.POST.get("stap") == "online":
        erbij = check_online_in(masterclass=masterclass, door=gebruiker_van(request))
        messages.success(request, f"Nu ingecheckt: {erbij} online.")
        return redirect(request.path)
    if request.method == "POST":
        return _noteer(request, masterclass)
    q, code = request.GET.get("q", "")[:200], request.GET.get("code", "")
    komt = op_naam(masterclass.aanmeldingen.bevestigd())
    gevonden = [aanmelding for aanmelding in komt if past_bij(aanmelding, q)]
    gescand, fout = None, ""
    try:
        gescand = bij_code(masterclass, code) if code else None
    except RuleViolation as reden:
        fout = str(reden)
    context = {
        "masterclass": masterclass,
        "kan": inchecken_kan(masterclass, timezone.now()),
        "q": q,
        "gescand": (gescand, code) if gescand else None,
        "fout": fout,
        "rijen": [
            (aanmelding, links.INCHECKEN.sign(str(aanmelding.pk)))
            for aanmelding in gevonden[:ZICHTBAAR]
        ],
        "gevonden": len(gevonden),
        "meer": len(gevonden) - ZICHTBAAR,
        "binnen": sum(aanmelding.aanwezig_op is not None for aanmelding in komt),
        "verwacht": len(komt),
        "online": sum(a.wijze == Wijze.ONLINE and a.aanwezig_op is None for a in komt),
    }
    return render(request, "masterclasses/beheer/inchecken.html", context)


def _noteer(request: HttpRequest, masterclass: Masterclass) -> HttpResponse:
    """Check in or out whom the code names; the scanner reads its answer as JSON."""
    door = gebruiker_van(request)
    scanner = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    try:
        aanmelding = bij_code(masterclass, request.POST.get("code", ""))
        eerder = aanmelding.aanwezig_op
        if request.POST.get("stap") == "uit":
            check_uit(aanmelding=aanmelding, door=door)
            melding = f"{aanmelding.naam} is niet meer ingecheckt."
        else:
            check_in(aanmelding=aanmelding, door=door)
            melding = f"{aanmelding.naam} is ingecheckt."
            if eerder:
                om = date_format(timezone.localtime(eerder), "G.i")
                melding = f"{aanmelding.naam} was al ingecheckt, om {om} uur."
    except RuleViolation as reden:
        if not scanner:
            raise
        return JsonResponse({"melding": str(reden)}, status=409)
    if scanner:
        binnen = masterclass.aanmeldingen.filter(aanwezig_op__isnull=False).count()
        return JsonResponse({"melding": melding, "binnen": binnen})
    messages.success(request, melding)
    return redirect("masterclasses:inchecken", masterclass.slug)


@voor_redactie
def bericht(request: HttpRequest, slug: str) -> HttpResponse:
    masterclass = _van_organisator(request, slug)
    vorige = laatste_bericht(masterclass)
    form = BerichtForm(request.POST or None)
    stap, bereikt = request.POST.get("stap"), 0
    if stap in ("voorbeeld", "versturen") and form.is_valid():
        bereikt = groep_van(masterclass, form.cleaned_data["groep"]).count()
        try:
            vereis(bereikt, NIEMAND)
            if stap == "versturen":
                door = gebruiker_van(request)
                eenmalig(request, lambda: _stuur(masterclass, form, door), door=door)
                messages.success(request, f"Het bericht is verstuurd. Aantal mensen: {bereikt}.")
                return redirect(request.path)
        except RuleViolation as reden:
            form.add_error(None, str(reden))
    voorbeeld = bereikt and form.is_valid()
    context = {
        "masterclass": masterclass,
        "form": form,
        "vorige": vorige,
        "voorbeeld": {**form.cleaned_data, "aantal": bereikt} if voorbeeld else None,
        "groep": Ontvangersgroep(form.cleaned_data["groep"]).label if voorbeeld else "",
        "eerder": Logregel.objects.over(masterclass).filter(wat=BERICHT),
    }
    return render(request, "masterclasses/beheer/bericht.html", context)


def _stuur(masterclass: Masterclass, form: BerichtForm, door: Gebruiker) -> str:
    stuur_bericht(masterclass=masterclass, door=door, **form.cleaned_data)
    return reverse("masterclasses:bericht", args=[masterclass.slug])


@voor_redactie
@require_safe
def evaluaties(request: HttpRequest, slug: str) -> HttpResponse:
    wie_mag(request, mag_zien, NIET_ZIEN)
    masterclass = _haal(slug)
    aantal, uitkomst = uitkomst_van(masterclass)
    context = {
        "masterclass": masterclass,
        "aantal": aantal,
        "ten_minste": TEN_MINSTE,
        "uitkomst": uitkomst,
    }
    return render(request, "masterclasses/beheer/evaluaties.html", context)
