"""The page of a step with many innovaties: which, what it does, and afterwards what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from basis.fouten import vereis_recht
from basis.tekst import als_nummer
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.beoordelen import NIET_ARCHIVEREN, archiveer
from redactie.actions.gegevens import wijzig_gegevens
from redactie.actions.navragen import vraag_opnieuw
from redactie.actions.samen import doe_samen, herinner
from redactie.forms.samen import ArchiefredenForm, DeadlineForm, KennismakelaarForm
from redactie.lezen.gegevens import gegevens_van_alle
from redactie.lezen.versies import NIEUWSTE_EERST
from redactie.rechten import NIET_OVERDRAGEN, mag_archiveren, mag_overdragen, zichtbaar_voor
from werkplek.stap import gepost
from werkplek.toegang import gebruiker_van, voor_redactie

MEESTE = 100
"""So many at once: each is a transaction, and may be a mail."""

Gelezen = Mapping[str, str]


@dataclass(frozen=True)
class Samenstap:
    """A step with many: what it is called, asks and does with one, and who may."""

    kop: str
    ja: str
    uitleg: str
    gedaan: str
    doe: Callable[..., object]
    form: type[forms.Form] = forms.Form
    mag: Callable[[Gebruiker], bool] = mag_overdragen
    niet: str = NIET_OVERDRAGEN


def _wijzig(innovatie: Innovatie, gelezen: Gelezen, door: Gebruiker, **anders: Any) -> object:
    kenmerk = gelezen.get(str(innovatie.pk), "")
    return wijzig_gegevens(innovatie=innovatie, kenmerk=kenmerk, door=door, **anders)


def _herinner(innovatie: Innovatie, _gelezen: Gelezen, door: Gebruiker) -> object:
    return herinner(innovatie=innovatie, door=door)


def _vraag(innovatie: Innovatie, _gelezen: Gelezen, door: Gebruiker) -> object:
    return vraag_opnieuw(innovatie=innovatie, door=door)


def _archiveer(innovatie: Innovatie, _gelezen: Gelezen, door: Gebruiker, *, reden: str) -> object:
    return archiveer(innovatie=innovatie, reden=reden, door=door)


STAPPEN = {
    "overdragen": Samenstap(
        "Draag over",
        "Ja, draag over",
        "De nieuwe kennismakelaar en wie het was, krijgen een mail.",
        "Overgedragen",
        _wijzig,
        KennismakelaarForm,
    ),
    "deadline": Samenstap(
        "Zet een deadline",
        "Zet de deadline",
        "De deadline staat in de tabel, en twee weken vooraf in ‘Mijn werk’ van de kennismakelaar.",
        "Deadline gezet",
        _wijzig,
        DeadlineForm,
    ),
    "herinneren": Samenstap(
        "Stuur een herinnering",
        "Ja, stuur de herinnering",
        "Wie aan zet is, krijgt een mail: van een concept of aanvulling de schrijvers, en anders "
        "de beoordelaar.",
        "Herinnerd",
        _herinner,
    ),
    "klopt-nog": Samenstap(
        "Vraag of het nog klopt",
        "Ja, stuur de vraag",
        "De contactpersoon van elke beschrijving krijgt de vraag, ook als dat nog niet hoefde.",
        "Gevraagd",
        _vraag,
    ),
    "archiveren": Samenstap(
        "Naar het archief",
        "Ja, zet in het archief",
        "De beschrijvingen gaan van de site. De adressen blijven werken en tonen uw reden.",
        "In het archief",
        _archiveer,
        ArchiefredenForm,
        mag_archiveren,
        NIET_ARCHIVEREN,
    ),
}
"""The steps, by the name in their address, in the order of their buttons."""


def stappen_voor(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """The names and headings of the steps that `gebruiker` may take."""
    return [(naam, stap.kop) for naam, stap in STAPPEN.items() if stap.mag(gebruiker)]


def _gekozen(request: HttpRequest, door: Gebruiker) -> list[tuple[Innovatie, str]]:
    """The innovaties that were chosen and `door` may see, each with its newest title, in order."""
    lijst = request.POST if request.method == "POST" else request.GET
    pks = {als_nummer(een) for een in lijst.getlist("kies")}
    laatste = Beschrijving.objects.filter(innovatie=OuterRef("pk")).order_by(*NIEUWSTE_EERST)
    rijen = Innovatie.objects.filter(pk__in=list(pks)[:MEESTE], versies__in=zichtbaar_voor(door))
    met_titel: Any = rijen.distinct().annotate(titel=Subquery(laatste.values("titel")[:1]))
    gevonden = met_titel.select_related("organisatie", "kennismakelaar").order_by(
        OpAlfabet("titel"), "pk"
    )
    return [(rij, rij.titel) for rij in gevonden]


def _lijst(request: HttpRequest) -> str:
    """What was asked of the desk where the choice was made, to come back to."""
    gestuurd = request.POST if request.method == "POST" else request.GET
    lijst = QueryDict(gestuurd.get("lijst", ""), mutable=True)
    lijst.pop("alles", None)
    return lijst.urlencode()


@voor_redactie
def stap(request: HttpRequest, stap: str) -> HttpResponse:
    """Ask before a step with all that were chosen; take it, and say of each refused one why."""
    door = gebruiker_van(request)
    if stap not in STAPPEN:
        raise Http404
    gekozen, te_doen = STAPPEN[stap], _gekozen(request, door)
    vereis_recht(gekozen.mag(door), gekozen.niet)
    lijst = _lijst(request)
    bureau = f"{reverse('redactie:beschrijvingen')}?{lijst}"
    if not te_doen:
        messages.error(request, "Zet eerst een vinkje bij een of meer beschrijvingen.")
        return redirect(bureau)
    form = gekozen.form(gepost(request))
    context = {"stap": gekozen, "form": form, "lijst": lijst, "bureau": bureau}
    if form.is_valid():
        gelezen = {str(rij.pk): request.POST.get(f"kenmerk-{rij.pk}", "") for rij, _ in te_doen}
        uitkomst = doe_samen(
            te_doen, lambda rij: gekozen.doe(rij, gelezen, door, **form.cleaned_data)
        )
        status = 200 if uitkomst.gedaan else 409
        context |= {"uitkomst": uitkomst}
        return render(request, "redactie/samen_gedaan.html", context, status=status)
    if request.method == "POST":
        gelezen = {str(rij.pk): request.POST.get(f"kenmerk-{rij.pk}", "") for rij, _ in te_doen}
    else:
        nu = gegevens_van_alle(rij for rij, _ in te_doen)
        gelezen = {str(pk): gegevens.kenmerk for pk, gegevens in nu.items()}
    context["te_doen"] = [(rij.pk, titel, gelezen[str(rij.pk)]) for rij, titel in te_doen]
    return render(request, "redactie/samen.html", context, status=409 if form.is_bound else 200)
