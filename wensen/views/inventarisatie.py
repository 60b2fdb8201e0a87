"""Sending a questionnaire, and what came out of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from basis.bestanden import bijlage
from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from organisaties.models import Organisatie
from vinden.paginacache import publiek
from wensen.actions import inventarisatie as acties
from wensen.actions.vragenlijst import zonder_antwoorden
from wensen.berichten import proef_vragenlijst
from wensen.forms.inventarisatie import (
    InventarisatieBeginForm,
    InventarisatieForm,
    OntvangersForm,
    nieuwe_namen,
)
from wensen.forms.vragenlijst import VragenlijstForm
from wensen.lezen.inventarisatie import (
    HERINNERINGEN,
    Inventarisatiefase,
    is_te_herinneren,
    stand,
    stappen,
)
from wensen.lezen.tegenspraak import tegenspraak
from wensen.lezen.uitkomst import MINSTENS, elders, lees
from wensen.models import Antwoordregel, Inventarisatie, Uitvraag
from wensen.uitvoer.antwoordtabel import als_xlsx
from wensen.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.boven import PLANNING
from werkplek.eenmalig import eenmalig
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_ANTWOORDEN, NIET_STUREN, mag_antwoorden, mag_sturen, mag_wensen
from werkplek.rijen import gepost_met_rijen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag

VOORBEELD = "een voorbeeldorganisatie"
NIET_NU = "Dat kan nu niet. Kijk hoe de inventarisatie er nu voor staat."
WORDT = {"wens": Soort.GEWENST, "beschrijving": Soort.BESTAAND}


def _uitvragen(inventarisatie: Inventarisatie) -> list[Uitvraag]:
    return list(inventarisatie.uitvragen.select_related("organisatie", "regio"))


@publiek
@require_safe
def uitkomst(request: HttpRequest, slug: str) -> HttpResponse:
    openbaar = Inventarisatie.objects.filter(gepubliceerd_op__isnull=False)
    inventarisatie = get_object_or_404(openbaar, slug=slug)
    gelezen = lees(inventarisatie, _uitvragen(inventarisatie), openbaar=True)
    context = {
        "inventarisatie": inventarisatie,
        "uitkomst": gelezen,
        "elders": elders(inventarisatie),
        "regels": list(inventarisatie.uitkomsten.all()),
        "minstens": MINSTENS,
    }
    return render(request, "wensen/inventarisatie.html", context)


@voor_redactie
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_antwoorden, NIET_ANTWOORDEN)
    vandaag = timezone.localdate()
    alle = Inventarisatie.objects.annotate(
        gevraagd=Count("uitvragen", filter=Q(uitvragen__verstuurd_op__isnull=False)),
        ingeleverd=Count("uitvragen", filter=Q(uitvragen__ingediend_op__isnull=False)),
    )
    context = {
        "rijen": [(inventarisatie, stand(inventarisatie, vandaag)) for inventarisatie in alle],
        "stuurt": mag_sturen(door),
        "planning": PLANNING(),
    }
    return render(request, "wensen/beheer/inventarisaties.html", context)


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    form = InventarisatieBeginForm(gepost(request))
    if form.is_valid():
        naar = eenmalig(request, lambda: _begin(form, door), door=door)
        messages.success(request, "Het concept is gemaakt. Kijk de gebieden en de inleiding na.")
        return redirect(naar)
    return render(request, "wensen/beheer/inventarisatie_nieuw.html", {"form": form})


def _begin(form: InventarisatieBeginForm, door: Gebruiker) -> str:
    inventarisatie = acties.begin(**form.cleaned_data, door=door)
    return reverse("wensen:inventarisatie_bewerken", args=[inventarisatie.pk])


@voor_redactie
@require_safe
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_antwoorden, NIET_ANTWOORDEN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    vandaag, uitvragen = timezone.localdate(), _uitvragen(inventarisatie)
    gelezen = lees(inventarisatie, uitvragen, openbaar=False)
    mogelijk = stappen(inventarisatie, uitvragen, vandaag)
    context = {
        "inventarisatie": inventarisatie,
        "stand": stand(inventarisatie, vandaag),
        "uitvragen": uitvragen,
        "uitkomst": gelezen,
        "elders": elders(inventarisatie),
        "regels": list(inventarisatie.uitkomsten.all()),
        "stappen": [(stap, KOPPEN[stap]) for stap in mogelijk] if mag_sturen(door) else [],
        "stuurt": mag_sturen(door),
        "maakt": mag_wensen(door),
        "logzinnen": logzinnen(inventarisatie, ZINNEN),
    }
    return render(request, "wensen/beheer/inventarisatie.html", context)


@voor_redactie
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    data, rijknop = gepost_met_rijen(request)
    form = InventarisatieForm(inventarisatie, data)
    bewerking = Bewerking(request, inventarisatie, acties.INHOUD)
    if (
        not rijknop
        and form.is_valid()
        and bewerking.lukt(lambda: _bewaar(form, bewerking.kenmerk, door))
    ):
        return bewerking.klaar("Bewaard.", "wensen:inventarisatie_beheer", pk)
    context = {
        "inventarisatie": inventarisatie,
        "form": form,
        "fouten": [] if rijknop else form.fouten(),
        "niet_bewaard": rijknop,
    }
    return bewerking.toon("wensen/beheer/inventarisatie_bewerken.html", context)


def _bewaar(form: InventarisatieForm, kenmerk: str, door: Gebruiker) -> None:
    acties.bewerk(
        inventarisatie=form.inventarisatie,
        waarden=form.waarden,
        gebieden=form.nieuwe_gebieden,
        kenmerk=kenmerk,
        door=door,
    )


def _versturen(inventarisatie: Inventarisatie) -> Uitleg:
    nieuw = [u for u in inventarisatie.uitvragen.all() if u.verstuurd_op is None]
    tot = date_format(inventarisatie.einde, "l j F Y")
    vast = "De gebieden en vragen kunnen daarna niet meer anders. Ontvangers toevoegen kan wel."
    inleiding = format_html(
        "Er is nog geen inleiding. Die staat in de mail en boven de vragenlijst. "
        '<a href="{}">Schrijf haar eerst</a>.',
        reverse("wensen:inventarisatie_bewerken", args=[inventarisatie.pk]),
    )
    return Uitleg(
        f"Invullen kan tot en met {tot}. In de laatste week krijgt wie nog niet inleverde, vanzelf "
        "een herinnering.",
        "" if inventarisatie.geopend_op else vast,
        kern=f"{_krijgen(len(nieuw))} een mail met een eigen link.",
        let_op="" if inventarisatie.inleiding else inleiding,
        punten=[
            format_html('{}: <span class="breekbaar">{}</span>', u.organisatie, u.email)
            for u in nieuw
        ],
    )


def _herinneren(inventarisatie: Inventarisatie) -> Uitleg:
    vandaag = timezone.localdate()
    wie = [u for u in inventarisatie.uitvragen.all() if is_te_herinneren(u, vandaag)]
    return Uitleg(
        f"Een organisatie krijgt er hoogstens {HERINNERINGEN}, met ten minste een week ertussen. "
        "Wie inleverde, krijgt er geen.",
        kern=f"{_krijgen(len(wie))} een herinnering.",
        punten=[
            f"{u.organisatie} (begonnen)" if u.begonnen_op else str(u.organisatie) for u in wie
        ],
    )


def _krijgen(aantal: int) -> str:
    return "1 organisatie krijgt" if aantal == 1 else f"{aantal} organisaties krijgen"


def _sluiten(inventarisatie: Inventarisatie) -> Uitleg:
    uitvragen = inventarisatie.uitvragen.all()
    ingeleverd = sum(1 for uitvraag in uitvragen if uitvraag.ingediend_op)
    gevraagd = sum(1 for uitvraag in uitvragen if uitvraag.verstuurd_op)
    return Uitleg(
        "Alleen wat is ingeleverd, telt mee. Bij ‘Bewerken’ kunt u later een nieuwe einddatum "
        "kiezen, zolang de uitkomst niet op de site staat.",
        kern=f"Niemand kan daarna nog iets invullen. Ingeleverd: {ingeleverd} van {gevraagd} "
        "organisaties.",
    )


def _publiceren(inventarisatie: Inventarisatie) -> Uitleg:
    bewerken = reverse("wensen:inventarisatie_bewerken", args=[inventarisatie.pk])
    kort = format_html(
        "U schreef nog niet wat er in het kort uitkwam. "
        '<a href="{}#kop-uitkomst">Schrijf dat eerst</a>, of later.',
        bewerken,
    )
    return Uitleg(
        "Teksten van organisaties komen niet op de site. Groepen van minder dan "
        f"{MINSTENS} organisaties staan er niet apart. Nieuwe antwoorden komen er niet meer bij.",
        kern=f"Iedereen ziet daarna de aantallen op {inventarisatie.get_absolute_url()}.",
        weetje="" if inventarisatie.uitkomst else kort,
    )


STAPPEN = {
    "versturen": Stap(
        acties.verstuur,
        "Vragenlijst versturen",
        "Ja, verstuur",
        "De vragenlijst gaat op weg.",
        _versturen,
    ),
    "herinneren": Stap(
        acties.herinner,
        "Herinnering sturen",
        "Ja, herinner hen",
        "De herinneringen gaan op weg.",
        _herinneren,
    ),
    "sluiten": Stap(
        acties.sluit,
        "Vragenlijst sluiten",
        "Ja, sluit",
        "De vragenlijst is gesloten.",
        _sluiten,
    ),
    "publiceren": Stap(
        acties.publiceer,
        "Uitkomst op de site zetten",
        "Ja, zet op de site",
        "De uitkomst staat op de site.",
        _publiceren,
    ),
    "verwijderen": Stap(
        acties.verwijder,
        "Concept weggooien",
        "Ja, gooi weg",
        "Het concept is weggegooid.",
        Uitleg(
            kern="Het concept is dan weg, met de gebieden en de ontvangers. Terughalen kan niet. "
            "Er is nog niets verstuurd."
        ),
        naar=lambda _weg: reverse("wensen:inventarisaties"),
    ),
}


KOPPEN = {"ontvangers": "Ontvangers"} | {naam: stap.kop for naam, stap in STAPPEN.items()}


def _zaak(request: HttpRequest, _stap: str, pk: int) -> Zaak:
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    met_organisatie = Prefetch("uitvragen", Uitvraag.objects.select_related("organisatie"))
    inventarisatie = get_object_or_404(
        Inventarisatie.objects.prefetch_related(met_organisatie), pk=pk
    )
    uitvragen = list(inventarisatie.uitvragen.all())
    return Zaak(
        inventarisatie,
        door,
        str(inventarisatie),
        reverse("wensen:inventarisatie_beheer", args=[pk]),
        mogelijk=stappen(inventarisatie, uitvragen, timezone.localdate()),
        niet_nu=NIET_NU,
    )


stap = stapview(STAPPEN, _zaak)


@voor_redactie
def ontvangers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets the questionnaire: lines of text, which become organisations."""
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    uitvragen = _uitvragen(inventarisatie)
    if "ontvangers" not in stappen(inventarisatie, uitvragen, timezone.localdate()):
        messages.error(request, NIET_NU)
        return redirect("wensen:inventarisatie_beheer", pk)
    actie = request.POST.get("actie", "")
    form = OntvangersForm(gepost(request))
    context: dict[str, Any] = {
        "inventarisatie": inventarisatie,
        "form": form,
        "uitvragen": uitvragen,
        "fouten": [],
        "nieuw": [],
        "gevonden": None,
        "loopt": stand(inventarisatie, timezone.localdate()) == Inventarisatiefase.LOOPT,
    }
    if actie.startswith("weg:"):
        nummer = als_nummer(actie.removeprefix("weg:"))
        acties.haal_ontvanger_weg(inventarisatie=inventarisatie, nummer=nummer, door=door)
        messages.success(request, "De ontvanger is weggehaald.")
        return redirect(request.path)
    if form.is_valid():
        regels = form.cleaned_data["regels"]
        if actie in ("zoek", "kies"):
            context["gevonden"] = form.gevonden(inventarisatie)
            regels = form.met_gekozen() if actie == "kies" else regels
        elif _voeg_toe(request, inventarisatie, form, door, context):
            return redirect(request.path)
        context["form"] = OntvangersForm(initial={**form.cleaned_data, "regels": regels})
    status = 409 if context["fouten"] or context["nieuw"] else 200
    return render(request, "wensen/beheer/inventarisatie_ontvangers.html", context, status=status)


