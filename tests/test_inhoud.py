"""Content files are a beginning: what was loaded belongs to the site (ADR 5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Abonnee, Editie
from opgaven.models import Les, Netwerk, Werkagenda
from organisaties.models import Organisatie, Plaats
from redactie.actions.beoordelen import archiveer
from tests.databases import LADERS
from tests.maak import maak_gebruiker
from trajecten.models import Tranche
from wensen.models import Inventarisatie

pytestmark = pytest.mark.django_db
VOORGESTELD = {"innovaties", "taggit", "redactie", "logboek", "werkplek", "procrastinate"}
"""Apps of which a proposal adds rows."""

ANDERS = {"werkplek.InhoudBestand", "vinden.Stand"}
"""What a file that changed may change: that it was read, and that pages are made anew."""

TEKSTEN = ("titel", "naam", "samenvatting", "kern", "onderwerp", "vraag")


def rijen() -> dict[str, set[str]]:
    return {
        model._meta.label: {repr(rij) for rij in model._default_manager.values_list()}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def erbij(eerst: dict[str, set[str]], nu: dict[str, set[str]]) -> set[str]:
    """The apps that have rows they did not have."""
    return {label.split(".")[0] for label in eerst.keys() - ANDERS if nu[label] - eerst[label]}


def anders(ruw: Any) -> Any:
    """What a file says, with each short text another one.

    But of a besluit, which is known by its title.
    """
    if isinstance(ruw, list):
        return [anders(een) for een in ruw]
    if isinstance(ruw, dict):
        return {
            naam: een if naam == "besluiten" else "Iets anders." if naam in TEKSTEN else anders(een)
            for naam, een in ruw.items()
        }
    return ruw


def laad(map_: Path) -> None:
    for lader in LADERS:
        call_command(lader, str(map_), verbosity=0)


@pytest.fixture
def inhoud(tmp_path: Path, met_inhoud: None) -> Path:  # noqa: ARG001
    """The real content, loaded, in a folder of its own in which each text is another."""
    for pad in sorted((settings.BASE_DIR / "inhoud").rglob("*.yaml")):
        naar = tmp_path / pad.relative_to(settings.BASE_DIR / "inhoud")
        naar.parent.mkdir(exist_ok=True)
        ruw = yaml.load(pad.read_text(encoding="utf-8"), yaml.CSafeLoader)
        tekst = yaml.dump(anders(ruw), Dumper=yaml.CSafeDumper, allow_unicode=True)
        naar.write_text(tekst, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("met_inhoud")
def test_geen_lader_doet_twee_keer_iets() -> None:
    eerst = rijen()

    laad(settings.BASE_DIR / "inhoud")

    assert rijen() == eerst


def test_een_gewijzigd_bestand_verandert_niets_van_wat_er_staat_en_brengt_niets_terug(
    inhoud: Path, client: Client
) -> None:
    weg = Innovatie.objects.filter(gepubliceerd__isnull=False).earliest("pk")
    redacteur = maak_gebruiker(rollen=["webredacteur"])
    archiveer(innovatie=weg, reden="Dit bestaat niet meer.", door=redacteur)
    andere = Organisatie.objects.alias(om_en_om=F("pk") % 2).filter(om_en_om=0)
    andere.update(naam=Concat(F("naam"), Value(" (site)")))
    kwijt: list[Any] = [
        *(Les.objects.earliest("pk"), Masterclass.objects.earliest("pk")),
        *(Netwerk.objects.earliest("pk"), Werkagenda.objects.earliest("pk")),
        *(Tranche.objects.earliest("pk"), Plaats.objects.earliest("pk")),
        *(Inventarisatie.objects.earliest("pk"), Abonnee.objects.earliest("pk")),
        Editie.objects.filter(leveringen=None).earliest("pk"),
    ]
    for een in kwijt:
        een.delete()
    eerst = rijen()

    laad(inhoud)

    nu = rijen()
    assert {label for label in eerst if eerst[label] - nu[label]} == ANDERS
    assert erbij(eerst, nu) <= VOORGESTELD
    live = Innovatie.objects.filter(gepubliceerd__isnull=False)
    voorgesteld = Beschrijving.objects.filter(status=Status.CONCEPT, versie__gt=1)
    assert voorgesteld.count() == live.count()
    assert voorgesteld.exclude(opmerkingen__tekst__contains="inhoud").count() == live.count()
    assert {versie.kern for versie in voorgesteld} == {"Iets anders."}
    assert not weg.versies.filter(status=Status.CONCEPT).exists()
    assert client.get(weg.get_absolute_url()).status_code == 410
