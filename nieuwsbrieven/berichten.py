"""What subscribers read in their mail, and colleagues who make an edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from logboek.models import Logregel
from nieuwsbrieven import links
from nieuwsbrieven.models import Abonnee, Editie
from post.actions.klaarzetten import kreeg_pas, schrijf_aan, zet_klaar


def pauze_tot(abonnee: Abonnee, nu: datetime) -> date | None:
    """Until when `abonnee` wants no mail; None when they want it at `nu`, or not at all."""
    tot = abonnee.pauze_tot
    return tot if abonnee.is_actief and tot and tot > timezone.localdate(nu) else None


def van(abonnee: Abonnee) -> str:
    """With what the key of each mail to `abonnee` begins."""
    return f"abonnee-{abonnee.pk}-"


def _stuur(
    abonnee: Abonnee,
    nu: datetime,
    sinds: datetime | None,
    onderwerp: str,
    *alineas: str,
    knop: str,
) -> None:
    """Queue it, unless this address got one in the last hour, and since its owner's last step.

    Who confirmed or left has the mail before that, and so is no stranger's victim.
    """
    vraag = f"{van(abonnee)}vraag-"
    if kreeg_pas(vraag, nu, sinds=sinds):
        return
    schrijf_aan(
        sleutel=f"{vraag}{nu:%Y%m%d%H%M%S%f}",
        aan=abonnee.email,
        naam="",
        onderwerp=onderwerp,
        alineas=alineas,
        knop=knop,
        waarom="Iemand vulde dit e-mailadres in om onze nieuwsbrief te krijgen.",
    )


def vraag_bevestiging(abonnee: Abonnee, nu: datetime, sinds: datetime | None) -> None:
    """Ask who filled in the form whether this is their address; at most once an hour.

    `sinds` is when its owner last confirmed or left: what was asked before that is over.
    """
    tot = date_format(timezone.localtime(nu + links.GELDIG), "l j F")
    _stuur(
        abonnee,
        nu,
        sinds,
        "Bevestig dat u onze nieuwsbrief wilt",
        "U vroeg om de nieuwsbrief van de Kennisbank Nieuwe wegen. Bevestig dat met de knop op "
        f"deze pagina:\n{links.bevestigen(abonnee.pk)}",
        f"Dat kan tot {tot}. Was u dit niet? Dan hoeft u niets te doen. U krijgt dan niets van "
        "ons, en wij wissen uw adres na zeven dagen.",
        knop="Bevestig uw aanmelding",
    )


def vraag_nieuw_adres(verhuizing: links.Verhuizing, nu: datetime) -> None:
    """Ask at the new address whether the newsletter goes there from now on."""
    schrijf_aan(
        sleutel=f"{van(verhuizing.abonnee)}adres-{nu:%Y%m%d%H%M%S%f}",
        aan=verhuizing.nieuw,
        naam="",
        onderwerp="Bevestig uw nieuwe adres voor de nieuwsbrief",
        alineas=[
            (
                f"Onze nieuwsbrief gaat nu naar {links.gemaskeerd(verhuizing.oud)}. De abonnee wil "
                "de nieuwsbrief voortaan op dit adres krijgen. Bent u dat? Bevestig het dan met de "
                f"knop op deze pagina:\n{links.nieuw_adres(verhuizing)}"
            ),
            "Dat kan zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        ],
        knop="Bevestig uw nieuwe adres",
        waarom="Iemand vulde dit e-mailadres in om onze nieuwsbrief te krijgen.",
    )


def verhuisd(abonnee: Abonnee, oud: str, nu: datetime) -> None:
    """Tell at the old address that the newsletter goes elsewhere."""
    schrijf_aan(
        sleutel=f"{van(abonnee)}verhuisd-{nu:%Y%m%d%H%M%S%f}",
        aan=oud,
        naam="",
        onderwerp="Uw nieuwsbrief gaat naar een ander adres",
        alineas=[
            (
                "Onze nieuwsbrief komt voortaan niet meer op dit adres, maar op een adres dat u "
                "zelf bevestigde. Was u dit niet? Meld u dan hier opnieuw aan:\n"
                f"{settings.SITE_URL}{reverse('nieuwsbrieven:aanmelden')}"
            )
        ],
        knop="Meld dit adres weer aan",
        waarom="U kreeg onze nieuwsbrief op dit adres.",
    )


def welkom(abonnee: Abonnee, nu: datetime) -> None:
    """Greet who just confirmed, with the newsletter that they missed."""
    keuzes = links.voorkeuren(abonnee.pk)
    laatste = Editie.objects.openbaar().first()
    alineas, knop = [f"Uw keuzes staan hier:\n{keuzes}"], "Bekijk uw keuzes"
    if laatste:
        alineas = [
            f"Wilt u andere keuzes maken, of pauzeren? Dat kan hier: {keuzes}",
            (
                f"De vorige nieuwsbrief gaat over: {laatste.onderwerp}. U leest die hier:\n"
                f"{settings.SITE_URL}{laatste.get_absolute_url()}"
            ),
        ]
        knop = "Lees de vorige nieuwsbrief"
    eerst = "Fijn dat u meeleest. De volgende nieuwsbrief komt vanzelf naar u toe."
    schrijf_aan(
        sleutel=f"{van(abonnee)}welkom-{nu:%Y%m%d%H%M%S%f}",
        aan=abonnee.email,
        naam="",
        onderwerp="Welkom bij de nieuwsbrief van Nieuwe wegen",
        alineas=[eerst, *alineas],
        knop=knop,
        waarom="U hebt zich aangemeld voor onze nieuwsbrief, en dat bevestigd.",
    )


def al_abonnee(abonnee: Abonnee, nu: datetime) -> None:
    """Lead who subscribes again to their preferences; at most once an hour."""
    pauze = ""
    if tot := pauze_tot(abonnee, nu):
        dag = date_format(tot, "j F Y")
        pauze = f"U hebt een pauze tot {dag}. Wilt u eerder weer mail? Stop die dan op die pagina."
    _stuur(
        abonnee,
        nu,
        abonnee.bevestigd_op,
        "U bent al abonnee van onze nieuwsbrief",
        "Iemand vulde uw e-mailadres in om de nieuwsbrief van de Kennisbank Nieuwe wegen te "
        "krijgen. U bent al abonnee. Wij hebben niets veranderd.",
        f"Wilt u andere keuzes maken? Dat doet u hier:\n{links.voorkeuren(abonnee.pk)}",
        pauze,
        "Met deze link kan iedereen uw keuzes wijzigen. Stuur deze mail daarom niet door.",
        knop="Wijzig uw keuzes",
    )


def vraag_meelezen(regel: Logregel, editie: Editie, collega: Gebruiker) -> None:
    """Ask `collega` to read along, as the step of `regel` did."""
    zet_klaar(
        sleutel=f"nieuwsbrief-{regel.wat}-{regel.pk}",
        aan=collega.email,
        onderwerp=f"Wilt u meelezen? Nieuwsbrief: {editie.onderwerp}",
        tekst=f"{regel.door} vraagt u om mee te lezen met de nieuwsbrief ‘{editie.onderwerp}’, "
        f"voordat die wordt verzonden.\n\n"
        "Is alles goed? Kies dan bij het voorbeeld ‘Akkoord’. Wilt u iets anders? Schrijf daar een "
        "opmerking bij het deel waar het om gaat.\n\n"
        f"Bekijk het voorbeeld:\n{_werkadres('voorbeeld', editie)}",
        knop="Bekijk het voorbeeld",
    )


def akkoord(regel: Logregel, editie: Editie, schrijver: Gebruiker) -> None:
    """Tell `schrijver` that a colleague read it and agrees."""
    zet_klaar(
        sleutel=f"nieuwsbrief-{regel.wat}-{regel.pk}-{schrijver.pk}",
        aan=schrijver.email,
        onderwerp=f"Akkoord: nieuwsbrief {editie.onderwerp}",
        tekst=f"{regel.door} las de nieuwsbrief ‘{editie.onderwerp}’ en is akkoord. U kunt de "
        f"nieuwsbrief nu verzenden:\n{_werkadres('bewerken', editie)}",
        knop="Open de nieuwsbrief",
    )


def gestopt(regel: Logregel, editie: Editie, email: str) -> None:
    """Tell a colleague that sending stopped by itself; `regel` says why."""
    zet_klaar(
        sleutel=f"editie-gestopt-{regel.pk}-{email}",
        aan=email,
        onderwerp=f"Gestopt: {editie.onderwerp}",
        tekst="Beste collega,\n\n"
        f"Het verzenden van de nieuwsbrief ‘{editie.onderwerp}’ is vanzelf gestopt. "
        f"{regel.toelichting}\n\nWie nog wacht, blijft wachten. Ga verder als het weer kan:\n"
        f"{_werkadres('voortgang', editie)}",
        knop="Bekijk hoe ver het is",
    )


def niet_verzonden(
    regel: Logregel, editie: Editie, wie: Gebruiker | None, fouten: Iterable[str]
) -> None:
    """Tell a colleague, or the redactie, why it is a concept again."""
    opsomming = "\n".join(f"- {fout}" for fout in fouten)
    zet_klaar(
        sleutel=f"editie-terug-{regel.pk}-{wie.pk if wie else 0}",
        aan=wie.email if wie else settings.REDACTIE_EMAIL,
        onderwerp=f"Niet verzonden: {editie.onderwerp}",
        tekst=f"Beste {wie or 'redactie'},\n\n"
        f"De nieuwsbrief ‘{editie.onderwerp}’ is niet verzonden. De reden:\n\n{opsomming}\n\n"
        "De nieuwsbrief is weer een concept. Kijk alles na en verstuur opnieuw:\n"
        f"{_werkadres('bewerken', editie)}",
        knop="Open de nieuwsbrief",
    )


def _werkadres(route: str, editie: Editie) -> str:
    return f"{settings.SITE_URL}{reverse(f'nieuwsbrieven:{route}', args=[editie.pk])}"
