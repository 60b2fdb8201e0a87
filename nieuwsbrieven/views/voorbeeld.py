"""What an edition will look like, and what is still wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from basis.fouten import vereis
from basis.tekst import als_nummer
from gebruikers.models import Gebruiker
from nieuwsbrieven.actions.meelezen import handel_af, plaats_opmerking
from nieuwsbrieven.actions.plannen import stuur_proef
from nieuwsbrieven.forms.voorbeeld import (
    ALLE_DELEN,
    BlokopmerkingForm,
    ProefForm,
    VoorbeeldlezerForm,
)
from nieuwsbrieven.keuzelijsten import VOOR, Editiesoort, Editiestatus
from nieuwsbrieven.lezen.bereik import bereik
from nieuwsbrieven.lezen.kiezen import Blokdoel, doelen, kies
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from nieuwsbrieven.rechten import NIET_ZIEN, mag_maken, mag_zien
from nieuwsbrieven.uitvoer import opmaak
from nieuwsbrieven.uitvoer.controle import FOUT, Bevinding, controleer
from werkplek.eenmalig import eenmalig
from werkplek.stap import gepost
from werkplek.toegang import gebruiker_van, voor_redactie, wie_mag

KIES_COLLEGA = "Kies een collega uit de lijst om de proef naar te sturen."
GEEN_MAIL = "Deze lezer krijgt geen mail. Kies een lezer die wel iets krijgt."

CSP_MET_MAIL: dict[str, Any] = settings.SECURE_CSP | {"frame-src": [CSP.SELF]}
CSP_VAN_MAIL = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "img-src": [CSP.SELF],
    "style-src": [CSP.UNSAFE_INLINE],
}
"""A mail carries its styles itself; it has no script, and nothing comes from elsewhere."""


@dataclass(frozen=True)
class Blokbereik:
    """One part: whether the chosen reader gets it, and how many subscribers do."""

    blok: Blok
    krijgt: bool
    lezers: int


def _editie(request: HttpRequest, pk: int) -> Editie:
    wie_mag(request, mag_zien, NIET_ZIEN)
    return get_object_or_404(Editie.objects.select_related("akkoord_door"), pk=pk)


def _stukken(editie: Editie) -> opmaak.Stukken:
    """What goes out, or went out."""
    vastgelegd: opmaak.Stukken | None = editie.stukken
    return vastgelegd or opmaak.maak(editie)


def _voor_lezer(
    editie: Editie, form: VoorbeeldlezerForm, van_editie: list[Blokdoel]
) -> tuple[int, ...]:
    """The parts that the reader of `form` gets; none when this edition is not for them."""
    frequentie, profiel = form.lezer()
    if frequentie not in (ALLE_DELEN, VOOR[Editiesoort(editie.soort)]):
        return ()
    return kies(van_editie, profiel)


def _mail(request: HttpRequest, editie: Editie, blokken: tuple[int, ...]) -> tuple[str, str]:
    uitleg = request.build_absolute_uri(reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]))
    return opmaak.zonder_lezer(_stukken(editie), blokken, f"{uitleg}#persoonlijk")


@voor_redactie
@csp_override(CSP_MET_MAIL)
def toon(request: HttpRequest, pk: int) -> HttpResponse:
    editie, door = _editie(request, pk), gebruiker_van(request)
    opmerking = BlokopmerkingForm(gepost(request), editie=editie)
    if request.method == "POST" and (naar := _opmerking(request, editie, opmerking, door)):
        return redirect(naar)
    form = VoorbeeldlezerForm(request.GET or None)
    van_editie = doelen(editie)
    blokken = _voor_lezer(editie, form, van_editie)
    aantallen = bereik(editie, timezone.now(), van_editie)
    context = {
        "editie": editie,
        "form": form,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "blokken": blokken,
        "rijen": [
            Blokbereik(blok, blok.pk in blokken, aantallen.per_blok.get(blok.pk, 0))
            for blok in editie.blokken.all()
        ],
        "bereik": aantallen,
        "tekst": _mail(request, editie, blokken)[1] if blokken else "",
        "afzender": parseaddr(settings.DEFAULT_FROM_EMAIL),
        "proef": ProefForm(door=door),
        "opmerking": opmerking,
        "opmerkingen": _opmerkingen(editie),
        "maakt": mag_maken(door),
        "vraagt_akkoord": _vraagt_akkoord(editie),
        "schreef": editie.schrijvers.filter(pk=door.pk).exists(),
    }
    return render(request, "nieuwsbrieven/beheer/voorbeeld.html", context)


def _opmerkingen(editie: Editie) -> QuerySet[Blokopmerking]:
    """The remarks with the parts of `editie`, in order."""
    alle = Blokopmerking.objects.filter(blok__editie=editie).select_related(
        "blok", "geplaatst_door", "afgehandeld_door"
    )
    return alle.order_by("blok__volgorde", "pk")


def _opmerking(
    request: HttpRequest, editie: Editie, form: BlokopmerkingForm, door: Gebruiker
) -> str:
    """Place the remark that was written, or end the one whose button was pressed.

    Returns where they stand; empty when the form says what is wrong.
    """
    naar = f"{request.path}#opmerkingen"
    if "afgehandeld" in request.POST:
        nummer = als_nummer(request.POST["afgehandeld"])
        handel_af(opmerking=get_object_or_404(_opmerkingen(editie), pk=nummer), door=door)
        messages.success(request, "De opmerking is afgehandeld.")
        return naar
    if not form.is_valid():
        return ""

    def plaats() -> str:
        plaats_opmerking(**form.cleaned_data, door=door)
        return naar

    eenmalig(request, plaats, door=door)
    messages.success(request, "Uw opmerking staat erbij. Wie de nieuwsbrief schreef, ziet haar.")
    return naar


def _vraagt_akkoord(editie: Editie) -> bool:
    """Whether second eyes are asked for, and have not looked yet."""
    open_concept = editie.status == Editiestatus.CONCEPT and editie.akkoord_op is None
    return editie.vier_ogen and open_concept


@voor_redactie
@require_safe
@xframe_options_sameorigin
@csp_override(CSP_VAN_MAIL)
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    editie = _editie(request, pk)
    blokken = _voor_lezer(editie, VoorbeeldlezerForm(request.GET or None), doelen(editie))
    html, _tekst = _mail(request, editie, blokken)
    # Images come from here, whatever name the site goes by; links open beside the preview.
    html = html.replace(f'src="{settings.SITE_URL}/', 'src="/')
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))


@voor_redactie
@require_safe
def controle(request: HttpRequest, pk: int) -> HttpResponse:
    editie, door = _editie(request, pk), gebruiker_van(request)
    bevindingen = controleer(editie, timezone.now())
    context = {
        "editie": editie,
        "fouten": [(b, _herstel(editie, b)) for b in bevindingen if b.ernst == FOUT],
        "let_op": [(b, _herstel(editie, b)) for b in bevindingen if b.ernst != FOUT],
        "maakt": mag_maken(door) and editie.status == Editiestatus.CONCEPT,
    }
    return render(request, "nieuwsbrieven/beheer/controle.html", context)


def _herstel(editie: Editie, bevinding: Bevinding) -> str:
    """The address where what `bevinding` is about can be mended."""
    if bevinding.blok:
        return reverse("nieuwsbrieven:blok", args=[editie.pk, bevinding.blok])
    pagina = "voorbeeld" if bevinding.anker in ("akkoord", "lezers") else "bewerken"
    return reverse(f"nieuwsbrieven:{pagina}", args=[editie.pk]) + f"#{bevinding.anker}"


@voor_redactie
@require_POST
def proef(request: HttpRequest, pk: int) -> HttpResponse:
    editie, door = _editie(request, pk), gebruiker_van(request)
    blokken = _voor_lezer(editie, VoorbeeldlezerForm(request.GET or None), doelen(editie))
    vereis(blokken, GEEN_MAIL)
    form = ProefForm(request.POST, door=door)
    vereis(form.is_valid(), KIES_COLLEGA)
    collega = form.cleaned_data["aan"] or door
    html, tekst = _mail(request, editie, blokken)
    stuur_proef(editie=editie, aan=collega, tekst=tekst, html=html)
    messages.success(request, f"De proefmail gaat naar {collega.email}.")
    vraag = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]) + vraag)
