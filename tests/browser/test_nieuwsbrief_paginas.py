"""Every page of newsletters behind a login or a mailed link."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from gebruikers.models import Gebruiker
from nieuwsbrieven import links
from nieuwsbrieven.actions.meelezen import plaats_opmerking
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.models import Editie, Levering
from post.actions.terugmeldingen import meld
from post.keuzelijsten import Terugmeldsoort
from tests.browser.bladen import Schermblad, controleer
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_abonnee, maak_editie, maak_gepubliceerd, over

BLADEN = [
    Schermblad("overzicht", "/redactie/nieuwsbrieven/"),
    Schermblad("nieuw", "/redactie/nieuwsbrieven/nieuw/"),
    Schermblad("abonnees", "/redactie/nieuwsbrieven/abonnees/"),
    *(
        Schermblad(f"concept-{naam}", f"concept:{naam}")
        for naam in ("bewerken", "voorstellen", "blok_nieuw", "verzenden")
    ),
    Schermblad("blok", "blok"),
    Schermblad("voorbeeld", "concept:voorbeeld"),
    Schermblad("verwijderen", "verwijderen"),
    *(
        Schermblad(f"{status}-{naam}", f"{status}:{naam}")
        for status in Editiestatus
        if status != Editiestatus.CONCEPT
        for naam in ("bewerken", "voortgang")
    ),
    *(
        Schermblad(naam, naam, anoniem=True)
        for naam in ("bevestigen", "voorkeuren", "afmelden", "afgemeld", "pauze")
    ),
    Schermblad("onbekend", "/nieuwsbrieven/voorkeuren/onzin/", status=404, anoniem=True),
]


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    return kantoor.gebruiker("webredacteur", naam="Wim Webredacteur")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats, lezer: Gebruiker) -> dict[str, str]:
    """One edition in each state, and subscribers in each of theirs."""
    with kantoor.database():
        maak_gepubliceerd(titel="Iets nieuws om te kiezen")
        edities = {
            status: maak_editie(status=status, gemaakt_door=lezer, blokken=3)
            for status in Editiestatus
        }
        for editie in edities.values():
            if editie.begonnen:
                _lever(editie)
        blok = edities[Editiestatus.CONCEPT].blokken.all()[0]
        plaats_opmerking(blok=blok, tekst="Noem de datum.", door=lezer)
        gepland = edities[Editiestatus.GEPLAND]
        Editie.objects.filter(pk=gepland.pk).update(verzendmoment=over(3))
        abonnee, pauze = maak_abonnee(), maak_abonnee(pauze_tot=over(60).date())
        nieuw = maak_abonnee(bevestigd_op=None)
        weg = maak_abonnee(afgemeld_op=timezone.now())
    return {
        **{
            f"{status}:{naam}": reverse(f"nieuwsbrieven:{naam}", args=[editie.pk])
            for status, editie in edities.items()
            for naam in (
                "bewerken",
                "voorstellen",
                "blok_nieuw",
                "voorbeeld",
                "verzenden",
                "voortgang",
            )
        },
        "blok": reverse("nieuwsbrieven:blok", args=[blok.editie_id, blok.pk]),
        "verwijderen": reverse("nieuwsbrieven:stap", args=[blok.editie_id, "verwijderen"]),
        "bevestigen": _pad(links.bevestigen(nieuw.pk)),
        "voorkeuren": _pad(links.voorkeuren(abonnee.pk)),
        "afmelden": _pad(links.afmelden(abonnee.pk)),
        "afgemeld": _pad(links.afmelden(weg.pk)),
        "pauze": _pad(links.voorkeuren(pauze.pk)),
    }


def _lever(editie: Editie) -> None:
    """Mails that went, that failed and, while it is not done, that wait.

    Not now: the journey of another test has a worker that would send them.
    """
    nu = timezone.now()
    redenen = {Leveringstatus.VERZONDEN: "", Leveringstatus.MISLUKT: "postvak vol"}
    if editie.status != Editiestatus.VERZONDEN:
        redenen[Leveringstatus.WACHT] = "tijdelijk niet bereikbaar"
    for status, reden in redenen.items():
        Levering.objects.create(
            editie=editie,
            abonnee=maak_abonnee(),
            email=f"{status}{editie.pk}@example.nl",
            blokken=[],
            status=status,
            reden=reden,
            pogingen=1,
            volgende_op=over(3),
            verzonden_op=nu if status == Leveringstatus.VERZONDEN else None,
        )
    meld(
        kenmerk=f"terug-{editie.pk}",
        email=f"verzonden{editie.pk}@example.nl",
        soort=Terugmeldsoort.ZACHT,
        bron="een provider",
        zending=f"editie-{editie.pk}",
    )


def _pad(adres: str) -> str:
    return urlsplit(adres).path


@pytest.fixture(scope="module")
def paginas(kantoor: Werkplaats, lezer: Gebruiker) -> dict[bool, Page]:
    """One page for who is logged in, and one for who is not."""
    return {False: kantoor.ingelogd(lezer), True: kantoor.bezoeker()}


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Schermblad, adressen: dict[str, str], paginas: dict[bool, Page], site: str
) -> None:
    controleer(paginas[blad.anoniem], blad, adressen.get(blad.adres, blad.adres), site)
