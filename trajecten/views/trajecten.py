"""Planning and keeping a traject."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from organisaties.models import Organisatie
from trajecten.actions import begeleiden, meedoen, trajecten
from trajecten.actions.inschrijven import plan_traject
from trajecten.actions.trajecten import ontbreekt_voor_start
from trajecten.actions.uren import bewaar_uren
from trajecten.forms.begeleiden import UrenForm
from trajecten.forms.trajecten import (
    BijeenkomstForm,
    DeelnemenForm,
    NieuwTrajectForm,
    RedenForm,
    TrajectForm,
)
from trajecten.keuzelijsten import BEZIG, Trajectstatus
from trajecten.lezen.trajectpagina import (
    met_thema,
    plaatsen,
    rijen,
    stappen_met_traject,
    totaal,
    urenblad,
    volgende_bijeenkomst,
)
from trajecten.lezen.tranches import wachtend
from trajecten.lezen.uren import laatste_weken
from trajecten.models import Deelname, Groepsbijeenkomst, Meedoener, Traject
from trajecten.rechten import NIET_TRAJECT, mag_traject
from trajecten.views.antwoorden import niet_nu_stap, rij_in_adres
from trajecten.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_STUREN, NIET_ZIEN, mag_sturen, mag_zien
from werkplek.stap import Beletsel, Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag


def _haal(request: HttpRequest, pk: int) -> tuple[Gebruiker, Traject]:
    """Who asks, and the traject that they see. Raises Verboden, Http404."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    return door, get_object_or_404(met_thema(Traject.objects.all()), pk=pk)


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    form, bewerking = NieuwTrajectForm(gepost(request)), Bewerking(request)
    if form.is_valid() and bewerking.lukt_eens(lambda: _plan(form, door), door):
        messages.success(request, "Het traject is gepland. Schrijf nu de organisaties in.")
        return redirect(bewerking.uitkomst)
    context = {"form": form, "traject": None, "planning": PLANNING()}
    return bewerking.toon("trajecten/beheer/traject_bewerken.html", context)


def _plan(form: NieuwTrajectForm, door: Gebruiker) -> str:
    traject = form.traject
    plan_traject(traject=traject, coaches=form.cleaned_data["coaches"], door=door)
    return reverse("trajecten:traject_beheer", args=[traject.pk])


@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vandaag = timezone.localdate()
    alle, bijeenkomsten = rijen(traject, vandaag), list(traject.bijeenkomsten.all())
    voorbereiding = traject.status == Trajectstatus.VOORBEREIDING
    begeleidt = mag_traject(door, traject)
    context = {
        "traject": traject,
        "rijen": alle,
        "uren": totaal(alle),
        "coaches": list(
            traject.coaches.prefetch_related("organisaties").order_by(OpAlfabet("naam"), "pk")
        ),
        "bijeenkomsten": bijeenkomsten,
        "volgende": volgende_bijeenkomst(bijeenkomsten, vandaag),
        "vandaag": vandaag,
        "plaatsen": plaatsen(traject),
        "ontbreekt": ontbreekt_voor_start(traject, vandaag) if voorbereiding else [],
        "openbaar": traject.is_openbaar,
        "bezig": traject.status in BEZIG,
        "begeleidt": begeleidt,
        "wachtend": list(wachtend(traject)) if begeleidt else [],
        "stuurt": mag_sturen(door),
        "stappen": stappen_met_traject(traject),
        "logzinnen": logzinnen(traject, ZINNEN, Deelname),
        "planning": PLANNING(),
    }
    return render(request, "trajecten/beheer/traject.html", context)


