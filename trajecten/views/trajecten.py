"""Planning and keeping a traject."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from basis.fouten import vereis_recht, weigering
from gebruikers.models import Gebruiker
from organisaties.models import Organisatie
from trajecten.actions import begeleiden, trajecten
from trajecten.actions.inschrijven import plan_traject
from trajecten.actions.trajecten import BEZIG, kenmerk, ontbreekt_voor_start
from trajecten.actions.uren import bewaar_uren
from trajecten.forms.begeleiden import UrenForm
from trajecten.forms.trajecten import (
    BijeenkomstForm,
    DeelnemenForm,
    NieuwTrajectForm,
    RedenForm,
    TrajectForm,
)
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import Groepsbijeenkomst, Traject
from trajecten.rechten import NIET_TRAJECT, mag_traject
from trajecten.trajectpagina import (
    met_thema,
    plaatsen,
    rijen,
    stappen_met_traject,
    totaal,
    urenblad,
    volgende_bijeenkomst,
)
from trajecten.uren import laatste_weken
from trajecten.vindbaar import TRAJECT_OPENBAAR
from trajecten.zinnen import ZINNEN
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_STUREN, NIET_ZIEN, mag_sturen, mag_zien
from werkplek.stap import Stap, gepost
from werkplek.toegang import gebruiker_van, voor_redactie


def _haal(request: HttpRequest, pk: int) -> tuple[Gebruiker, Traject]:
    """Who asks, and the traject that they see. Raises Verboden, Http404."""
    door = gebruiker_van(request)
    vereis_recht(mag_zien(door), NIET_ZIEN)
    return door, get_object_or_404(met_thema(Traject.objects.all()), pk=pk)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    door = gebruiker_van(request)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    form, melding = NieuwTrajectForm(gepost(request)), ""
    if form.is_valid():
        traject = form.traject
        coaches = form.cleaned_data["coaches"]
        melding = weigering(lambda: plan_traject(traject=traject, coaches=coaches, door=door))
        if not melding:
            messages.success(request, "Het traject is gepland. Schrijf nu de organisaties in.")
            return redirect("trajecten:traject_beheer", traject.pk)
    context = {"form": form, "melding": melding, "traject": None, "stand": ""}
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/traject_bewerken.html", context, status=status)


@never_cache
@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vandaag = timezone.localdate()
    alle, bijeenkomsten = rijen(traject, vandaag), list(traject.bijeenkomsten.all())
    voorbereiding = traject.status == Trajectstatus.VOORBEREIDING
    context = {
        "traject": traject,
        "rijen": alle,
        "uren": totaal(alle),
        "coaches": list(traject.coaches.order_by("naam")),
        "bijeenkomsten": bijeenkomsten,
        "volgende": volgende_bijeenkomst(bijeenkomsten, vandaag),
        "vandaag": vandaag,
        "plaatsen": plaatsen(traject),
        "ontbreekt": ontbreekt_voor_start(traject, vandaag) if voorbereiding else [],
        "openbaar": traject.status in TRAJECT_OPENBAAR,
        "bezig": traject.status in BEZIG,
        "begeleidt": mag_traject(door, traject),
        "stuurt": mag_sturen(door),
        "stappen": stappen_met_traject(traject),
        "logzinnen": logzinnen(traject, ZINNEN),
    }
    return render(request, "trajecten/beheer/traject.html", context)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    form, melding = TrajectForm(gepost(request), traject=traject), ""
    stand = request.POST.get("stand", kenmerk(traject))
    if form.is_valid():
        melding = weigering(
            lambda: trajecten.bewerk_traject(
                traject=traject,
                waarden=form.waarden,
                coaches=form.cleaned_data["coaches"],
                stand=stand,
                door=door,
            )
        )
        if not melding:
            messages.success(request, "Bewaard.")
            return redirect("trajecten:traject_beheer", traject.pk)
        stand = kenmerk(Traject.objects.get(pk=traject.pk))
    context = {"form": form, "melding": melding, "traject": traject, "stand": stand}
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/traject_bewerken.html", context, status=status)


TRAJECTSTAPPEN = {
    "starten": Stap("Traject laten beginnen", "Ja, begin", "Het traject is begonnen."),
    "afronden": Stap("Traject afronden", "Ja, rond af", "Het traject is afgerond."),
    "vervallen": Stap(
        "Traject laten vervallen",
        "Ja, laat vervallen",
        "Het traject gaat niet door. De plaats is weer vrij.",
        met_reden=True,
    ),
}


def _zet_trajectstap(stap: str, traject: Traject, reden: str, door: Gebruiker) -> None:
    if stap == "starten":
        trajecten.start(traject=traject, door=door)
    elif stap == "afronden":
        trajecten.rond_traject_af(traject=traject, door=door)
    else:
        trajecten.laat_vervallen(traject=traject, reden=reden, door=door)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, pk: int, stap: str) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    if stap not in TRAJECTSTAPPEN:
        raise Http404
    if stap not in stappen_met_traject(traject):
        messages.error(request, "Dat kan nu niet. Kijk hoe het traject er nu voor staat.")
        return redirect("trajecten:traject_beheer", traject.pk)
    gekozen, melding = TRAJECTSTAPPEN[stap], ""
    form = RedenForm(gepost(request)) if gekozen.met_reden else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reden = form.cleaned_data["reden"] if form else ""
        melding = weigering(lambda: _zet_trajectstap(stap, traject, reden, door))
        if not melding:
            messages.success(request, gekozen.gedaan)
            return redirect("trajecten:traject_beheer", traject.pk)
    missend = ontbreekt_voor_start(traject, timezone.localdate()) if stap == "starten" else []
    bezig = trajecten.nog_bezig(traject) if stap == "afronden" else []
    context = {
        "traject": traject,
        "stap": stap,
        "gekozen": gekozen,
        "form": form,
        "melding": melding,
        "ontbreekt": missend,
        "nog_bezig": bezig,
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/traject_stap.html", context, status=status)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def deelnemen(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    form, melding = DeelnemenForm(gepost(request), traject=traject), ""
    if form.is_valid():
        nieuw = form.deelname(traject)
        melding = weigering(lambda: trajecten.laat_meedoen(deelname=nieuw, door=door))
        if not melding:
            messages.success(request, f"{nieuw.organisatie} doet mee. Schrijf nu samen het plan.")
            return redirect("trajecten:deelname", nieuw.pk)
    context = {
        "traject": traject,
        "form": form,
        "melding": melding,
        "plaatsen": plaatsen(traject),
        "organisaties": Organisatie.objects.values_list("naam", flat=True),
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/deelnemen.html", context, status=status)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def bijeenkomst(request: HttpRequest, pk: int, nummer: int = 0) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    een = Groepsbijeenkomst(traject=traject)
    if nummer:
        een = get_object_or_404(Groepsbijeenkomst, traject=traject, pk=nummer)
    form, melding = BijeenkomstForm(gepost(request), bijeenkomst=een), ""
    stand = request.POST.get("stand", kenmerk(een if een.pk else None))
    if form.is_valid():
        melding = weigering(
            lambda: begeleiden.bewaar_bijeenkomst(
                bijeenkomst=een,
                waarden=form.waarden,
                aanwezig=list(form.cleaned_data["aanwezig"]),
                stand=stand,
                door=door,
            )
        )
        if not melding:
            messages.success(request, "De bijeenkomst is bewaard.")
            return redirect("trajecten:traject_beheer", traject.pk)
        stand = kenmerk(Groepsbijeenkomst.objects.filter(pk=nummer).first())
    context = {
        "traject": traject,
        "bijeenkomst": een,
        "form": form,
        "melding": melding,
        "stand": stand,
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/bijeenkomst.html", context, status=status)


@never_cache
@voor_redactie
@require_http_methods(["GET", "HEAD", "POST"])
def uren(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    blad = urenblad(traject, laatste_weken(timezone.localdate()))
    form, melding = UrenForm(blad.deelnames, blad.weken, blad.gemaakt, gepost(request)), ""
    if form.is_valid():
        melding = weigering(
            lambda: bewaar_uren(traject=traject, uren=form.uren, gezien=form.gezien, door=door)
        )
        if not melding:
            messages.success(request, "De uren zijn bewaard.")
            return redirect("trajecten:uren", traject.pk)
        form.ververs(urenblad(traject, blad.weken).gemaakt)
    tabel = blad.rijen(traject, form.vak)
    context = {
        "traject": traject,
        "form": form,
        "melding": melding,
        "weken": blad.weken,
        "rijen": tabel,
        "per_week": blad.per_week,
        "totaal": totaal(tabel),
        "bezig": traject.status in BEZIG,
    }
    status = 409 if melding else 200
    return render(request, "trajecten/beheer/uren.html", context, status=status)