def _voeg_toe(
    request: HttpRequest,
    inventarisatie: Inventarisatie,
    form: OntvangersForm,
    door: Gebruiker,
    context: dict[str, Any],
) -> bool:
    """Whether the lines were added; else `context` says why not."""
    regels, nieuw = form.cleaned_data["regels"], form.nieuw
    try:
        aantal = acties.voeg_ontvangers_toe(
            inventarisatie=inventarisatie, tekst=regels, nieuw=nieuw, door=door
        )
    except acties.OntvangersNietGoed as reden:
        context["fouten"] = reden.gelezen.fouten
        context["nieuw"] = nieuwe_namen(reden.gelezen.te_vragen(nieuw), nieuw)
        return False
    wie = "1 ontvanger is" if aantal == 1 else f"{aantal} ontvangers zijn"
    messages.success(request, f"{wie} toegevoegd. Er is nog niets verstuurd.")
    return True


@voor_redactie
def voorbeeld(request: HttpRequest, pk: int) -> HttpResponse:
    """The questionnaire as an organisation will see it, to try: nothing of it is saved."""
    door = wie_mag(request, mag_sturen, NIET_STUREN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    uitvraag = Uitvraag(
        inventarisatie=inventarisatie, organisatie=Organisatie(naam=VOORBEELD), email=door.email
    )
    if request.POST.get("actie") == "mail":
        with transaction.atomic():
            proef_vragenlijst(uitvraag, f"{settings.SITE_URL}{request.path}")
        messages.success(request, f"De proefmail gaat naar {door.email}.")
        return redirect(request.path)
    leeg = zonder_antwoorden(inventarisatie)
    form = VragenlijstForm(uitvraag, leeg, gepost(request))
    ingevuld = {**leeg, **form.goed} if form.is_bound else leeg
    context = {
        "uitvraag": uitvraag,
        "inventarisatie": inventarisatie,
        "form": form,
        "fouten": form.fouten() if form.is_bound else [],
        "tegenspraak": list(tegenspraak(ingevuld, form.lijst)),
        "beproefd": form.is_bound,
    }
    return render(request, "wensen/beheer/inventarisatie_voorbeeld.html", context)


@voor_redactie
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    wie_mag(request, mag_sturen, NIET_STUREN)
    inventarisatie = get_object_or_404(Inventarisatie, pk=pk)
    return bijlage(als_xlsx(inventarisatie), f"antwoorden-{inventarisatie.slug}.xlsx")


@voor_redactie
@require_POST
def maak(request: HttpRequest, pk: int, wordt: str) -> HttpResponse:
    door = wie_mag(request, mag_antwoorden, NIET_ANTWOORDEN)
    if wordt not in WORDT:
        raise Http404
    antwoord = get_object_or_404(Antwoordregel.objects.select_related("uitvraag"), pk=pk)
    acties.maak_innovatie(antwoord=antwoord, wordt=WORDT[wordt], door=door)
    messages.success(request, "Het concept is gemaakt. De link staat bij het antwoord.")
    pagina = reverse("wensen:inventarisatie_beheer", args=[antwoord.uitvraag.inventarisatie_id])
    return redirect(f"{pagina}#antwoord-{antwoord.pk}")
