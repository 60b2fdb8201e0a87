"""Every page of the programme behind a login or a mailed link, on the demo content."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from gebruikers.models import Gebruiker
from innovaties.models import Innovatie
from opgaven import links as opgaven_links
from opgaven.models import Standvraag
from rapportage.regels.halfjaar import Halfjaar
from tests.browser.bladen import Schermblad, controleer
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_inventarisatie, maak_uitvraag, om_tien
from tests.opgaven.netwerken import maak_standgever
from trajecten import links as traject_links
from trajecten.models import Begeleidingsplan, Meedoener, Traject, Tranche
from wensen import links
from wensen.models import Inventarisatie

BEHEER = "/redactie/programma/"
_VORIG = Halfjaar.van(timezone.localdate()).vorige
RAPPORT = f"/redactie/rapport/{_VORIG.jaar}/{_VORIG.helft}/"

BLADEN = [
    Schermblad("planning", BEHEER),
    Schermblad("besluiten", f"{BEHEER}besluiten/"),
    *(
        Schermblad(f"{wat}-nieuw", f"{BEHEER}{wat}/nieuw/")
        for wat in ("tranches", "trajecten", "inventarisaties")
    ),
    *(
        Schermblad(f"tranche-{naam}", f"tranche:{naam}")
        for naam in ("", "bewerken", "stap/sluiten", "stap/openen")
    ),
    *(
        Schermblad(f"traject-{naam}", f"traject:{naam}")
        for naam in ("", "bewerken", "deelnemen", "bijeenkomst", "uren", "stap/afronden")
    ),
    Schermblad("traject-nog-niet", "nog-niet:"),
    Schermblad("bijeenkomst", "bijeenkomst:"),
    *(
        Schermblad(f"deelname-{naam}", f"deelname:{naam}")
        for naam in ("", "plan", "evaluatie", "stap/afronden", "stap/stoppen")
    ),
    Schermblad("wensen", f"{BEHEER}wensen/"),
    Schermblad("wens", f"{BEHEER}wensen/woonladder-flexibele-begeleiding/"),
    Schermblad("inventarisaties", f"{BEHEER}inventarisaties/"),
    *(
        Schermblad(f"inventarisatie-{naam}", f"inventarisatie:{naam}")
        for naam in ("", "bewerken", "voorbeeld", "stap/ontvangers", "stap/sluiten")
    ),
    Schermblad("inventarisatie-voorbij", "voorbij:"),
    Schermblad("dashboard", "/redactie/rapport/"),
    Schermblad("rapport", RAPPORT),
    Schermblad("rapport-rijen", f"{RAPPORT}rijen/stand/"),
    Schermblad("rapport-opleveren", f"{RAPPORT}opleveren/"),
    *(
        Schermblad(naam, naam, anoniem=True)
        for naam in ("meedoen", "wens-bevestigen", "vragenlijst", "vragenlijst-dicht", "standvraag")
    ),
    *(
        Schermblad(f"mijn-traject-{naam}", f"mijn-traject:{naam}", anoniem=True)
        for naam in ("", "plan", "evaluatie")
    ),
    *(
        Schermblad(f"{naam}-onbekend", f"/{pad}/onzin/", status=410, anoniem=True)
        for naam, pad in (
            ("meedoen", "meedoen"),
            ("wens", "wensen/bevestigen"),
            ("vragenlijst", "vragenlijst"),
        )
    ),
]


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    return kantoor.gebruiker("projectleider", "coach", naam="Pia Projectleider")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats, lezer: Gebruiker) -> dict[str, str]:
    """Where the demo content has its pages, with a questionnaire that runs and one that is over."""
    with kantoor.database():
        tranche = Tranche.objects.get(slug="samen-in-de-regio")
        traject = Traject.objects.get(slug="samenwerken-in-de-regio")
        traject.coaches.add(lezer)
        nog_niet = Traject.objects.get(slug="werken-aan-herstel")
        deelname = traject.deelnames.get(organisatie__slug="voorbeeldzorg")
        Begeleidingsplan.objects.filter(deelname=deelname).update(gewijzigd_door=None)  # herself
        lopend = maak_uitvraag(maak_inventarisatie(titel="Wat is er in Noord?", gemaakt_door=lezer))
        dicht = maak_uitvraag(
            maak_inventarisatie(
                titel="Wat was er in Zuid?",
                gemaakt_door=lezer,
                begin=om_tien(-90).date(),
                einde=om_tien(-30).date(),
            )
        )
        meedoener = Meedoener.objects.create(
            tranche=tranche,
            organisatie="Stichting Meedoen",
            naam="Een manager",
            email="manager@example.nl",
            wat="Een huis in de wijk.",
            gemeld_op=timezone.now(),
        )
        wens = Innovatie.objects.get(slug="meer-scharrelruimte").belangstellingen.create(
            organisatie="Stichting Wens",
            naam="Een begeleider",
            email="begeleider@example.nl",
            gemeld_op=timezone.now(),
        )
        begin = {
            "tranche": reverse("trajecten:tranche_beheer", args=[tranche.pk]),
            "traject": reverse("trajecten:traject_beheer", args=[traject.pk]),
            "nog-niet": reverse("trajecten:traject_beheer", args=[nog_niet.pk]),
            "bijeenkomst": reverse(
                "trajecten:bijeenkomst", args=[traject.pk, traject.bijeenkomsten.all()[0].pk]
            ),
            "deelname": reverse("trajecten:deelname", args=[deelname.pk]),
            "mijn-traject": urlsplit(traject_links.mijn_traject(deelname)).path,
            "inventarisatie": _beheer(lopend.inventarisatie),
            "voorbij": _beheer(dicht.inventarisatie),
        }
        standvraag = Standvraag.objects.create(
            standgever=maak_standgever(openbaar=False), gevraagd_op=timezone.now()
        )
    persoonlijk = {
        "meedoen": traject_links.meedoen(meedoener),
        "wens-bevestigen": links.wens(wens),
        "vragenlijst": links.vragenlijst(lopend),
        "standvraag": opgaven_links.standvraag(standvraag),
        "vragenlijst-dicht": links.vragenlijst(dicht),
    }
    return {naam: urlsplit(adres).path for naam, adres in persoonlijk.items()} | {
        blad.adres: _onder(begin, blad.adres) for blad in BLADEN if ":" in blad.adres
    }


def _beheer(inventarisatie: Inventarisatie) -> str:
    return reverse("wensen:inventarisatie_beheer", args=[inventarisatie.pk])


def _onder(begin: dict[str, str], adres: str) -> str:
    waar, _, naam = adres.partition(":")
    return f"{begin[waar]}{naam}/" if naam else begin[waar]


@pytest.fixture(scope="module")
def paginas(kantoor: Werkplaats, lezer: Gebruiker) -> dict[bool, Page]:
    """One page for who is logged in, and one for who is not."""
    return {False: kantoor.ingelogd(lezer), True: kantoor.bezoeker()}


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Schermblad, adressen: dict[str, str], paginas: dict[bool, Page], site: str
) -> None:
    controleer(paginas[blad.anoniem], blad, adressen.get(blad.adres, blad.adres), site)
