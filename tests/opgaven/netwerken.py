"""Builders for networks, werkagenda's and lessons."""

import itertools
from collections.abc import Iterable
from typing import Any

from innovaties.models import Innovatie
from opgaven.keuzelijsten import Actiepuntsoort, Netwerkpartij
from opgaven.models import (
    Actie,
    Actiepunt,
    Agendathema,
    Doel,
    Indicator,
    Inspanning,
    Les,
    Netwerk,
    Project,
    Randvoorwaarde,
    Standgever,
    Werkagenda,
)
from organisaties.models import Organisatie

_nummer = itertools.count(1)

VOLGENS = {"stand_volgens": "bron", "stand_peil": "2018-06"}
"""Who says how far something is, and when that was so."""


def maak_netwerk(**velden: Any) -> Netwerk:
    """A public network, without goals."""
    nummer = next(_nummer)
    standaard = {"slug": f"netwerk-{nummer}", "titel": f"Netwerk {nummer}", "openbaar": True}
    return Netwerk.objects.create(**{**standaard, **velden})


def maak_doel(netwerk: Netwerk, boven: Doel | None = None, **velden: Any) -> Doel:
    standaard = {"titel": f"Doel {next(_nummer)}"}
    return Doel.objects.create(netwerk=netwerk, boven=boven, **{**standaard, **velden})


def maak_project(
    *doelen: Doel,
    gevraagd: Iterable[Netwerkpartij] = tuple(Netwerkpartij),
    acties: Iterable[str] = ("open",),
    innovaties: Iterable[Innovatie] = (),
    **velden: Any,
) -> Project:
    """A project for `doelen`, with an effort of each of `gevraagd` and an action in each state."""
    nummer = next(_nummer)
    netwerk = velden.pop("netwerk", None) or doelen[0].netwerk
    standaard = {"slug": f"project-{nummer}", "titel": f"Project {nummer}"}
    project = Project.objects.create(netwerk=netwerk, **{**standaard, **velden})
    project.doelen.set(doelen)
    project.innovaties.set(innovaties)
    for partij in gevraagd:
        tekst = f"Inzet van {partij} in project {nummer}."
        Inspanning.objects.create(project=project, partij=partij, tekst=tekst)
    for stand in acties:
        tekst = f"Actie van project {nummer}"
        Actie.objects.create(project=project, tekst=tekst, stand=stand, **VOLGENS)
    return project


def maak_werkagenda(**velden: Any) -> Werkagenda:
    """A public werkagenda, without themes."""
    nummer = next(_nummer)
    standaard = {"slug": f"agenda-{nummer}", "titel": f"Agenda {nummer}", "datum": "2018-06"}
    return Werkagenda.objects.create(**{**standaard, "openbaar": True, **velden})


def maak_agendathema(agenda: Werkagenda, **velden: Any) -> Agendathema:
    """A theme with something that must be there first, without actiepunten."""
    nummer = next(_nummer)
    standaard = {
        "slug": f"thema-{nummer}",
        "titel": f"Agendathema {nummer}",
        "probleem": "Er is te weinig plek.",
        "gevolg": "Mensen wachten lang.",
    }
    thema = Agendathema.objects.create(werkagenda=agenda, **{**standaard, **velden})
    Randvoorwaarde.objects.create(agendathema=thema, tekst="Er is geld.")
    return thema


def maak_actiepunt(thema: Agendathema, **velden: Any) -> Actiepunt:
    """An actiepunt of which nobody knows how far it is. Relations go by the name of their field."""
    relaties = {naam: velden.pop(naam, ()) for naam in ("lessen", "innovaties")}
    standaard = {"soort": Actiepuntsoort.CAMPAGNE, "tekst": f"Actiepunt {next(_nummer)}"}
    standaard |= VOLGENS
    punt = Actiepunt.objects.create(agendathema=thema, **{**standaard, **velden})
    for naam, rijen in relaties.items():
        getattr(punt, naam).set(rijen)
    return punt


def maak_les(**velden: Any) -> Les:
    """A public lesson."""
    nummer = next(_nummer)
    standaard = {"nummer": nummer, "slug": f"les-{nummer}", "titel": f"Les {nummer}"}
    return Les.objects.create(**{**standaard, "openbaar": True, **velden})


def maak_indicator(netwerk: Netwerk, **velden: Any) -> Indicator:
    """An indicator of which nothing is known but its name."""
    standaard = {"naam": f"Indicator {next(_nummer)}", "eenheid": "meldingen per jaar"}
    return Indicator.objects.create(netwerk=netwerk, **{**standaard, **velden})


def maak_standgever(**velden: Any) -> Standgever:
    """Who is mailed for a party of a new network, about its one action and one indicator."""
    netwerk = maak_netwerk(**velden)
    project = maak_project(maak_doel(netwerk))
    van = Organisatie.objects.get_or_create(naam="GGZ Noord", defaults={"slug": "ggz-noord"})[0]
    netwerk.organisaties.add(van)
    wie = {"naam": "Anna", "email": "partij@example.nl"}
    standgever = Standgever.objects.create(netwerk=netwerk, organisatie=van, **wie)
    standgever.acties.set(project.acties.all())
    standgever.indicatoren.add(maak_indicator(netwerk, naam="E33-meldingen"))
    return standgever
