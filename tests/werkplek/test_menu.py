"""The menu of the workplace: which entries, in which order, for whom."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from gebruikers.rollen import Rol
from tests.maak import maak_gebruiker

pytestmark = pytest.mark.django_db

NAMEN, BUREAU, LIJSTEN = "Andere namen", "Beschrijvingen", "Lijsten"
ALLE = [
    *("Mijn werk", BUREAU, "Nieuwe beschrijving", "Masterclasses", "Programma", "Rapport"),
    *("Nieuwsbrieven", LIJSTEN, NAMEN, "Doorlooptijd", "Beveiliging"),
]
ZONDER = {
    Rol.INDIENER: {"Masterclasses", "Programma", "Rapport", "Nieuwsbrieven", LIJSTEN, NAMEN},
    Rol.KENNISMAKELAAR: {"Rapport", LIJSTEN, NAMEN},
    Rol.COACH: {
        BUREAU,
        "Nieuwe beschrijving",
        "Masterclasses",
        "Rapport",
        "Nieuwsbrieven",
        LIJSTEN,
        NAMEN,
    },
    Rol.WEBREDACTEUR: set(),
    Rol.PROJECTLEIDER: {"Nieuwe beschrijving", LIJSTEN, NAMEN},
    Rol.STUURGROEP: {
        BUREAU,
        "Nieuwe beschrijving",
        "Masterclasses",
        "Nieuwsbrieven",
        LIJSTEN,
        NAMEN,
    },
}


def _menu(client: Client, adres: str) -> list[tuple[str, str]]:
    """Of each entry its attributes and its name."""
    nav = client.get(adres).text.partition('<nav class="redactie-nav"')[2].partition("</nav>")[0]
    return re.findall(r"<a ([^>]+)>([^<]+)</a>", nav)


def test_geen_pagina_leidt_naar_het_beheer_van_django() -> None:
    sjablonen = (Path(settings.BASE_DIR) / "templates").rglob("*.html")

    naar = [str(pad) for pad in sjablonen if re.search(r"admin:|['\"]/beheer/", pad.read_text())]

    assert naar == []


@pytest.mark.parametrize("rol", ZONDER)
def test_ieder_ziet_de_ingangen_waar_die_mag_komen(client: Client, rol: Rol) -> None:
    client.force_login(maak_gebruiker(rollen=[rol]))

    namen = [naam for _, naam in _menu(client, "/redactie/")]

    assert namen == [naam for naam in ALLE if naam not in ZONDER[rol]]


def test_elke_ingang_opent_haar_pagina_en_zegt_dat_u_daar_bent(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    adressen = [re.findall(r'href="([^"]+)"', bij)[0] for bij, _ in _menu(client, "/redactie/")]

    hier = {
        adres: [naam for bij, naam in _menu(client, adres) if 'aria-current="page"' in bij]
        for adres in adressen[:-1]
    }

    assert list(hier.values()) == [[naam] for naam in ALLE[:-1]]
