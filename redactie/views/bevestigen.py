"""The page behind the 'klopt nog' link, and the steps of who heard it otherwise."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from basis.fouten import RuleViolation, vereis_recht
from basis.geheime_link import geheime_link
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.bevestigen import (
    NIET_OP_DE_SITE,
    bevestig,
    bevestig_zelf,
    gevraagd_in,
    meld_verouderd,
)
from redactie.actions.navragen import GEEN_CONTACT, vraag_opnieuw
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING
from redactie.forms.beoordelen import GehoordForm
from redactie.forms.openbaar import KloptForm, VerouderdForm
from redactie.lezen.stappen import KLOPT_NOG, mogelijke_stappen
from redactie.lezen.versies import laatste_versie
from redactie.rechten import mag_schrijven, zichtbaar_voor
from werkplek.stap import Stap, Uitleg, Zaak, stapview
from werkplek.toegang import gebruiker_van

SJABLOON = "redactie/klopt_nog.html"


class Kloptvraag(NamedTuple):
    """One description that the link asks about, with the forms of both answers."""

    pk: int
    versie: Beschrijving
    ja: KloptForm
    nee: VerouderdForm


@geheime_link
def klopt_nog(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Each description that the link still asks about, and what was answered just now."""
    nog = gevraagd_in(sleutel)
    vragen = [_vraag(request, een, alleen=len(nog) == 1) for een in nog]
    gedaan, versie = "", None
    for vraag in vragen:
        try:
            gedaan = _antwoord(sleutel, vraag)
        except RuleViolation:  # a colleague with the same link was a moment earlier
            vragen.remove(vraag)
            break
        if gedaan:
            versie = vraag.versie
            vragen.remove(vraag)
            break
    context = {"gedaan": gedaan, "versie": versie, "vragen": vragen}
    return render(request, SJABLOON, context, status=200 if gedaan or vragen else 410)


def _vraag(request: HttpRequest, versie: Beschrijving, *, alleen: bool) -> Kloptvraag:
    """The forms about one description; only that which was sent is filled in.

    An answer that says which it is `over` is about no other, also when that one was answered
    before and this is what remains.
    """
    antwoord, over = request.POST.get("antwoord"), request.POST.get("over")
    hier = over == str(versie.innovatie_id) if over else alleen
    opties = {"auto_id": f"id_{versie.innovatie_id}_%s"}
    return Kloptvraag(
        versie.innovatie_id,
        versie,
        KloptForm(request.POST if hier and antwoord == "ja" else None, prefix="ja", **opties),
        VerouderdForm(request.POST if hier and antwoord == "nee" else None, prefix="nee", **opties),
    )


def _antwoord(sleutel: str, vraag: Kloptvraag) -> str:
    """Take the answer that was sent about `vraag`; what was done, or nothing."""
    if vraag.ja.is_valid():
        bevestig(sleutel=sleutel, over=vraag.pk, wie=vraag.ja.cleaned_data["naam"])
        return "bevestigd"
    if vraag.nee.is_valid():
        gemeld = vraag.nee.cleaned_data
        meld_verouderd(sleutel=sleutel, over=vraag.pk, wie=gemeld["naam"], tekst=gemeld["tekst"])
        return "gemeld"
    return ""


STAPPEN = {
    "bevestigd": Stap(
        bevestig_zelf,
        "Bevestigd per telefoon",
        "Ja, dit klopt nog",
        "‘{titel}’ is bevestigd. Over een jaar vragen wij het opnieuw.",
        Uitleg(
            "Hoorde u van de organisatie dat de tekst nog klopt? Leg dan vast van wie en wanneer. "
            "De naam staat een jaar in het logboek, en niet op de site."
        ),
        lambda _innovatie, data: GehoordForm(data),
    ),
    "klopt": Stap(
        bevestig_zelf,
        "Klopt dit nog?",
        "Ja, dit klopt nog",
        "Dank u wel. Dat ‘{titel}’ nog klopt, staat nu ook op de pagina.",
        Uitleg(
            "U zegt dit namens uw organisatie. Is er iets veranderd? Ga dan terug en begin een "
            "nieuwe versie."
        ),
    ),
    "opnieuw-vragen": Stap(
        vraag_opnieuw,
        "Stuur de vraag opnieuw",
        "Ja, stuur de mail",
        "De contactpersoon van ‘{titel}’ krijgt de vraag opnieuw.",
        lambda innovatie: Uitleg(
            "De mail heeft een link naar een pagina met de vraag. Een account is niet nodig.",
            kern=f"U mailt {innovatie.gepubliceerd.contact_email}.",
        ),
    ),
}


def _zaak(request: HttpRequest, stap: str, slug: str) -> Zaak:
    door = gebruiker_van(request)
    zichtbaar = Innovatie.objects.filter(versies__in=zichtbaar_voor(door)).distinct()
    innovatie = get_object_or_404(zichtbaar.select_related("gepubliceerd"), slug=slug)
    vereis_recht(mag_schrijven(door, innovatie), NIET_UW_BESCHRIJVING)
    versie = innovatie.gepubliceerd or laatste_versie(innovatie)
    versie.innovatie = innovatie
    return Zaak(
        innovatie,
        door,
        str(versie),
        reverse("redactie:versie", args=[versie.pk]),
        mogelijk=mogelijke_stappen(versie, door) & KLOPT_NOG,
        niet_nu=NIET_NU.get(stap, NIET_OP_DE_SITE) if innovatie.gepubliceerd else NIET_OP_DE_SITE,
    )


NIET_NU = {
    "opnieuw-vragen": GEEN_CONTACT,
    "klopt": "Dit zegt een indiener van de organisatie zelf. Kies ‘Bevestigd per telefoon’.",
    "bevestigd": "Kies ‘Dit klopt nog’. Van wie u het hoorde, hoeft u niet te zeggen.",
}

stap = stapview(STAPPEN, _zaak)
