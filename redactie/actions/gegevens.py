"""Of whom an innovatie is: changing that, and handing over all of somebody who leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.keuzelijsten import OPEN
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from redactie.actions.basis import adres, mail
from redactie.actions.beoordelen import laat_plan_vervallen
from redactie.lezen.gegevens import Gegevens, gegevens_van
from redactie.lezen.schrijvers import schreef
from redactie.lezen.versies import laatste_versie
from redactie.models import Beoordeling
from redactie.rechten import NIET_OVERDRAGEN, mag_alles_overdragen, mag_overdragen
from trajecten.actions.tranches import draag_tranches_over, zet_in_tranche
from werkplek.bewerken import OndertussenGewijzigd

KOLOMMEN = ("organisatie", "kennismakelaar", "deadline")
"""What of the Gegevens stands with the innovatie itself."""

ELDERS_OVERDRAGEN = "Alles van iemand overdragen doet de webredacteur."
GEEN_MAKELAAR = "{} is geen kennismakelaar. Kies iemand anders."


@transaction.atomic
def wijzig_gegevens(
    *, innovatie: Innovatie, kenmerk: str, door: Gebruiker, **anders: Any
) -> list[str]:
    """Change of whom `innovatie` is, to what `anders` says; return what differs, in words.

    A new organisation is made. Who becomes kennismakelaar and who was it are told. Raises
    OndertussenGewijzigd when a colleague changed it since `kenmerk`, and RuleViolation for who is
    no kennismakelaar, or a tranche without an organisation.
    """
    vereis_recht(mag_overdragen(door), NIET_OVERDRAGEN)
    rijen = Innovatie.objects.select_for_update(of=("self",))
    innovatie = rijen.select_related("organisatie", "kennismakelaar").get(pk=innovatie.pk)
    nu = gegevens_van(innovatie)
    nieuw = replace(nu, **anders)
    gewijzigd = nieuw.anders(nu)
    if gewijzigd and kenmerk != nu.kenmerk:
        uitleg = f"Een collega wijzigde dit net. Nu staat er: {nu.zin}."
        raise OndertussenGewijzigd(uitleg, nu, nu.kenmerk)
    if gewijzigd:
        _schrijf(innovatie, nu, nieuw, gewijzigd, door)
    return gewijzigd


def _schrijf(
    innovatie: Innovatie, nu: Gegevens, nieuw: Gegevens, gewijzigd: list[str], door: Gebruiker
) -> None:
    makelaar = nieuw.kennismakelaar
    if makelaar and makelaar != nu.kennismakelaar:
        vereis(makelaar.mag(Recht.MAKELT), GEEN_MAKELAAR.format(makelaar))
    if nieuw.organisatie and not nieuw.organisatie.pk:
        nieuw.organisatie.save()
    for kolom in KOLOMMEN:
        setattr(innovatie, kolom, getattr(nieuw, kolom))
    innovatie.save(update_fields=KOLOMMEN)
    versie = laatste_versie(innovatie)
    if nieuw.tranche != nu.tranche:
        zet_in_tranche(
            innovatie=innovatie, van=nu.tranche, naar=nieuw.tranche, wat=versie.titel, door=door
        )
    regel = Logregel.objects.schrijf(
        versie, "gegevens-gewijzigd", door=door, toelichting="; ".join(gewijzigd)
    )
    if makelaar != nu.kennismakelaar:
        _vertel(regel, versie, nu.kennismakelaar, makelaar, door)


def _vertel(
    regel: Logregel,
    versie: Beschrijving,
    van: Gebruiker | None,
    aan: Gebruiker | None,
    door: Gebruiker,
) -> None:
    """Mail who gets `versie` to look after, and who loses it."""
    if aan and aan != door:
        mail(
            regel,
            [aan.email],
            f"Voortaan van u: {versie.titel}",
            f"{door} maakte u kennismakelaar van ‘{versie.titel}’. Wat daarop wacht, ziet u in "
            f"‘Mijn werk’.\n\n{adres(versie)}",
        )
    if van and van.is_active and van != door:
        wie = f"{aan} is voortaan kennismakelaar" if aan else "U bent geen kennismakelaar meer"
        mail(
            regel,
            [van.email],
            f"Niet meer van u: {versie.titel}",
            f"{wie} van ‘{versie.titel}’. {door} droeg dat over.\n\n{adres(versie)}",
        )


@dataclass(frozen=True)
class Overgedragen:
    """What changed hands when somebody left."""

    innovaties: int
    tranches: int
    beoordelingen: int

    def __str__(self) -> str:
        return (
            f"{self.innovaties} {'innovatie' if self.innovaties == 1 else 'innovaties'}, "
            f"{self.tranches} {'tranche' if self.tranches == 1 else 'tranches'} en "
            f"{self.beoordelingen} {'beoordeling' if self.beoordelingen == 1 else 'beoordelingen'}"
        )


@transaction.atomic
def draag_alles_over(*, van: Gebruiker, aan: Gebruiker, door: Gebruiker) -> Overgedragen:
    """Give all that `van` looks after to `aan`: innovaties, tranches and reviews.

    What `aan` wrote in waits for another reviewer, and what was planned to be published is to be
    planned anew. Both hear it in one mail. Raises RuleViolation for who is no kennismakelaar, or
    when there is nothing.
    """
    vereis_recht(mag_alles_overdragen(door), ELDERS_OVERDRAGEN)
    vereis(aan.mag(Recht.MAKELT), GEEN_MAKELAAR.format(aan))
    vereis(van != aan, "Kies twee verschillende mensen.")
    rijen = Innovatie.objects.select_for_update().filter(kennismakelaar=van).order_by("pk")
    regels = [_geef(innovatie, aan, door) for innovatie in rijen]
    tranches = draag_tranches_over(van=van, aan=aan, door=door)
    beoordelingen = _geef_beoordelingen(van, aan, door)
    gedaan = Overgedragen(len(regels), len(tranches), len(beoordelingen))
    alle = [*regels, *tranches, *beoordelingen]
    vereis(alle, f"Van {van} is er niets om over te dragen.")
    _vertel_alles(alle[0], van, aan, door, gedaan)
    return gedaan


def _geef(innovatie: Innovatie, aan: Gebruiker, door: Gebruiker) -> Logregel:
    innovatie.kennismakelaar = aan
    innovatie.save(update_fields=["kennismakelaar"])
    versie = laatste_versie(innovatie)
    wat = f"kennismakelaar: {aan}"
    return Logregel.objects.schrijf(versie, "gegevens-gewijzigd", door=door, toelichting=wat)


def _geef_beoordelingen(van: Gebruiker, aan: Gebruiker, door: Gebruiker) -> list[Logregel]:
    mijn = Beoordeling.objects.filter(beoordelaar=van, versie__status__in=OPEN)
    pks = mijn.order_by("versie").values_list("versie", flat=True)
    versies = Beschrijving.objects.select_for_update(of=("self",)).filter(pk__in=list(pks))
    regels = []
    for versie in versies.select_related("innovatie").order_by("pk"):
        beoordelaar = None if schreef(versie, aan) else aan
        Beoordeling.objects.filter(versie=versie).update(beoordelaar=beoordelaar)
        if beoordelaar:
            wat = f"aan {aan}"
            regel = Logregel.objects.schrijf(versie, "toegewezen", door=door, toelichting=wat)
        else:
            regel = Logregel.objects.schrijf(versie, "vrijgegeven", door=door)
        regels.append(regel)
        wie = beoordelaar or "Een collega"
        laat_plan_vervallen(versie, f"{wie} beoordeelt haar voortaan.", door=door)
    return regels


def _vertel_alles(
    regel: Logregel, van: Gebruiker, aan: Gebruiker, door: Gebruiker, gedaan: Overgedragen
) -> None:
    bureau = f"{settings.SITE_URL}{reverse('redactie:beschrijvingen')}?van=mijn"
    for wie, onderwerp, zin in (
        (aan, f"Het werk van {van} is nu van u", f"{door} droeg u het werk van {van} over"),
        (van, f"Uw werk is nu van {aan}", f"{door} droeg uw werk over aan {aan}"),
    ):
        if wie.is_active and wie != door:
            mail(
                regel,
                [wie.email],
                onderwerp,
                f"{zin}: {gedaan}.\n\n{bureau}",
                knop="Bekijk de beschrijvingen",
            )
