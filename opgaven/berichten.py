"""What a party of a network reads in its mail, and who proposes or decides about a change."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from opgaven import links
from opgaven.models import Kennisvoorstel, Standvraag
from post.actions.klaarzetten import schrijf_aan, zet_klaar


def _aan_standgever(vraag: Standvraag, wat: str, onderwerp: str, eerst: str) -> None:
    van = vraag.standgever
    schrijf_aan(
        sleutel=f"standvraag-{vraag.pk}-{wat}",
        aan=van.email,
        naam=van.naam,
        onderwerp=f"{onderwerp} in ‘{van.netwerk}’?",
        alineas=(
            eerst,
            (
                "Dat kost een paar minuten. U hebt geen account nodig, en u vult alleen in wat u "
                f"weet:\n{links.standvraag(vraag)}"
            ),
            (
                f"De link werkt tot en met {date_format(vraag.tot, 'j F Y')}. Op de site staat "
                f"daarna dat {van.organisatie} dit zegt, en wanneer. Uw naam staat er niet bij."
            ),
        ),
        knop="Zeg hoe het staat",
        waarom=f"U zegt namens {van.organisatie} hoe het staat in ‘{van.netwerk}’.",
    )


def vraag_stand(vraag: Standvraag) -> None:
    """Ask a party how its actions stand, and what it measured."""
    _aan_standgever(
        vraag,
        "vraag",
        "Hoe staat het",
        f"Twee keer per jaar vragen wij hoe het staat in ‘{vraag.standgever.netwerk}’. Wilt u dat "
        f"zeggen voor {vraag.standgever.organisatie}?",
    )


def herinner_aan_stand(vraag: Standvraag) -> None:
    """Ask it once more, and for the last time."""
    _aan_standgever(
        vraag,
        "herinnering",
        "Herinnering: hoe staat het",
        f"Onlangs vroegen wij hoe het staat in ‘{vraag.standgever.netwerk}’. Wij hebben nog geen "
        f"antwoord van {vraag.standgever.organisatie}. Dit is de enige herinnering.",
    )


def voorgesteld(voorstel: Kennisvoorstel) -> None:
    """Tell who leads that a kennismakelaar wants something changed or added."""
    pad = reverse("opgaven:voorstel", args=[voorstel.pk])
    wat, waarvan = ("toe te voegen", "nieuws") if voorstel.is_nieuw else ("te wijzigen", "anders")
    for collega in Gebruiker.objects.met_recht(Recht.STUURT):
        zet_klaar(
            sleutel=f"kennisvoorstel-{voorstel.pk}-{collega.pk}",
            aan=collega.email,
            onderwerp=f"Voorstel voor iets {waarvan}: {voorstel}",
            tekst=f"{voorstel.voorgesteld_door} stelt voor om ‘{voorstel}’ {wat}. Neem het over, "
            f"of zeg waarom niet:\n\n{settings.SITE_URL}{pad}",
            knop="Bekijk het voorstel",
        )


def voorstel_overgenomen(voorstel: Kennisvoorstel) -> None:
    """Thank who proposed it."""
    pad = reverse("opgaven:bewerken", args=[voorstel.soort, voorstel.rij])
    _aan_voorsteller(
        voorstel,
        "Overgenomen",
        f"Uw voorstel voor ‘{voorstel}’ is overgenomen. Dank u wel. Zo is het nu:\n\n"
        f"{settings.SITE_URL}{pad}",
        "Bekijk wat er nu staat",
    )


def voorstel_afgewezen(voorstel: Kennisvoorstel) -> None:
    """Tell who proposed it why it was not taken over."""
    _aan_voorsteller(
        voorstel,
        "Niet overgenomen",
        f"Uw voorstel voor ‘{voorstel}’ is niet overgenomen. De reden: {voorstel.reden}\n\nWat u "
        f"voorstelde, staat hier nog:\n\n"
        f"{settings.SITE_URL}{reverse('opgaven:voorstel', args=[voorstel.pk])}",
        "Bekijk uw voorstel",
    )


def _aan_voorsteller(voorstel: Kennisvoorstel, onderwerp: str, tekst: str, knop: str) -> None:
    zet_klaar(
        sleutel=f"kennisvoorstel-{voorstel.pk}-besloten",
        aan=voorstel.voorgesteld_door.email,
        onderwerp=f"{onderwerp}: {voorstel}",
        tekst=tekst,
        knop=knop,
    )
