"""A tranche in the workplace: its page, its form, and the steps with it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from trajecten.actions import meedoen, tranches
from trajecten.forms.tranches import (
    HeropenForm,
    KoppelForm,
    OpnemenForm,
    ToezeggingForm,
    TrancheForm,
)
from trajecten.lezen.tranches import loopt_achter, ook_verschenen, stappen, voortgang, wachtend
from trajecten.models import Meedoener, Toezegging, Tranche
from trajecten.rechten import NIET_TRANCHE, mag_tranche
from trajecten.views.antwoorden import niet_nu_stap, rij_in_adres, wie_en_wat
from trajecten.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.eenmalig import eenmalig
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_STUREN, NIET_ZIEN, mag_sturen, mag_zien
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag


def _tranche(pk: int) -> Tranche:
    return get_object_or_404(Tranche.objects.select_related("thema", "kennismakelaar"), pk=pk)


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    form = TrancheForm(door, data=gepost(request))
    if form.is_valid():
        naar = eenmalig(request, lambda: _begin(form, door), door=door)
        messages.success(request, "De tranche staat in de planning. Bezoekers zien haar nog niet.")
        return redirect(naar)
    context = {"form": form, "tranche": None, "planning": PLANNING()}
    return Bewerking(request).toon("trajecten/beheer/tranche_bewerken.html", context)


def _begin(form: TrancheForm, door: Gebruiker) -> str:
    tranche = tranches.begin_tranche(waarden=form.waarden, door=door)
    return reverse("trajecten:tranche_beheer", args=[tranche.pk])


@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    tranche, vandaag = _tranche(pk), timezone.localdate()
    stand = voortgang([tranche])[tranche.pk]
    mag = mag_tranche(door, tranche)
    context = {
        "tranche": tranche,
        "mag": mag,
        "schrijft": mag and door.schrijft,
        "stappen": stappen(tranche, door, vandaag),
        "loopt": tranche.loopt(vandaag),
        "voortgang": stand,
        "achter": loopt_achter(tranche, stand.geleverd, vandaag),
        "ook_verschenen": list(ook_verschenen(tranche)),
        "wachtend": list(wachtend(tranche)) if mag else [],
        "logzinnen": logzinnen(tranche, ZINNEN),
        "planning": PLANNING(),
    }
    return render(request, "trajecten/beheer/tranche.html", context)


@voor_redactie
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door, tranche = gebruiker_van(request), _tranche(pk)
    vereis_recht(mag_tranche(door, tranche), NIET_TRANCHE)
    form, bewerking = TrancheForm(door, tranche, gepost(request)), Bewerking(request, tranche)
    if form.is_valid() and bewerking.lukt(
        lambda: tranches.bewerk(
            tranche=tranche, waarden=form.waarden, kenmerk=bewerking.kenmerk, door=door
        )
    ):
        return bewerking.klaar("Bewaard.", "trajecten:tranche_beheer", tranche.pk)
    context = {"form": form, "tranche": tranche}
    return bewerking.toon("trajecten/beheer/tranche_bewerken.html", context)


def _openen(tranche: Tranche) -> Uitleg:
    tot = date_format(tranche.einde, "j F Y")
    webadres = format_html('<strong class="breekbaar">{}</strong>', tranche.get_absolute_url())
    return Uitleg(
        "De oproep staat daarna op de site, en in het zoeken. Organisaties kunnen zich melden tot "
        f"en met {tot}.",
        format_html(
            "Het webadres verandert daarna niet meer: {}. Teksten en data kunt u blijven bewerken.",
            webadres,
        ),
    )


def _koppelen(toezegging: Toezegging) -> Uitleg:
    geen = "Van deze organisatie is er geen beschrijving die hier nog bij kan. Begin er eerst een."
    kan = KoppelForm(toezegging).heeft_keuze
    return Uitleg(kern=wie_en_wat(toezegging), weetje="" if kan else geen)


def _weghalen(toezegging: Toezegging) -> Uitleg:
    return Uitleg(
        "De toezegging verdwijnt van de pagina. Een beschrijving die er al is, blijft bestaan.",
        kern=wie_en_wat(toezegging),
    )


def _opnemen(meedoener: Meedoener) -> Uitleg:
    return Uitleg(
        f"De naam van de organisatie komt op de pagina van de tranche. {meedoener.naam} krijgt een "
        "mail dat zij meedoen.",
        kern=wie_en_wat(meedoener),
    )


STAPPEN = {
    "openen": Stap(
        tranches.open_tranche,
        "Tranche openen",
        "Ja, open de tranche",
        "De tranche is open. De oproep staat op de site.",
        _openen,
    ),
    "sluiten": Stap(
        tranches.sluit,
        "Tranche sluiten",
        "Ja, sluit de tranche",
        "De tranche is gesloten.",
        Uitleg(
            "Organisaties kunnen zich daarna niet meer melden. Gisteren wordt de laatste dag "
            "van de tranche. De pagina blijft staan, met wat er klaar is."
        ),
    ),
    "heropenen": Stap(
        tranches.heropen,
        "Tranche weer openen",
        "Open de tranche weer",
        "De tranche is weer open.",
        Uitleg("Organisaties kunnen zich daarna weer melden."),
        lambda _rij, data: HeropenForm(data),
    ),
    "weggooien": Stap(
        tranches.verwijder,
        "Tranche weggooien",
        "Ja, gooi weg",
        "De tranche is weggegooid.",
        Uitleg(
            "De tranche is dan weg, met wat er is toegezegd. Terughalen kan niet. Bezoekers "
            "zagen haar nog niet."
        ),
        naar=lambda _weg: PLANNING(),
    ),
    "toezeggen": Stap(
        tranches.zeg_toe,
        "Toezegging noteren",
        "Noteer",
        "De toezegging is genoteerd.",
        form=lambda _rij, data: ToezeggingForm(data),
    ),
    "koppelen": Stap(
        tranches.koppel,
        "Beschrijving koppelen",
        "Koppel",
        "De beschrijving hoort nu bij deze toezegging.",
        _koppelen,
        KoppelForm,
    ),
    "weghalen": Stap(
        tranches.haal_weg,
        "Toezegging weghalen",
        "Ja, haal weg",
        "De toezegging is weg.",
        _weghalen,
    ),
    "opnemen": Stap(
        meedoen.neem_op,
        "Neem op als toezegging",
        "Neem op en mail hen",
        "De toezegging is genoteerd. De organisatie krijgt een mail.",
        _opnemen,
        OpnemenForm,
    ),
    "niet-nu": niet_nu_stap(),
}
OVER: dict[str, type[Toezegging | Meedoener]] = {
    "koppelen": Toezegging,
    "weghalen": Toezegging,
    "opnemen": Meedoener,
    "niet-nu": Meedoener,
}
"""The steps with a row of the tranche; the others are with the tranche itself."""


def _zaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    door, tranche = gebruiker_van(request), _tranche(pk)
    vereis_recht(mag_tranche(door, tranche), NIET_TRANCHE)
    rij: Model = tranche
    if stap in OVER:
        rij = get_object_or_404(OVER[stap], pk=rij_in_adres(request), tranche=tranche)
    adres = reverse("trajecten:tranche_beheer", args=[pk])
    return Zaak(rij, door, tranche.titel, adres, terug="Terug")


stap = stapview(STAPPEN, _zaak)
