"""Mail that does not get away: since when it waits, and sending again what was given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from logboek.models import Logregel
from post.actions.klaarzetten import hervat
from post.models import Bericht
from werkplek.stap import Stap, Uitleg, Zaak, stapview
from werkplek.stapels import Taak
from werkplek.toegang import voor_redactie, wie_mag

NIET_MAIL = "Dit is voor de webredacteur."
IN_DE_STAPEL = timedelta(days=14)
"""After this nobody waits for the mail any more; the page of all has it longer."""

MEESTE = 100


def mag_mail(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees to whom mail does not get, and sends it again."""
    return gebruiker.mag(Recht.VANGT_OP)


def blijft_liggen() -> QuerySet[Bericht, datetime]:
    """Since when the mail waits that waits too long: the oldest, if any."""
    blijft = Bericht.objects.blijft_liggen(timezone.now()).order_by("klaargezet_op")
    return blijft.values_list("klaargezet_op", flat=True)[:1]


def opgegeven(sinds: timedelta | None = None) -> QuerySet[Bericht]:
    """The given up mails that still have their text, the last first; those of late."""
    berichten = Bericht.objects.opgegeven().exclude(tekst="", html="").order_by("-opgegeven_op")
    return berichten.filter(opgegeven_op__gte=timezone.now() - sinds) if sinds else berichten


def als_taak(bericht: Bericht) -> Taak:
    """Sending `bericht` again, as something to do."""
    adres = reverse("werkplek:mail_stap", args=[bericht.pk, "opnieuw"])
    return Taak(
        bericht.onderwerp, adres, bericht.opgegeven_op or timezone.now(), f"aan {bericht.aan}"
    )


@transaction.atomic
def verstuur_opnieuw(*, bericht: Bericht, door: Gebruiker) -> None:
    """Queue a given up mail again, as if it was never tried.

    Raises RuleViolation when it was sent or queued meanwhile.
    """
    vereis_recht(mag_mail(door), NIET_MAIL)
    bericht = Bericht.objects.select_for_update().get(pk=bericht.pk)
    vereis(bericht.opgegeven_op is not None, "Deze mail is al opnieuw verstuurd, of wacht al.")
    hervat(bericht, timezone.now())
    Logregel.objects.schrijf(bericht, "mail-opnieuw", door=door)


@voor_redactie
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """What waits, and what was given up."""
    wie_mag(request, mag_mail, NIET_MAIL)
    context = {
        "wacht_sinds": next(iter(blijft_liggen()), None),
        "wachtend": Bericht.objects.wachtend().count(),
        "berichten": opgegeven()[:MEESTE],
    }
    return render(request, "werkplek/mail.html", context)


def _uitleg(bericht: Bericht) -> Uitleg:
    return Uitleg(
        f"Zij gaat naar {bericht.aan}. Klopt dat adres niet? Verbeter het dan waar het staat, en "
        "stuur van daaruit een nieuwe mail.",
        "Wat erin staat is van toen. Een link kan verlopen zijn.",
        let_op=f"Waarom het niet lukte: {bericht.fout}" if bericht.fout else "",
    )


STAPPEN = {
    "opnieuw": Stap(
        doe=verstuur_opnieuw,
        kop="Verstuur deze mail opnieuw",
        ja="Verstuur opnieuw",
        gedaan="De mail staat klaar. Zij gaat binnen een minuut weg.",
        uitleg=_uitleg,
    )
}


def _haal(request: HttpRequest, _stap: str, *, pk: int) -> Zaak:
    door = wie_mag(request, mag_mail, NIET_MAIL)
    bericht = get_object_or_404(opgegeven(), pk=pk)
    return Zaak(bericht, door, "Mail", reverse("werkplek:mail"), ondertitel=bericht.onderwerp)


stap = stapview(STAPPEN, _haal)
