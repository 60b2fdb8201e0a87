"""What participants do: register, and afterwards all on the page behind their personal link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import get_text_list
from django.views.decorators.http import require_safe

from basis.fouten import RuleViolation
from basis.geheime_link import geheime_link, zonder_account
from gebruikers.actions import kenmerk_van_netwerk
from masterclasses import links
from masterclasses.actions import aanmelden
from masterclasses.actions.nadien import evalueer, mag_evalueren
from masterclasses.actions.plekken import vrije_plek, wordt_aangeboden
from masterclasses.forms.aanmelden import AanmeldenForm, EvaluatieForm, WijzigenForm
from masterclasses.keuzelijsten import (
    BEEINDIGD,
    LOPEND,
    Aanmeldstatus,
    Masterclassfase,
    Publiek,
    Toelating,
    Wijze,
)
from masterclasses.lezen import woorden
from masterclasses.lezen.aanbod import lees
from masterclasses.lezen.deelnemerslijst import niet_te_drukken
from masterclasses.models import Aanmelding, Behoefte, Masterclass
from organisaties.keuzelijsten import Persoonsrol
from vinden.paginacache import laat_vervallen, publiek_met
from werkplek.stap import doe_stap, gepost
from werkplek.zonder_account import neem_aan

STAPPEN: dict[str, Callable[..., Aanmelding]] = {
    "bevestigen": aanmelden.bevestig,
    "wisselen": aanmelden.wissel,
    "afmelden": aanmelden.trek_in,
}
MAAK_BEWIJZEN = "masterclasses.uitvoer.pdf.maak_bewijzen"
"""Loaded when first asked: typst takes memory of each worker."""


@dataclass(frozen=True)
class Aanbod:
    """One way to take part, and how many seats a visitor can still get."""

    wijze: Wijze
    vrij: int

    def __str__(self) -> str:
        if not self.vrij:
            return f"{self.wijze.label}: vol, u komt op de wachtlijst"
        plekken = "plek" if self.vrij == 1 else "plekken"
        return f"{self.wijze.label}: nog {self.vrij} {plekken} vrij"


def _aanbod(masterclass: Masterclass, nu: datetime) -> list[Aanbod]:
    """The ways that have seats. None is free while it is offered to a line. Three queries."""
    met_plekken = Masterclass.objects.met_plekken().get(pk=masterclass.pk)
    return [
        Aanbod(wijze, 0 if wordt_aangeboden(masterclass, wijze, nu) else vrij)
        for wijze, vrij in lees([met_plekken], nu)[0].plekken
    ]


def _waarom_dicht(masterclass: Masterclass, aanbod: Iterable[Aanbod], nu: datetime) -> str:
    """Why nobody can register at `nu`; empty when they can."""
    redenen = {
        "afgelast": masterclass.fase == Masterclassfase.AFGELAST,
        "voorbij": masterclass.is_voorbij(nu),
        "begonnen": masterclass.begin <= nu,
        "nog-niet": masterclass.aanmelden_van is not None and nu < masterclass.aanmelden_van,
        "gesloten": not masterclass.aanmelden_open(nu),
        "geen-plekken": not aanbod,
    }
    return next((reden for reden, geldt in redenen.items() if geldt), "")


@zonder_account
@publiek_met("verstuurd", "uitnodiging")
def meld_aan(request: HttpRequest, slug: str) -> HttpResponse:
    nu = timezone.now()
    masterclass = get_object_or_404(Masterclass.objects.zichtbaar(), slug=slug)
    if "verstuurd" in request.GET:
        return render(request, "masterclasses/aangemeld.html", {"masterclass": masterclass})
    aanbod = _aanbod(masterclass, nu)
    gestuurd = gepost(request)
    form = AanmeldenForm(
        gestuurd,
        wijzen={deel.wijze: str(deel) for deel in aanbod},
        vragen=list(masterclass.vragen.all()),
    )
    sleutel = (gestuurd or request.GET).get("uitnodiging", "")
    uitgenodigd = _is_uitgenodigd(masterclass, sleutel)
    dicht = _waarom_dicht(masterclass, aanbod, nu)
    if gestuurd and not dicht and form.is_valid():
        try:
            _bewaar(request, masterclass, form, uitgenodigd=uitgenodigd)
        except RuleViolation as reden:
            form.add_error(None, str(reden))
        else:
            return redirect(f"{request.path}?verstuurd")
    context = {
        "masterclass": masterclass,
        "form": form,
        "aanbod": aanbod,
        "dicht": dicht,
        "dag": woorden.dag(masterclass),
        "wachtlijst": not all(deel.vrij for deel in aanbod),
        "laatste_uren": not masterclass.biedt_aan(nu),
        "alleen_voor": _alleen_voor(masterclass),
        "uitnodiging": sleutel,
        "uitgenodigd": uitgenodigd,
    }
    status = 409 if dicht and request.method == "POST" else 200
    antwoord = render(request, "masterclasses/aanmelden.html", context, status=status)
    return laat_vervallen(antwoord, masterclass.grenzen, nu)


def _alleen_voor(masterclass: Masterclass) -> str:
    """'bestuurders en netwerkpartners', when others wait for approval; else empty."""
    if masterclass.toelating == Toelating.OPEN:
        return ""
    return get_text_list([Publiek(rol).label.lower() for rol in masterclass.publiek], "en")


def _is_uitgenodigd(masterclass: Masterclass, sleutel: str) -> bool:
    uitnodiging = links.uitnodiging_van(sleutel) if sleutel else None
    return uitnodiging is not None and uitnodiging.masterclass_id == masterclass.pk


def _bewaar(
    request: HttpRequest, masterclass: Masterclass, form: AanmeldenForm, *, uitgenodigd: bool
) -> None:
    """Register what was filled in."""
    neem_aan(
        form,
        aanmelden.meld_aan,
        aanmelding=Aanmelding(
            masterclass=masterclass,
            uitgenodigd=uitgenodigd,
            netwerk=kenmerk_van_netwerk(request),
            **form.waarden,
        ),
        antwoorden=form.antwoorden,
        behoefte=form.cleaned_data["behoefte"],
    )


def _van(sleutel: str) -> Aanmelding | None:
    """Whose page this is; None for a link that is not ours, and after this person is forgotten."""
    aanmelding = links.aanmelding_van(sleutel)
    return aanmelding if aanmelding and aanmelding.email else None


def _verlopen(request: HttpRequest) -> HttpResponse:
    return render(request, "masterclasses/aanmelding_verlopen.html", status=410)


def _toestand(aanmelding: Aanmelding, nu: datetime) -> str:
    """How it stands with this registration at `nu`, as its page words it."""
    masterclass = aanmelding.masterclass
    if masterclass.fase == Masterclassfase.AFGELAST:
        return "afgelast"
    if aanmelding.status in BEEINDIGD:
        return aanmelding.status
    if aanmelding.verloopt and aanmelding.verloopt <= nu:
        return Aanmeldstatus.VERVALLEN
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        return "voorbij" if masterclass.is_voorbij(nu) else aanmelding.status
    return aanmelding.status if nu < masterclass.begin else "geen-plek"


def _staat(aanmelding: Aanmelding, nu: datetime) -> dict[str, Any]:
    """What the personal page shows of `aanmelding` at `nu`."""
    toestand = _toestand(aanmelding, nu)
    kan_nog = toestand in LOPEND and nu < aanmelding.masterclass.begin
    liever = kan_nog and aanmelding.liever
    vast = aanmelding.vastgehouden_tot
    return {
        "aanmelding": aanmelding,
        "masterclass": aanmelding.masterclass,
        "dag": woorden.dag(aanmelding.masterclass),
        "toestand": toestand,
        "kan_nemen": kan_nog
        and bool(aanmelding.wacht_op)
        and vrije_plek(aanmelding.masterclass, aanmelding.wacht_op, nu) is not None,
        "laatste_uren": not aanmelding.masterclass.biedt_aan(nu),
        "moet_bevestigen": toestand in LOPEND
        and (aanmelding.bevestigd_op is None or toestand == Aanmeldstatus.AANGEBODEN),
        "tot": woorden.moment(aanmelding.verloopt) if aanmelding.verloopt else "",
        "vast_tot": woorden.moment(vast) if vast and nu < vast else "",
        "kan_nog": kan_nog,
        "was_er": mag_evalueren(aanmelding, nu),
        "niet_te_drukken": niet_te_drukken(aanmelding.masterclass, [aanmelding]),
        "liever": str(Wijze(liever).label).lower() if liever else "",
        "rol": Persoonsrol(aanmelding.rol).als,
        "antwoorden": aanmelding.antwoorden.select_related("vraag").order_by("vraag"),
        "behoefte": Behoefte.objects.filter(aanmelding=aanmelding).first(),
    }


@geheime_link
def persoonlijk(request: HttpRequest, sleutel: str) -> HttpResponse:
    aanmelding = _van(sleutel)
    if aanmelding is None:
        return _verlopen(request)
    uitleg = ""
    if request.method == "POST":
        uitleg = doe_stap(request, STAPPEN, aanmelding=aanmelding)
        if not uitleg:
            return redirect("masterclasses:aanmelding", sleutel)
    context = {
        **_staat(aanmelding, timezone.now()),
        "sleutel": sleutel,
        "uitleg": uitleg,
        "gewijzigd": "gewijzigd" in request.GET,
    }
    status = 409 if uitleg else 200
    return render(request, "masterclasses/aanmelding.html", context, status=status)


def _andere_wijze(deel: Aanbod, aanmelding: Aanmelding) -> str:
    """What choosing another way to take part would bring: see `aanmelden.wijzig`."""
    if deel.vrij:
        return str(deel)
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        return f"{deel.wijze.label}: vol, u houdt uw plek en komt in de rij"
    if aanmelding.plek_id or aanmelding.wacht_op:
        return f"{deel.wijze.label}: vol"
    return str(deel)


@geheime_link
def wijzig(request: HttpRequest, sleutel: str) -> HttpResponse:
    aanmelding = _van(sleutel)
    if aanmelding is None:
        return _verlopen(request)
    if not _staat(aanmelding, timezone.now())["kan_nog"]:
        return redirect("masterclasses:aanmelding", sleutel)
    masterclass = aanmelding.masterclass
    eigen = Wijze(aanmelding.wijze)
    aanbod = _aanbod(masterclass, timezone.now())
    wijzen = {deel.wijze: _andere_wijze(deel, aanmelding) for deel in aanbod}
    form = WijzigenForm(
        gepost(request),
        aanmelding=aanmelding,
        wijzen={**wijzen, eigen: f"{eigen.label}: zo bent u nu aangemeld"},
        vragen=list(masterclass.vragen.all()),
    )
    if form.is_valid():
        try:
            aanmelden.wijzig(
                aanmelding=aanmelding,
                waarden=form.waarden,
                antwoorden=form.antwoorden,
                behoefte=form.cleaned_data["behoefte"],
            )
        except RuleViolation as reden:
            form.add_error("wijze" if "wijze" in form.fields else None, str(reden))
        else:
            pagina = reverse("masterclasses:aanmelding", args=[sleutel])
            return redirect(f"{pagina}?gewijzigd")
    context = {"masterclass": masterclass, "form": form, "sleutel": sleutel}
    return render(request, "masterclasses/aanmelding_wijzigen.html", context)


@geheime_link
@require_safe
def bewijs(request: HttpRequest, sleutel: str) -> HttpResponse:
    aanmelding = _van(sleutel)
    if aanmelding is None:
        return _verlopen(request)
    if not mag_evalueren(aanmelding, timezone.now()):
        raise Http404("No certificate for who was not there, or before the end.")
    pdf: bytes = import_string(MAAK_BEWIJZEN)([aanmelding])
    kop = 'inline; filename="bewijs-van-deelname.pdf"'
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": kop})


@geheime_link
def evaluatie(request: HttpRequest, sleutel: str) -> HttpResponse:
    aanmelding = _van(sleutel)
    if aanmelding is None:
        return _verlopen(request)
    gestuurd = request.method == "POST"
    was_er = mag_evalueren(aanmelding, timezone.now())
    form = EvaluatieForm(request.POST if gestuurd else None)
    if was_er and form.is_valid():
        evalueer(aanmelding=aanmelding, evaluatie=form.evaluatie())
        return redirect("masterclasses:evaluatie", sleutel)
    context = {
        "aanmelding": aanmelding,
        "masterclass": aanmelding.masterclass,
        "form": form,
        "was_er": was_er,
        "sleutel": sleutel,
    }
    status = 409 if gestuurd and not was_er else 200
    return render(request, "masterclasses/evaluatie.html", context, status=status)
