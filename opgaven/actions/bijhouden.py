"""Writing what stands on the pages of networks, werkagenda's and lessons: one row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import RestrictedError

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from opgaven.models import (
    Actie,
    Actiepunt,
    Agendathema,
    Doel,
    Indicator,
    Indicatormeting,
    Inspanning,
    Les,
    Lestaak,
    Netwerk,
    Project,
    Randvoorwaarde,
    Regioervaring,
    Standgever,
    Werkagenda,
)
from opgaven.rechten import NIET_BIJHOUDEN, mag_bijhouden
from opgaven.vindbaar import Vindbaar, maak_vindbaar
from werkplek.bewerken import vereis_ongewijzigd

GEWEIGERD = "23000"
"""The code with which the triggers of goals refuse; their sentences are for people."""

STAAT_ER_AL = "Dit staat er al. Kijk hoe het nu is, en wijzig dat."
NOG_NODIG = (
    "Hier hoort nog iets anders bij. Haal dat eerst weg, of laat het ergens anders bij horen."
)


HEEL = (Netwerk, Werkagenda, Les)
"""What is a page as a whole: it is taken off the site, and never away."""

NIET_HEEL = "Dit is een hele pagina. Haal die van de site: zet ‘zichtbaar op de site’ uit."

DEEL_VAN: dict[type[models.Model], str] = {
    Doel: "netwerk",
    Agendathema: "werkagenda",
    Lestaak: "les",
    Standgever: "netwerk",
}
"""What is read on the page of the row that it is a part of."""


def paginas(rij: Any) -> list[Vindbaar]:
    """The pages on which `rij` is read, the most its own first."""
    if boven := DEEL_VAN.get(type(rij)):
        return [getattr(rij, boven)]
    gelezen: list[Vindbaar | None]
    match rij:
        case Project():
            gelezen = [rij, rij.netwerk]
        case Indicator():
            gelezen = [rij.project, rij.netwerk]
        case Indicatormeting():
            gelezen = [*paginas(rij.indicator)]
        case Actie() | Inspanning():
            gelezen = [rij.project, rij.project.netwerk]
        case Actiepunt() | Randvoorwaarde():
            gelezen = [rij.agendathema.werkagenda]
        case Regioervaring():
            gelezen = list(rij.lessen.all()) if rij.pk else []
        case _:
            gelezen = [rij]
    return [een for een in gelezen if een is not None]


def bewaar(*, rij: Any, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker) -> Any:
    """Write `waarden` in `rij`, which may be new, and let search and its pages know.

    Raises RuleViolation when a colleague changed it since `kenmerk`, when a goal would serve
    itself in the end, and for what is there already.
    """
    vereis_recht(mag_bijhouden(door), NIET_BIJHOUDEN)
    try:
        with transaction.atomic():
            return _schrijf(rij, waarden, kenmerk, door)
    except IntegrityError as fout:
        raise RuleViolation(_waarom(fout)) from fout


def _schrijf(rij: Any, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker) -> Any:
    soort = type(rij)
    nieuw = rij.pk is None
    nu = (
        soort(**_vast(rij))
        if nieuw
        else is_er_nog(soort.objects.select_for_update(no_key=True), rij.pk)
    )
    if not nieuw:
        vereis_ongewijzigd(nu, kenmerk, velden=waarden)
    eerder = [] if nieuw else paginas(nu)
    anders = [naam for naam, waarde in waarden.items() if nieuw or verschilt(nu, naam, waarde)]
    if not anders:
        return nu
    kolom = [naam for naam in anders if not nu._meta.get_field(naam).many_to_many]
    for naam in kolom:
        setattr(nu, naam, waarden[naam])
    if nieuw and hasattr(nu, "slug"):
        bezet = set(soort.objects.values_list("slug", flat=True))
        nu.slug = vrije_slug(nu.titel, bezet, anders=soort._meta.model_name, maximum=60)
    nu.save()
    for naam in set(anders) - set(kolom):
        getattr(nu, naam).set(waarden[naam])
    werk_bij([*eerder, *paginas(nu)], door)
    if nieuw:  # all of it is new: to name each field says nothing
        Logregel.objects.schrijf(nu, "kennis-begonnen", door=door)
    else:
        Logregel.objects.schrijf(nu, "kennis-gewijzigd", door=door, velden=anders)
    return nu


def haal_weg(*, rij: Any, door: Gebruiker) -> Vindbaar | None:
    """Take `rij`, which is no page as a whole, away; returns the page that it was read on.

    Raises RuleViolation while something else hangs on it, and for a page as a whole.
    """
    vereis_recht(mag_bijhouden(door), NIET_BIJHOUDEN)
    vereis(not isinstance(rij, HEEL), NIET_HEEL)
    with transaction.atomic():
        gelezen = [pagina for pagina in paginas(rij) if pagina != rij]
        pagina = gelezen[0] if gelezen else None
        wat = f"{rij._meta.verbose_name}: {rij}"
        Logregel.objects.schrijf(pagina or rij, "kennis-weg", door=door, toelichting=wat)
        try:
            rij.delete()
        except RestrictedError as fout:
            raise RuleViolation(NOG_NODIG) from fout
        werk_bij(gelezen, door)
        if isinstance(rij, Project):
            maak_vindbaar(rij)
    return pagina


def _vast(rij: Any) -> dict[str, Any]:
    """To what a new row belongs."""
    vast = (veld for veld in rij._meta.concrete_fields if veld.is_relation)
    return {veld.attname: getattr(rij, veld.attname) for veld in vast}


def verschilt(rij: Any, naam: str, waarde: Any) -> bool:
    """Whether `rij` holds something else than `waarde`."""
    if rij._meta.get_field(naam).many_to_many:
        return {een.pk for een in getattr(rij, naam).all()} != {een.pk for een in waarde}
    return bool(getattr(rij, naam) != waarde)


def werk_bij(gelezen: Iterable[Vindbaar], door: Gebruiker | None) -> None:
    """Say on these pages when they changed and by whom, and lead search to what they are now."""
    for pagina in dict.fromkeys(gelezen):
        pagina.gewijzigd_door = door
        pagina.save(update_fields=["gewijzigd_op", "gewijzigd_door"])
        maak_vindbaar(pagina)


def _waarom(fout: IntegrityError) -> str:
    diagnose = getattr(fout.__cause__, "diag", None)
    if diagnose and diagnose.sqlstate == GEWEIGERD:
        return f"{diagnose.message_primary} Kies een ander doel, of laat het leeg."
    return STAAT_ER_AL
