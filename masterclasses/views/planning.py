"""The organiser's workplace: the planning, one masterclass, and the steps with it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from gebruikers.models import Gebruiker
from masterclasses.actions import aankondigen, organiseren
from masterclasses.actions.aankondigen import ontbreekt
from masterclasses.forms.masterclass import MasterclassForm
from masterclasses.forms.stappen import (
    AfgelastenForm,
    MasterclassBeginForm,
    UitnodigForm,
    VerplaatsForm,
)
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.lezen.beheer import cijfers, met_stand, rijen, stappen, volgende
from masterclasses.lezen.planning import waarschuwingen
from masterclasses.models import Masterclass
from masterclasses.rechten import NIET_ORGANISEREN, NIET_ZIEN, mag_organiseren, mag_zien
from masterclasses.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.eenmalig import eenmalig
from werkplek.logzinnen import logzinnen
from werkplek.rijen import gepost_met_rijen
from werkplek.stap import Beletsel, Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 20


@voor_redactie
@require_safe
def planning(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    nu = timezone.now()
    alle = met_stand(Masterclass.objects.all())
    concepten = rijen(alle.filter(fase=Masterclassfase.CONCEPT).order_by("begin", "pk"))
    aangekondigd = Masterclass.objects.filter(fase=Masterclassfase.AANGEKONDIGD)
    blad = Paginator(alle.zichtbaar().voorbij(nu), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "organiseert": mag_organiseren(door),
        "komend": rijen(alle.zichtbaar().komend(nu)),
        "concepten": concepten,
        "voorbij": rijen(blad),
        "nu": nu,
        "blad": blad,
        "waarschuwingen": waarschuwingen(
            [timezone.localdate(begin) for begin in aangekondigd.values_list("begin", flat=True)],
            [(r.masterclass.titel, timezone.localdate(r.masterclass.begin)) for r in concepten],
            timezone.localdate(nu),
        ),
    }
    return render(request, "masterclasses/beheer/planning.html", context)


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    form = MasterclassBeginForm(request.POST or None)
    if form.is_valid():
        naar = eenmalig(request, lambda: _begin(form, door), door=door)
        messages.success(request, "Het concept is gemaakt. Vul hieronder de rest in.")
        return redirect(naar)
    return render(request, "masterclasses/beheer/nieuw.html", {"form": form})


def _begin(form: MasterclassBeginForm, door: Gebruiker) -> str:
    waarden = {naam: form.cleaned_data[naam] for naam in ("titel", "thema", "begin", "einde")}
    masterclass = organiseren.begin_masterclass(**waarden, door=door)
    return reverse("masterclasses:bewerken", args=[masterclass.slug])


@voor_redactie
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    qs = Masterclass.objects.select_related("thema", "organisator")
    masterclass = get_object_or_404(qs, slug=slug)
    nu, stand = timezone.now(), cijfers(masterclass)
    missend = ontbreekt(masterclass) if masterclass.fase == Masterclassfase.CONCEPT else []
    verslag = masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).exists()
    knop = volgende(masterclass, stand, compleet=not missend, verslag=verslag)
    context = {
        "masterclass": masterclass,
        "organiseert": mag_organiseren(door),
        "stand": stand,
        "ontbreekt": missend,
        "begonnen": masterclass.begin <= nu,
        "voorbij": masterclass.is_voorbij(nu),
        "verslag": verslag,
        "knop": knop,
        "knop_adres": reverse(
            f"masterclasses:{knop.route}", args=[d for d in (slug, knop.stap) if d]
        ),
        "stappen": stappen(masterclass, nu),
        "logzinnen": logzinnen(masterclass, ZINNEN),
    }
    return render(request, "masterclasses/beheer/masterclass.html", context)


@voor_redactie
def bewerk(request: HttpRequest, slug: str) -> HttpResponse:
    door = wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    if masterclass.fase == Masterclassfase.AFGELAST:
        messages.error(request, "Een afgelaste masterclass wijzigt niet meer.")
        return redirect("masterclasses:beheer", masterclass.slug)
    data, rijknop = gepost_met_rijen(request)
    form, bewerking = MasterclassForm(masterclass, data), Bewerking(request, masterclass)
    if (
        not rijknop
        and form.is_valid()
        and bewerking.lukt(lambda: _bewaar(form, bewerking.kenmerk, door))
    ):
        return bewerking.klaar("Bewaard.", "masterclasses:beheer", bewerking.uitkomst.slug)
    context = {
        "masterclass": masterclass,
        "form": form,
        "fouten": [] if rijknop else form.fouten(),
        "niet_bewaard": rijknop,
        "kan_verplaatsen": "verplaatsen" in stappen(masterclass, timezone.now()),
    }
    return bewerking.toon("masterclasses/beheer/bewerken.html", context)


def _bewaar(form: MasterclassForm, kenmerk: str, door: Gebruiker) -> Masterclass:
    return organiseren.bewerk(
        masterclass=form.masterclass,
        waarden=form.waarden,
        programma=form.delen,
        vragen=form.inschrijfvragen,
        aantallen=form.aantallen,
        kenmerk=kenmerk,
        door=door,
    )


def _aankondigen(masterclass: Masterclass) -> Uitleg:
    if missend := ontbreekt(masterclass):
        bewerken = reverse("masterclasses:bewerken", args=[masterclass.slug])
        links = [
            format_html('<a href="{}#{}">{}</a>', bewerken, plaats, capfirst(label))
            for label, plaats in missend
        ]
        return Uitleg(beletsel=Beletsel("Vul eerst dit nog in", links))
    van, tot = masterclass.aanmelden_van, masterclass.aanmelden_tot
    wanneer = f"vanaf {_moment(van)}" if van else "meteen"
    webadres = format_html('<strong class="breekbaar">{}</strong>', masterclass.get_absolute_url())
    return Uitleg(
        "De pagina van de masterclass staat daarna op de site, en in de agenda en het zoeken. "
        f"Aanmelden kan {wanneer}{f', tot {_moment(tot)}' if tot else ''}.",
        format_html(
            "Het webadres verandert daarna niet meer: {}. De dag, de tijd en de plaats wijzigt u "
            "daarna met ‘Verplaatsen’. Teksten kunt u gewoon blijven bewerken.",
            webadres,
        ),
    )


def _verplaatsen(masterclass: Masterclass) -> Uitleg:
    tot = masterclass.aanmelden_tot
    mail = _mail(
        masterclass,
        "met de nieuwe tijd en plaats. In hun agenda verschuift de afspraak vanzelf.",
    )
    return Uitleg(
        f"{mail} Ieders plek en plaats in de rij blijven zoals ze zijn. De tijden in het programma "
        "wijzigt u daarna zelf.",
        f"Aanmelden kan tot {_moment(tot)}. Komt de masterclass eerder, dan kan het tot het begin."
        if tot
        else "",
    )


def _afgelasten(masterclass: Masterclass) -> Uitleg:
    mail = _mail(masterclass, "met uw reden. De afspraak gaat uit hun agenda, en hun plek vervalt.")
    return Uitleg(
        f"De masterclass gaat niet door. {mail}",
        "De pagina blijft staan en zegt dat de masterclass niet doorgaat. Terugdraaien kan niet. "
        "Een kopie maken kan wel.",
    )


def _mail(masterclass: Masterclass, waarover: str) -> str:
    """Who gets a mail about the step."""
    aantal = cijfers(masterclass).lopend
    if not aantal:
        return "Er is nog niemand aangemeld. Er gaat dus geen mail uit."
    wie = "1 persoon krijgt" if aantal == 1 else f"{aantal} mensen krijgen"
    return f"{wie} een mail {waarover}"


def _moment(op: datetime) -> str:
    return f"{date_format(timezone.localtime(op), 'j F Y, G.i')} uur"


STAPPEN = {
    "aankondigen": Stap(
        aankondigen.kondig_aan,
        "Aankondigen",
        "Ja, kondig aan",
        "De masterclass is aangekondigd.",
        _aankondigen,
    ),
    "verplaatsen": Stap(
        aankondigen.verplaats,
        "Verplaatsen",
        "Verplaats en mail iedereen",
        "De masterclass is verplaatst.",
        _verplaatsen,
        lambda masterclass, data: VerplaatsForm(data, masterclass=masterclass),
    ),
    "afgelasten": Stap(
        aankondigen.gelast_af,
        "Afgelasten",
        "Ja, gelast af",
        "De masterclass is afgelast.",
        _afgelasten,
        lambda _rij, data: AfgelastenForm(data),
    ),
    "kopieren": Stap(
        organiseren.kopieer,
        "Kopiëren",
        "Maak de kopie",
        "Dit is de kopie. Kijk de dag, de tijd en de teksten na.",
        Uitleg(
            "U krijgt een nieuw concept met dezelfde teksten, hetzelfde programma, dezelfde vragen "
            "en evenveel plekken. De dag staat op twee maanden later, op dezelfde tijd. Kijk die "
            "na.",
            "Deelnemers, het verslag en het webadres om online mee te doen gaan niet mee.",
        ),
        naar=lambda kopie: reverse("masterclasses:bewerken", args=[kopie.slug]),
    ),
    "verwijderen": Stap(
        aankondigen.verwijder,
        "Concept weggooien",
        "Ja, gooi weg",
        "Het concept is weggegooid.",
        Uitleg(
            "Het concept is dan weg, met het programma en de vragen. Terughalen kan niet. Niemand "
            "was aangemeld."
        ),
        naar=lambda _weg: reverse("masterclasses:planning"),
    ),
}


def _zaak(request: HttpRequest, _stap: str, slug: str) -> Zaak:
    door = wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    begin, einde = timezone.localtime(masterclass.begin), timezone.localtime(masterclass.einde)
    return Zaak(
        masterclass,
        door,
        masterclass.titel,
        reverse("masterclasses:beheer", args=[slug]),
        ondertitel=format_html(
            "{}<br>{} tot {} uur",
            masterclass.titel,
            date_format(begin, "l j F Y, G.i"),
            date_format(einde, "G.i"),
        ),
        mogelijk=stappen(masterclass, timezone.now()),
        niet_nu="Dat kan nu niet. Kijk hoe de masterclass er nu voor staat.",
    )


stap = stapview(STAPPEN, _zaak)


@voor_redactie
def uitnodigen(request: HttpRequest, slug: str) -> HttpResponse:
    door = wie_mag(request, mag_organiseren, NIET_ORGANISEREN)
    masterclass = get_object_or_404(Masterclass, slug=slug)
    kan = "afgelasten" in stappen(masterclass, timezone.now())
    form = UitnodigForm(gepost(request))
    if form.is_valid():
        nieuw, bekend = aankondigen.nodig_uit(
            masterclass=masterclass,
            adressen=form.cleaned_data["adressen"],
            tekst=form.cleaned_data["tekst"],
            door=door,
        )
        _zeg_wie(request, nieuw, bekend)
        return redirect(request.path)
    aangemeld = masterclass.aanmeldingen.lopend().filter(uitgenodigd=True)
    adressen = set(masterclass.aanmeldingen.lopend().values_list("email", flat=True))
    uitgenodigd = list(masterclass.uitnodigingen.select_related("verstuurd_door"))
    context = {
        "masterclass": masterclass,
        "kan": kan,
        "form": form,
        "uitnodigingen": [
            (uitnodiging, uitnodiging.email in adressen) for uitnodiging in uitgenodigd
        ],
        "aangemeld": aangemeld.count(),
    }
    return render(request, "masterclasses/beheer/uitnodigen.html", context)


def _zeg_wie(request: HttpRequest, nieuw: list[str], bekend: list[str]) -> None:
    """Say how many were invited, and who was skipped."""
    if nieuw:
        wie = "1 persoon krijgt" if len(nieuw) == 1 else f"{len(nieuw)} mensen krijgen"
        messages.success(request, f"{wie} een uitnodiging.")
    if bekend:
        messages.warning(
            request, f"Overgeslagen, want al uitgenodigd of aangemeld: {', '.join(bekend)}."
        )
