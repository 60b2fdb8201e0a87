"""What every step shares: the lock, the log row, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse

from basis.fouten import is_er_nog
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import wie_hoort
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel, Vergeetbaar
from post.actions.klaarzetten import zet_klaar
from redactie.models import Schrijver
from redactie.regels.overgangen import vereis_overgang

BETROKKEN = "U werkt mee aan deze beschrijving, of u bent er de contactpersoon van."
"""Why somebody hears of a step with a description."""

CONTACTPERSOON = "U staat als contactpersoon bij deze beschrijving."
"""Why a contact hears of it, who may never have been here."""

WIE_WIJ_ZIJN = (
    "De Kennisbank Nieuwe wegen is een openbare site over vernieuwing in de geestelijke "
    "gezondheidszorg en de opvang. Iedereen kan er lezen wat organisaties doen."
)
"""What a mail to somebody without account begins with."""


def vergrendel(versie: Beschrijving, *ook: str, **erbij: Exists) -> Beschrijving:
    """The row of `versie` as it is now, locked until the transaction ends, with `erbij` known.

    The rows `ook` are read along, as they were when this began to wait for the lock.
    """
    return (
        Beschrijving.objects.select_for_update(of=("self",))
        .select_related("innovatie", *ook)
        .annotate(**erbij)
        .get(pk=versie.pk)
    )


def vergrendel_met_innovatie(versie: Beschrijving) -> Beschrijving:
    """As `vergrendel`, after its innovatie: who needs both takes them in this order."""
    is_er_nog(Innovatie.objects.select_for_update(), versie.innovatie_id)
    return vergrendel(versie)


def zet_status(
    versie: Beschrijving,
    naar: Status,
    wat: str,
    *,
    door: Gebruiker | None = None,
    wie: str = "",
    toelichting: str | Vergeetbaar = "",
    ook: Iterable[str] = (),
) -> Logregel:
    """Move a locked `versie` along, with its one log row; `ook` are fields to save with it.

    Raises RuleViolation where no step leads.
    """
    vereis_overgang(versie, naar)
    van, versie.status = versie.status, naar
    versie.save(update_fields=["status", *ook])
    return Logregel.objects.schrijf(
        versie,
        wat,
        door=door,
        wie=wie,
        van=van,
        naar=naar,
        toelichting=toelichting,
    )


def adres(versie: Beschrijving) -> str:
    """The whole address of `versie` in the redactie, for a mail."""
    return str(settings.SITE_URL) + reverse("redactie:versie", args=[versie.pk])


def mail(
    regel: Logregel,
    aan: Iterable[str],
    onderwerp: str,
    tekst: str,
    *,
    knop: str = "Bekijk de beschrijving",
    waarom: str = BETROKKEN,
) -> None:
    """Tell each address in `aan` of the step that `regel` records, each once."""
    for email in sorted({email for email in aan if email}):
        zet_klaar(
            sleutel=f"{regel.wat}-{regel.pk}-{email}",
            aan=email,
            onderwerp=onderwerp,
            tekst=tekst,
            knop=knop,
            waarom=waarom,
        )


def mail_contact(
    regel: Logregel, versie: Beschrijving, onderwerp: str, tekst: str, *, knop: str
) -> None:
    """Tell the contact of `versie` of the step: who we are, why they, and how to correct it."""
    aanhef = f"Beste {versie.contact_naam or 'collega'},\n\n{WIE_WIJ_ZIJN}"
    anders = f"Klopt er iets niet? Mail {settings.REDACTIE_EMAIL}. Dan passen wij het aan."
    mail(
        regel,
        [versie.contact_email],
        onderwerp,
        f"{aanhef}\n\n{tekst}\n\n{anders}",
        knop=knop,
        waarom=CONTACTPERSOON,
    )


def schrijvers(versie: Beschrijving) -> list[str]:
    """The addresses of those who wrote `versie`."""
    wie = Schrijver.objects.filter(versie=versie, schreef=True, gebruiker__is_active=True)
    return list(wie.values_list("gebruiker__email", flat=True))


def redactie_van(versie: Beschrijving, behalve: Gebruiker | None = None) -> list[str]:
    """Who hears of news about `versie`: its kennismakelaar, else every webredacteur.

    `behalve` is who brought the news.
    """
    makelaar = versie.innovatie.kennismakelaar
    wie = wie_hoort(None if makelaar == behalve else makelaar, Recht.MAKELT, Recht.VANGT_OP)
    return [een.email for een in wie]
