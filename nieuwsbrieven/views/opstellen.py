"""Making an edition."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.fouten import vereis_recht
from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from nieuwsbrieven.actions import kwartaaloverzicht, meelezen, opstellen
from nieuwsbrieven.actions.opstellen import RICHTINGEN, TELLER
from nieuwsbrieven.forms.opstellen import AkkoordForm, BlokForm, EditieBeginForm, EditieForm
from nieuwsbrieven.keuzelijsten import Editiesoort, Editiestatus
from nieuwsbrieven.lezen import beheer
from nieuwsbrieven.lezen.voorstellen import sinds
from nieuwsbrieven.lezen.voorstellen import voorstellen as alle_voorstellen
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.rechten import NIET_MAKEN, NIET_ZIEN, mag_maken, mag_zien
from nieuwsbrieven.zinnen import ZINNEN
from werkplek.bewerken import Bewerking
from werkplek.eenmalig import eenmalig
from werkplek.logzinnen import logzinnen
from werkplek.stap import Stap, Uitleg, Zaak, gepost, stapview
from werkplek.toegang import voor_redactie, wie_mag

PER_PAGINA = 20


def _haal(request: HttpRequest, pk: int) -> tuple[Gebruiker, Editie]:
    """Who asks, and the edition that they may look at."""
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    qs = Editie.objects.select_related("gemaakt_door", "gewijzigd_door", "akkoord_door")
    return door, get_object_or_404(qs.defer("stukken"), pk=pk)


def _te_maken(request: HttpRequest, pk: int) -> tuple[Gebruiker, Editie]:
    """Who asks, and the concept that they may change."""
    door, editie = _haal(request, pk)
    vereis_recht(mag_maken(door), NIET_MAKEN)
    return door, editie


@voor_redactie
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    verzonden = Editie.objects.filter(status=Editiestatus.VERZONDEN).openbaar()
    verzonden = verzonden.defer("stukken", "inleiding")
    blad = Paginator(verzonden, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "maakt": mag_maken(door),
        "stand": beheer.stand(timezone.now()),
        "blad": blad,
    }
    return render(request, "nieuwsbrieven/beheer/overzicht.html", context)


@voor_redactie
def begin(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_maken, NIET_MAKEN)
    if request.POST.get("soort") == Editiesoort.OVERZICHT:
        editie = kwartaaloverzicht.maak_overzicht(door=door)
        messages.success(request, "Het overzicht is klaargezet. Kijk na wat erin staat.")
        return redirect("nieuwsbrieven:bewerken", editie.pk)
    form = EditieBeginForm(request.POST or None)
    if form.is_valid():
        return redirect(eenmalig(request, lambda: _begin(form, door), door=door))
    return render(request, "nieuwsbrieven/beheer/nieuw.html", {"form": form})


def _begin(form: EditieBeginForm, door: Gebruiker) -> str:
    onderwerp = form.cleaned_data["onderwerp"]
    editie = opstellen.begin_editie(soort=Editiesoort.GEWOON, onderwerp=onderwerp, door=door)
    return reverse("nieuwsbrieven:voorstellen", args=[editie.pk])


@voor_redactie
def bewerk(request: HttpRequest, pk: int) -> HttpResponse:
    door, editie = _haal(request, pk)
    if request.method != "POST":
        if mag_maken(door) and editie.status == Editiestatus.CONCEPT:
            return _toon_concept(Bewerking(request, editie, TELLER), editie, EditieForm(editie))
        return _lees(request, editie, door)
    vereis_recht(mag_maken(door), NIET_MAKEN)
    form, bewerking = EditieForm(editie, request.POST), Bewerking(request)
    if form.is_valid() and bewerking.lukt(lambda: _doe(bewerking, editie, form, door)):
        return redirect(bewerking.uitkomst)
    return _toon_concept(bewerking, editie, form)


@transaction.atomic
def _doe(bewerking: Bewerking, editie: Editie, form: EditieForm, door: Gebruiker) -> str:
    """Save the texts and do what the button asks; return the address to go on at."""
    request, kenmerk = bewerking.request, bewerking.kenmerk
    actie, _, rest = request.POST.get("actie", "").partition(":")
    deel = als_nummer(rest)
    opstellen.wijzig(editie=editie, waarden=form.waarden, kenmerk=kenmerk, door=door)
    hier = reverse("nieuwsbrieven:bewerken", args=[editie.pk])
    if actie in RICHTINGEN:
        opstellen.verplaats(editie=editie, pk=deel, waarheen=actie, door=door)
        return f"{hier}?deel={deel}&knop={actie}"
    if actie == "deel":
        return reverse("nieuwsbrieven:blok", args=[editie.pk, deel])
    if actie == "weg":
        weg = opstellen.haal_weg(editie=editie, pk=deel, door=door)
        messages.success(request, f"Weggehaald: {weg}.")
        return f"{hier}#blokken"
    if actie == "meelezen":
        collega = form.cleaned_data["collega"]
        meelezen.vraag_meelezen(editie=editie, collega=collega, door=door)
        messages.success(request, f"{collega} krijgt een mail met een link naar het voorbeeld.")
    elif actie in ("voorstellen", "blok_nieuw", "voorbeeld"):
        return reverse(f"nieuwsbrieven:{actie}", args=[editie.pk])
    else:
        messages.success(request, "Bewaard.")
    return hier


def _toon_concept(bewerking: Bewerking, editie: Editie, form: EditieForm) -> HttpResponse:
    """The compose page; with what was refused, and the text of who saved first."""
    request = bewerking.request
    delen = beheer.delen(editie, request.GET.get("deel", ""), _knop(request))
    context = {
        "editie": editie,
        "form": form,
        "delen": delen,
        "verplaatst": next((deel for deel in delen if deel.focus), None),
        "logzinnen": logzinnen(editie, ZINNEN),
    }
    return bewerking.toon("nieuwsbrieven/beheer/bewerken.html", context)


def _knop(request: HttpRequest) -> str:
    knop = request.GET.get("knop", "")
    return knop if knop in RICHTINGEN else ""


def _lees(request: HttpRequest, editie: Editie, door: Gebruiker) -> HttpResponse:
    """The page of an edition that changes no more, or for who only looks."""
    open_concept = editie.status == Editiestatus.CONCEPT
    context = {
        "editie": editie,
        "maakt": mag_maken(door),
        "delen": beheer.delen(editie),
        "vraagt_akkoord": open_concept
        and editie.vier_ogen
        and not editie.akkoord_op
        and not meelezen.schreef(editie, door),
        "logzinnen": logzinnen(editie, ZINNEN),
    }
    return render(request, "nieuwsbrieven/beheer/lezen.html", context)


@voor_redactie
def voorstellen(request: HttpRequest, pk: int) -> HttpResponse:
    door, editie = _te_maken(request, pk)
    if request.method == "POST":
        gekozen = set(request.POST.getlist("adres"))
        opgenomen = opstellen.neem_op(editie=editie, adressen=gekozen, door=door)
        _zeg_wat(request, len(gekozen), len(opgenomen))
        return redirect("nieuwsbrieven:bewerken", editie.pk)
    if editie.status != Editiestatus.CONCEPT:
        return redirect("nieuwsbrieven:bewerken", editie.pk)
    nu = timezone.now()
    context = {
        "editie": editie,
        "groepen": alle_voorstellen(editie, nu),
        "sinds": sinds(editie.soort, nu),
    }
    return render(request, "nieuwsbrieven/beheer/voorstellen.html", context)


def _zeg_wat(request: HttpRequest, gekozen: int, opgenomen: int) -> None:
    """Say how many were taken up, and that some were not there any more."""
    if opgenomen:
        wat = "1 bericht" if opgenomen == 1 else f"{opgenomen} berichten"
        messages.success(request, f"Opgenomen: {wat}.")
    if gekozen > opgenomen:
        wat = "1 keuze" if gekozen - opgenomen == 1 else f"{gekozen - opgenomen} keuzes"
        messages.warning(
            request, f"Overgeslagen: {wat}. Die stond er al in, of staat niet meer op de site."
        )


@voor_redactie
def blok_nieuw(request: HttpRequest, pk: int) -> HttpResponse:
    door, editie = _te_maken(request, pk)
    form = BlokForm(editie, data=gepost(request), files=request.FILES or None)
    bewerking = Bewerking(request, editie, TELLER)
    if form.is_valid() and bewerking.lukt_eens(lambda: _voeg_toe(editie, form, door), door):
        messages.success(request, f"Toegevoegd: {form.waarden['titel']}.")
        return redirect(bewerking.uitkomst)
    return _toon_blok(bewerking, editie, form)


def _voeg_toe(editie: Editie, form: BlokForm, door: Gebruiker) -> str:
    opstellen.voeg_blok_toe(editie=editie, waarden=form.waarden, afbeelding=form.beeld, door=door)
    return reverse("nieuwsbrieven:bewerken", args=[editie.pk])


@voor_redactie
def blok(request: HttpRequest, pk: int, blok: int) -> HttpResponse:
    door, editie = _te_maken(request, pk)
    deel = get_object_or_404(editie.blokken, pk=blok)
    form = BlokForm(editie, deel, gepost(request), request.FILES or None)
    bewerking = Bewerking(request, editie, TELLER)
    if form.is_valid() and bewerking.lukt(
        lambda: opstellen.wijzig_blok(
            blok=deel,
            waarden=form.waarden,
            afbeelding=form.beeld,
            kenmerk=bewerking.kenmerk,
            door=door,
        )
    ):
        return bewerking.klaar("Bewaard.", "nieuwsbrieven:bewerken", editie.pk)
    return _toon_blok(bewerking, editie, form)


def _toon_blok(bewerking: Bewerking, editie: Editie, form: BlokForm) -> HttpResponse:
    """The form of one part; with what was refused, and what was saved there first."""
    if editie.status != Editiestatus.CONCEPT and not form.is_bound:
        return redirect("nieuwsbrieven:bewerken", editie.pk)
    context = {
        "editie": editie,
        "form": form,
        "blok": form.blok,
        "fouten": form.fouten() if form.is_bound else [],
        "beeld": _beeldadres(form.blok),
    }
    return bewerking.toon("nieuwsbrieven/beheer/blok.html", context)


def _beeldadres(blok: Blok) -> str:
    if not blok.afbeelding:
        return ""
    naam = PurePosixPath(blok.afbeelding.name or "").name
    return reverse("nieuwsbrieven:beeld", args=[blok.pk, naam])


STAPPEN = {
    "akkoord": Stap(
        meelezen.geef_akkoord,
        "Akkoord geven",
        "Ja, akkoord",
        "U bent akkoord. Wie de nieuwsbrief schreef, krijgt een mail.",
        Uitleg(
            "U las het voorbeeld en vindt dat deze nieuwsbrief zo weg kan. Wie haar schreef, "
            "krijgt daarvan een mail."
        ),
        AkkoordForm,
        terug_na_weigering="Terug naar de nieuwsbrief",
        naar=lambda editie: reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]),
    ),
    "verwijderen": Stap(
        opstellen.verwijder,
        "Concept weggooien",
        "Ja, gooi weg",
        "De nieuwsbrief is weggegooid.",
        Uitleg(
            "De nieuwsbrief is dan weg, met alle berichten en afbeeldingen. Terughalen kan niet."
        ),
        terug_na_weigering="Terug naar de nieuwsbrief",
        naar=lambda _weg: reverse("nieuwsbrieven:overzicht"),
    ),
}


def _zaak(request: HttpRequest, stap: str, pk: int) -> Zaak:
    """Who only reads along may say that it can go; the rest is for who makes it."""
    door, editie = _te_maken(request, pk) if stap == "verwijderen" else _haal(request, pk)
    adres = reverse("nieuwsbrieven:bewerken", args=[pk])
    return Zaak(editie, door, editie.onderwerp, adres, ondertitel=editie.onderwerp)


stap = stapview(STAPPEN, _zaak)