@voor_redactie
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_sturen(door), NIET_STUREN)
    form, bewerking = TrajectForm(gepost(request), traject=traject), Bewerking(request, traject)
    if form.is_valid() and bewerking.lukt(
        lambda: trajecten.bewerk_traject(
            traject=traject,
            waarden=form.waarden,
            coaches=form.cleaned_data["coaches"],
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    ):
        return bewerking.klaar("Bewaard.", "trajecten:traject_beheer", traject.pk)
    context = {"form": form, "traject": traject}
    return bewerking.toon("trajecten/beheer/traject_bewerken.html", context)


def _starten(traject: Traject) -> Uitleg:
    ontbreekt = ontbreekt_voor_start(traject, timezone.localdate())
    return Uitleg(
        "Het traject krijgt een pagina op de site, met de namen van de organisaties. De begindatum "
        "wijzigt daarna niet meer.",
        beletsel=Beletsel("Dit is eerst nog nodig", ontbreekt) if ontbreekt else None,
    )


def _afronden(traject: Traject) -> Uitleg:
    bezig = trajecten.nog_bezig(traject)
    return Uitleg(
        "Er komen dan geen organisaties, uren en bijeenkomsten meer bij. Terugdraaien kan niet.",
        beletsel=Beletsel("Rond eerst deze deelnames af", bezig) if bezig else None,
    )


def _openen(traject: Traject) -> Uitleg:
    ontbreekt = trajecten.ontbreekt_voor_oproep(traject)
    return Uitleg(
        "De pagina van het traject komt op de site, met het formulier ‘Wij doen mee’. Dat blijft "
        "er zolang er plaats is en het traject nog niet begon.",
        beletsel=Beletsel("Dit is eerst nog nodig", ontbreekt) if ontbreekt else None,
    )


STAPPEN = {
    "openen": Stap(
        trajecten.open_oproep,
        "Vragen wie er meedoet",
        "Ja, zet de oproep op de site",
        "De oproep staat op de site.",
        _openen,
    ),
    "niet-nu": niet_nu_stap(),
    "starten": Stap(
        trajecten.start,
        "Traject laten beginnen",
        "Ja, begin",
        "Het traject is begonnen.",
        _starten,
    ),
    "afronden": Stap(
        trajecten.rond_traject_af,
        "Traject afronden",
        "Ja, rond af",
        "Het traject is afgerond.",
        _afronden,
    ),
    "vervallen": Stap(
        trajecten.laat_vervallen,
        "Traject laten vervallen",
        "Ja, laat vervallen",
        "Het traject gaat niet door. De plaats is weer vrij.",
        Uitleg(
            "Het traject gaat niet door. De plaats van dit thema komt vrij, en ook de plaatsen "
            "van de organisaties. Terugdraaien kan niet."
        ),
        lambda _rij, data: RedenForm(data),
    ),
}


def _meedoener(request: HttpRequest, traject: Traject) -> Meedoener | None:
    """Who answered the call, as the address names them; None when it names nobody."""
    nummer = rij_in_adres(request)
    return get_object_or_404(traject.meedoeners, pk=nummer) if nummer else None


def _zaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    door, traject = _haal(request, pk)
    if stap == "niet-nu":
        vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
        meedoener = _meedoener(request, traject)
        if meedoener is None:
            raise Http404
        adres = reverse("trajecten:traject_beheer", args=[pk])
        return Zaak(meedoener, door, traject.titel, adres, terug="Terug")
    vereis_recht(mag_sturen(door), NIET_STUREN)
    return Zaak(
        traject,
        door,
        traject.titel,
        reverse("trajecten:traject_beheer", args=[pk]),
        mogelijk=stappen_met_traject(traject),
        niet_nu="Dat kan nu niet. Kijk hoe het traject er nu voor staat.",
    )


stap = stapview(STAPPEN, _zaak)


@voor_redactie
def deelnemen(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    meedoener = _meedoener(request, traject)
    form = DeelnemenForm(gepost(request), traject=traject, meedoener=meedoener)
    bewerking = Bewerking(request)
    if form.is_valid():
        nieuw = form.deelname(traject)
        if bewerking.lukt_eens(lambda: _schrijf_in(nieuw, meedoener, door), door):
            messages.success(request, f"{nieuw.organisatie} doet mee. Schrijf nu samen het plan.")
            return redirect(bewerking.uitkomst)
    context = {
        "traject": traject,
        "form": form,
        "meedoener": meedoener,
        "plaatsen": plaatsen(traject),
        "organisaties": Organisatie.objects.values_list("naam", flat=True),
    }
    return bewerking.toon("trajecten/beheer/deelnemen.html", context)


def _schrijf_in(deelname: Deelname, meedoener: Meedoener | None, door: Gebruiker) -> str:
    if meedoener:
        meedoen.schrijf_meedoener_in(meedoener=meedoener, deelname=deelname, door=door)
    else:
        trajecten.laat_meedoen(deelname=deelname, door=door)
    return reverse("trajecten:deelname", args=[deelname.pk])


@voor_redactie
def bijeenkomst(request: HttpRequest, pk: int, nummer: int = 0) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    een = Groepsbijeenkomst(traject=traject)
    if nummer:
        een = get_object_or_404(Groepsbijeenkomst, traject=traject, pk=nummer)
    form, bewerking = BijeenkomstForm(gepost(request), bijeenkomst=een), Bewerking(request, een)
    if form.is_valid() and bewerking.lukt_eens(
        lambda: _bewaar_dag(een, form, bewerking.kenmerk, door), door
    ):
        return bewerking.klaar("De bijeenkomst is bewaard.", "trajecten:traject_beheer", traject.pk)
    komt = bool(een.pk) and een.datum >= timezone.localdate()
    context = {"traject": traject, "bijeenkomst": een, "form": form, "komt": komt}
    return bewerking.toon("trajecten/beheer/bijeenkomst.html", context)


DAGSTAPPEN = {
    "afzeggen": Stap(
        begeleiden.zeg_bijeenkomst_af,
        "Bijeenkomst afzeggen",
        "Ja, zeg haar af",
        "De bijeenkomst gaat niet door. Wie was uitgenodigd, krijgt een mail.",
        Uitleg(
            "Deze bijeenkomst gaat weg. Wie was uitgenodigd, krijgt een mail die haar uit de "
            "agenda haalt. Terugdraaien kan niet."
        ),
        naar=lambda traject: reverse("trajecten:traject_beheer", args=[traject.pk]),
    )
}


def _dagzaak(request: HttpRequest, stap: str, pk: int, nummer: int) -> Zaak:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    een = get_object_or_404(Groepsbijeenkomst, traject=traject, pk=nummer)
    adres = reverse("trajecten:bijeenkomst", args=[pk, nummer])
    return Zaak(een, door, str(een), adres)


dagstap = stapview(DAGSTAPPEN, _dagzaak)


def _bewaar_dag(
    een: Groepsbijeenkomst, form: BijeenkomstForm, kenmerk: str, door: Gebruiker
) -> str:
    begeleiden.bewaar_bijeenkomst(
        bijeenkomst=een,
        waarden=form.waarden,
        aanwezig=list(form.cleaned_data["aanwezig"]),
        genodigden=list(form.cleaned_data["genodigden"]),
        kenmerk=kenmerk,
        door=door,
    )
    return reverse("trajecten:traject_beheer", args=[een.traject_id])


@voor_redactie
def uren(request: HttpRequest, pk: int) -> HttpResponse:
    door, traject = _haal(request, pk)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    blad = urenblad(traject, laatste_weken(timezone.localdate()))
    form = UrenForm(blad.deelnames, blad.weken, blad.gemaakt, gepost(request))
    bewerking = Bewerking(request)
    if form.is_valid():
        if bewerking.lukt(
            lambda: bewaar_uren(traject=traject, uren=form.uren, gezien=form.gezien, door=door)
        ):
            return bewerking.klaar("De uren zijn bewaard.", "trajecten:uren", traject.pk)
        form.ververs(urenblad(traject, blad.weken).gemaakt)
    tabel = blad.rijen(traject, form.vak)
    context = {
        "traject": traject,
        "form": form,
        "weken": blad.weken,
        "rijen": tabel,
        "per_week": blad.per_week,
        "totaal": totaal(tabel),
        "bezig": traject.status in BEZIG,
    }
    return bewerking.toon("trajecten/beheer/uren.html", context)
