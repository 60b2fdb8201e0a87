"""Meetings of the stuurgroep and with others: what is on the agenda, and what came of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.actions.overleg import (
    bewaar_overleg,
    rond_afspraak_af,
    spreek_af,
    zeg_overleg_af,
)
from trajecten.forms.overleg import AfspraakForm, OverlegForm
from trajecten.lezen.werkplan import werkplan
from trajecten.models import Afspraak, Besluit, Overleg
from trajecten.rechten import (
    NIET_BESLUITEN,
    NIET_UW_AFSPRAAK,
    NIET_UW_WERKPLAN,
    mag_afspraak,
    mag_besluiten,
    mag_werkplan,
)
from trajecten.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_ZIEN, mag_zien
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 25


@voor_redactie
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """All meetings, the newest first."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    blad = Paginator(Overleg.objects.all(), PER_PAGINA).get_page(request.GET.get("pagina"))
    makelaars = Gebruiker.objects.met_recht(Recht.MAKELT).order_by(OpAlfabet("naam"), "pk")
    context = {
        "blad": blad,
        "schrijft": mag_besluiten(door),
        "werkplannen": [een for een in makelaars if mag_werkplan(door, een)],
        "planning": PLANNING(),
    }
    return render(request, "trajecten/beheer/overleggen.html", context)


@voor_redactie
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with the decisions of its day; who may, notes what was agreed."""
    door, overleg = wie_mag(request, mag_zien, NIET_ZIEN), get_object_or_404(Overleg, pk=pk)
    schrijft = mag_besluiten(door)
    vereis_recht(schrijft or request.method != "POST", NIET_BESLUITEN)
    form, bewerking = AfspraakForm(gepost(request)), Bewerking(request)
    if form.is_valid() and bewerking.lukt_eens(lambda: _spreek_af(overleg, form, door), door):
        return bewerking.klaar("De afspraak is bewaard.", bewerking.uitkomst)
    afspraken = overleg.afspraken.select_related("wie", "gedaan_door")
    context = {
        "overleg": overleg,
        "aanwezig": overleg.aanwezig.all(),
        "genodigden": overleg.genodigden.all(),
        "komt": overleg.datum >= timezone.localdate(),
        "besluiten": Besluit.objects.filter(datum=overleg.datum),
        "afspraken": [(een, mag_afspraak(door, een)) for een in afspraken],
        "form": form,
        "schrijft": schrijft,
        "logzinnen": logzinnen(overleg, ZINNEN),
    }
    return bewerking.toon("trajecten/beheer/overleg.html", context)


def _spreek_af(overleg: Overleg, form: AfspraakForm, door: Gebruiker) -> str:
    spreek_af(overleg=overleg, **form.cleaned_data, door=door)
    return overleg.get_absolute_url()


@voor_redactie
def bewerk(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """The form of a meeting, new without `pk`."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    overleg = get_object_or_404(Overleg, pk=pk) if pk else Overleg(datum=timezone.localdate())
    form, bewerking = OverlegForm(gepost(request), overleg=overleg), Bewerking(request, overleg)
    if form.is_valid() and bewerking.lukt_eens(
        lambda: _bewaar(overleg, form, bewerking.kenmerk, door), door
    ):
        return bewerking.klaar("Bewaard.", bewerking.uitkomst)
    context = {"overleg": overleg, "form": form}
    return bewerking.toon("trajecten/beheer/overleg_bewerken.html", context)


def _bewaar(overleg: Overleg, form: OverlegForm, kenmerk: str, door: Gebruiker) -> str:
    bewaard = bewaar_overleg(
        overleg=overleg,
        waarden=form.waarden,
        aanwezig=list(form.cleaned_data["aanwezig"]),
        genodigden=list(form.cleaned_data["genodigden"]),
        kenmerk=kenmerk,
        door=door,
    )
    return bewaard.get_absolute_url()


@voor_redactie
@require_safe
def werkplan_van(request: HttpRequest, pk: int) -> HttpResponse:
    """What a kennismakelaar does and by when: for herself and for who leads."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    van = get_object_or_404(Gebruiker.objects.met_recht(Recht.MAKELT), pk=pk)
    vereis_recht(mag_werkplan(door, van), NIET_UW_WERKPLAN)
    context = {"van": van, "plan": werkplan(van, timezone.localdate())}
    return render(request, "trajecten/beheer/werkplan.html", context)


OVERLEGSTAPPEN = {
    "afzeggen": Stap(
        zeg_overleg_af,
        "Overleg afzeggen",
        "Ja, zeg dit overleg af",
        "Het overleg gaat niet door. Wie was uitgenodigd, krijgt een mail.",
        Uitleg(
            "Dit overleg gaat weg. Wie was uitgenodigd, krijgt een mail die het uit de agenda "
            "haalt. Terugdraaien kan niet."
        ),
        naar=lambda _: reverse("trajecten:overleggen"),
    )
}


def _overlegzaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    door, overleg = wie_mag(request, mag_zien, NIET_ZIEN), get_object_or_404(Overleg, pk=pk)
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    return Zaak(overleg, door, str(overleg), overleg.get_absolute_url())


overlegstap = stapview(OVERLEGSTAPPEN, _overlegzaak)


STAPPEN = {
    "gedaan": Stap(
        rond_afspraak_af,
        "Is dit gedaan?",
        "Ja, dit is gedaan",
        "De afspraak is gedaan.",
        Uitleg("Hoeft het niet meer? Kies dit dan ook."),
    )
}


def _zaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    afspraak = get_object_or_404(Afspraak.objects.select_related("overleg"), pk=pk)
    vereis_recht(mag_afspraak(door, afspraak), NIET_UW_AFSPRAAK)
    adres = reverse("trajecten:overleg", args=[afspraak.overleg_id])
    return Zaak(afspraak, door, str(afspraak.overleg), adres, ondertitel=afspraak.wat)


stap = stapview(STAPPEN, _zaak)
