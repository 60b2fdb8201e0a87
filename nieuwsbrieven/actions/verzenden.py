"""Beginning an edition, and delivering it mail by mail.

The rows hold the truth. A Levering is claimed, sent and marked in one transaction, so that a kill
costs at most one mail that goes out twice, with the same Message-ID, and none that is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import batched
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import is_er_nog
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import wie_hoort
from logboek.models import Logregel
from nieuwsbrieven import berichten, links
from nieuwsbrieven.actions.stoppen import stop_wie_niet_te_bereiken_is
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.lezen import kiezen
from nieuwsbrieven.lezen.bereik import kandidaten
from nieuwsbrieven.models import Editie, Levering
from nieuwsbrieven.regels.kenmerken import van_levering, zending
from nieuwsbrieven.uitvoer import controle, opmaak
from nieuwsbrieven.vindbaar import maak_vindbaar
from post.actions import terugmeldingen
from post.actions.klaarzetten import PAUZES
from post.actions.terugzetten import ging_eerder, noteer_verzonden
from post.keuzelijsten import Terugmeldsoort
from post.models import Postsluiting
from post.regels.antwoorden import Definitief, Mislukt, Onbereikbaar, Onverwacht, Tijdelijk
from post.regels.kenmerk import message_id
from post.uitvoer.verzender import Verzender

VERSTUREN = "nieuwsbrieven.verstuur"
"""The name of the job that sends, and of the lock that keeps one of it in the queue."""

NIEUWE_POGINGEN = PAUZES[:6]
"""How long to wait after each temporary failure: news of four days ago is no news."""

ADEMPAUZE = timedelta(minutes=1)
"""How long the mail waits at which the server went away, so that it holds up no other."""

BEWAREN = timedelta(days=180)
"""How long we know what went to whom; the totals of an edition stay."""

PER_KEER = 5000
"""How many rows are made at once when an edition begins."""

TE_LAAT = timedelta(hours=6)
"""So long after its moment an edition does not begin, or go on, without being asked for again."""

DRIE = 3
"""So many readers in a row refused without an answer of a server: the fault is ours."""

NIET_GEMAAKT = "Een mail kon niet worden gemaakt. Dat ligt aan de site, niet aan de lezer."
NIET_AANGENOMEN = (
    "De mails gingen niet weg, zonder antwoord van een mailserver. Dat ligt aan de site, niet aan "
    "de lezers."
)
STIL = "Het verzenden lag langer dan zes uur stil. Is het nieuws nog nieuws?"
OPMAAK = "De mail kon niet worden gemaakt. Dat ligt aan de site: vraag de beheerder om hulp."

logger = logging.getLogger(__name__)


class NietTeMaken(Exception):
    """The mail of one reader cannot be made, and so perhaps that of nobody."""


def begin_wat_moet(nu: datetime) -> None:
    """Begin every edition whose moment has come; stop what lay still too long."""
    for pk in Editie.objects.filter(status=Editiestatus.BEZIG).values_list("pk", flat=True):
        if _lag_stil(pk, nu):
            _stop_vanzelf(pk, STIL)
    gepland = Editie.objects.filter(status=Editiestatus.GEPLAND, verzendmoment__lte=nu)
    for pk in gepland.order_by("verzendmoment", "pk").values_list("pk", flat=True):
        begin(pk, nu)


@transaction.atomic
def begin(editie_pk: int, nu: datetime) -> bool:
    """Freeze what goes out and make a Levering for everyone who gets it; False when not due.

    An edition that became wrong since it was planned, is late or cannot be made is a concept
    again, and who planned it gets a mail. One that nobody gets is sent at once. While the post is
    closed none is due.
    """
    gepland = Editie.objects.filter(status=Editiestatus.GEPLAND, verzendmoment__lte=nu)
    editie = gepland.select_for_update().filter(pk=editie_pk).first()
    if editie is None or Postsluiting.objects.exists():
        return False
    if redenen := _waarom_niet(editie, nu):
        _geef_terug(editie, redenen)
        return False
    try:
        stukken = opmaak.maak(editie)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Nieuwsbrief %s kan niet worden gemaakt.", editie.pk)
        _geef_terug(editie, [OPMAAK])
        return False
    stop_wie_niet_te_bereiken_is()
    editie.stukken, editie.begonnen_op = stukken, nu
    aantal = _maak_leveringen(editie, nu)
    editie.status = Editiestatus.BEZIG
    editie.save(update_fields=["stukken", "begonnen_op", "status"])
    maak_vindbaar(editie)
    Logregel.objects.schrijf(
        editie,
        "verzending-begonnen",
        van=Editiestatus.GEPLAND,
        naar=Editiestatus.BEZIG,
        toelichting=f"Aan {aantal} {'abonnee' if aantal == 1 else 'abonnees'}.",
    )
    if not aantal:
        _rond_af(editie, nu)
    return True


def _waarom_niet(editie: Editie, nu: datetime) -> list[str]:
    moment = cast(datetime, editie.verzendmoment)
    if nu - moment > TE_LAAT:
        wanneer = date_format(timezone.localtime(moment), "j F Y, G.i")
        te_laat = (
            f"Het verzenden zou op {wanneer} uur beginnen. Dat lukte niet binnen zes uur. Kijk of "
            "het nieuws nog klopt, en kies een nieuw moment."
        )
        return [te_laat]
    return [fout.tekst for fout in controle.fouten(editie, nu)]


def _lag_stil(editie: int, nu: datetime) -> bool:
    """Whether mail of this edition waits for hours already, and none went meanwhile."""
    leveringen = Levering.objects.filter(editie=editie)
    wacht = leveringen.wachtend().filter(volgende_op__lt=nu - TE_LAAT)
    return wacht.exists() and not leveringen.filter(verzonden_op__gt=nu - TE_LAAT).exists()


@transaction.atomic
def _stop_vanzelf(editie_pk: int, waarom: str) -> None:
    """Let everything of an edition wait, and call who can go on with it."""
    bezig = Editie.objects.select_for_update(of=("self",)).filter(status=Editiestatus.BEZIG)
    editie = bezig.select_related("gepland_door").filter(pk=editie_pk).first()
    if editie is None:
        return  # stopped meanwhile
    editie.status, editie.reden = Editiestatus.GESTOPT, waarom
    editie.save(update_fields=["status", "reden"])
    regel = Logregel.objects.schrijf(
        editie,
        "vanzelf-gestopt",
        van=Editiestatus.BEZIG,
        naar=Editiestatus.GESTOPT,
        toelichting=waarom,
    )
    roepen = set(Gebruiker.objects.met_recht(Recht.VANGT_OP).values_list("email", flat=True))
    if editie.gepland_door and editie.gepland_door.is_active:
        roepen.add(editie.gepland_door.email)
    for email in sorted(roepen or {settings.REDACTIE_EMAIL}):
        berichten.gestopt(regel, editie, email)


def _geef_terug(editie: Editie, fouten: Sequence[str]) -> None:
    """Make a concept of it again, and tell who planned it why, or who does their work now."""
    door = editie.gepland_door
    editie.status, editie.verzendmoment = Editiestatus.CONCEPT, None
    editie.gepland_op, editie.gepland_door = None, None
    editie.reden = " ".join(fouten)[:300]
    editie.save(update_fields=["status", "verzendmoment", "gepland_op", "gepland_door", "reden"])
    regel = Logregel.objects.schrijf(
        editie,
        "verzending-geweigerd",
        van=Editiestatus.GEPLAND,
        naar=Editiestatus.CONCEPT,
        toelichting="\n".join(fouten),
    )
    collegas: list[Gebruiker | None] = [*wie_hoort(door, Recht.MAAKT_NIEUWSBRIEVEN, Recht.VANGT_OP)]
    for wie in collegas or [None]:
        berichten.niet_verzonden(regel, editie, wie, fouten)


def _maak_leveringen(editie: Editie, nu: datetime) -> int:
    """A row for everyone who gets `editie`; return how many."""
    abonnees = kandidaten(editie, nu).filter(bevestigd_op__lte=nu)
    aantal = 0
    for lezers in batched(kiezen.lezers(abonnees, editie), PER_KEER, strict=False):
        Levering.objects.bulk_create(
            Levering(
                editie=editie,
                abonnee_id=lezer.pk,
                email=lezer.email,
                blokken=blokken,
                volgende_op=nu,
            )
            for lezer, blokken in lezers
        )
        aantal += len(lezers)
    return aantal


class Klus(NamedTuple):
    """One mail that this worker has in hand."""

    levering: int
    editie: int
    abonnee: int
    email: str
    blokken: list[int]
    pogingen: int
    reden: str
    """Why it must not be sent any more; empty: send it."""


# Nobody sees what this writes before the transaction ends, which is when the mail has gone; until
# then other workers skip the row. Which edition is BEZIG is read again for each mail, so that
# stopping takes effect at the next.
_NEEM = f"""
WITH klus AS MATERIALIZED (
    SELECT l.* FROM nieuwsbrieven_editie e CROSS JOIN LATERAL (
        SELECT w.id, w.email, w.abonnee_id FROM nieuwsbrieven_levering w
        WHERE w.editie_id = e.id AND w.status = '{Leveringstatus.WACHT}' AND w.volgende_op <= %(nu)s
        ORDER BY w.volgende_op, w.id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) l
    WHERE e.status = '{Editiestatus.BEZIG}' AND NOT EXISTS (SELECT FROM post_postsluiting) LIMIT 1
), oordeel AS MATERIALIZED (
    SELECT klus.id, CASE
        WHEN a.bevestigd_op IS NULL OR a.afgemeld_op IS NOT NULL THEN 'afgemeld'
        WHEN a.pauze_tot > %(vandaag)s THEN 'gepauzeerd'
        WHEN EXISTS (
            SELECT FROM post_postadres p
            WHERE p.email = lower(klus.email) AND p.gestopt_op IS NOT NULL
        ) THEN 'adres gestopt'
        ELSE '' END AS reden
    FROM klus LEFT JOIN nieuwsbrieven_abonnee a ON a.id = klus.abonnee_id
)
UPDATE nieuwsbrieven_levering l SET
    status = CASE o.reden
        WHEN '' THEN '{Leveringstatus.VERZONDEN}' ELSE '{Leveringstatus.MISLUKT}' END,
    verzonden_op = CASE o.reden WHEN '' THEN %(nu)s END,
    pogingen = l.pogingen + 1, reden = o.reden, fout = ''
FROM oordeel o WHERE l.id = o.id
RETURNING l.id, l.editie_id, l.abonnee_id, l.email, l.blokken, l.pogingen, l.reden
"""  # noqa: S608 (constants)


def lever_volgende(verzender: Verzender, nu: datetime) -> bool:
    """Deliver the mail that is due longest at `nu`; False when none is.

    Who left, paused or was stopped since the edition began gets none, and who got it before the
    database was restored no second one. Editions of which nothing
    waits any more are closed. Where the fault is ours the edition stops, and everybody waits.
    Raises Onbereikbaar when there is no server to deliver to: then nothing is counted.
    """
    klus = None
    try:
        with transaction.atomic():
            klus = _neem(nu)
            if klus and not klus.reden:
                _lever(verzender, klus, nu)
    except Onbereikbaar:
        if klus:
            _laat_wachten(klus, nu)
        raise
    except NietTeMaken:
        if klus is None:
            raise
        logger.exception("Een mail van nieuwsbrief %s kan niet worden gemaakt.", klus.editie)
        _laat_wachten(klus, nu)  # when sending goes on the others are first
        _stop_vanzelf(klus.editie, NIET_GEMAAKT)
    else:
        if klus and _is_onze_fout(verzender, klus):
            _stop_vanzelf(klus.editie, NIET_AANGENOMEN)
    if klus is None:
        _rond_af_wat_klaar_is(nu)
    return klus is not None


def _laat_wachten(klus: Klus, nu: datetime) -> None:
    Levering.objects.filter(pk=klus.levering).update(volgende_op=nu + ADEMPAUZE)


def _is_onze_fout(verzender: Verzender, klus: Klus) -> bool:
    """Whether it is no longer this one reader whom mail does not go to, or was tried enough."""
    return verzender.onverwacht >= DRIE or (
        verzender.onverwacht > 0 and klus.pogingen > len(NIEUWE_POGINGEN)
    )


def _neem(nu: datetime) -> Klus | None:
    """Claim one mail until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NEEM, {"nu": nu, "vandaag": timezone.localdate(nu)})
        rij = cursor.fetchone()
    return Klus(*rij) if rij else None


def _lever(verzender: Verzender, klus: Klus, nu: datetime) -> None:
    deze = zending(klus.editie), klus.email
    if ging_eerder(*deze):
        return
    try:
        verzender.verstuur(_maak(klus))
        noteer_verzonden(*deze)
    except Onbereikbaar:
        raise
    except Onverwacht as fout:  # ours, so that it never counts against the reader
        pauze = NIEUWE_POGINGEN[min(klus.pogingen, len(NIEUWE_POGINGEN)) - 1]
        _bewaar(klus, Leveringstatus.WACHT, fout, volgende_op=nu + pauze)
    except Tijdelijk as fout:
        if klus.pogingen <= len(NIEUWE_POGINGEN):
            volgende_op = nu + NIEUWE_POGINGEN[klus.pogingen - 1]
            _bewaar(klus, Leveringstatus.WACHT, fout, volgende_op=volgende_op)
        else:
            _bewaar(klus, Leveringstatus.MISLUKT, fout)
            _meld(klus, Terugmeldsoort.ZACHT, fout)
    except Definitief as fout:
        _bewaar(klus, Leveringstatus.MISLUKT, fout)
        if fout.adres:
            _meld(klus, Terugmeldsoort.HARD, fout)
    except ValidationError as fout:  # it may not hold up others
        _bewaar(klus, Leveringstatus.MISLUKT, Mislukt("adres onbruikbaar", tekst=str(fout.message)))


def _maak(klus: Klus) -> EmailMultiAlternatives:
    """The mail of one reader. Raises ValidationError for an address that cannot be.

    NietTeMaken for all else that is wrong.
    """
    validate_email(klus.email)
    try:
        return _mail(klus)
    except DatabaseError:
        raise
    except Exception as fout:
        raise NietTeMaken from fout


def _bewaar(klus: Klus, status: Leveringstatus, fout: Mislukt, **meer: Any) -> None:
    Levering.objects.filter(pk=klus.levering).update(
        status=status,
        verzonden_op=None,
        reden=fout.reden[:40],
        fout=f"{fout.code} {fout.tekst}".strip()[:300],
        **meer,
    )


def _meld(klus: Klus, soort: Terugmeldsoort, fout: Mislukt) -> None:
    terugmeldingen.meld(
        kenmerk=van_levering(klus.levering),
        email=klus.email,
        soort=soort,
        bron="de mailserver",
        zending=zending(klus.editie),
        code=fout.code,
        tekst=fout.tekst,
    )


@lru_cache(maxsize=4)
def _wat_uitgaat(editie: int) -> tuple[str, opmaak.Stukken]:
    """The subject and the pieces of an edition that has begun: these change no more."""
    onderwerp, stukken = Editie.objects.values_list("onderwerp", "stukken").get(pk=editie)
    return onderwerp, cast(opmaak.Stukken, stukken)


def _mail(klus: Klus) -> EmailMultiAlternatives:
    """The mail of one reader, with the headers by which their mail program unsubscribes them.

    List-Id also keeps out-of-office replies away (RFC 5230, 4.6); 'Auto-Submitted' is for answers
    to mail, which this is not (RFC 3834).
    """
    onderwerp, stukken = _wat_uitgaat(klus.editie)
    html, tekst = opmaak.voor(stukken, klus.blokken, klus.abonnee)
    sleutel = links.sleutel(links.AFMELDEN, klus.abonnee)
    afmelden = links.adres("afmelden", sleutel)
    host = urlsplit(settings.SITE_URL).hostname
    van_zending = zending(klus.editie)
    mail = EmailMultiAlternatives(
        onderwerp,
        tekst,
        to=[klus.email],
        headers={
            "Message-ID": message_id(van_zending, klus.levering, klus.email),
            "List-Id": f"<nieuwsbrief.{host}>",
            "List-Unsubscribe": f"<{afmelden}>, "
            f"<mailto:{settings.TERUG_EMAIL}?subject=afmelden-{sleutel}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(html, "text/html")
    # For providers, who tell it back (anymail).
    mail.metadata = {"zending": van_zending}  # type: ignore[attr-defined]
    return mail


def _rond_af_wat_klaar_is(nu: datetime) -> None:
    """Close every edition of which nothing waits any more."""
    wachtend = Levering.objects.wachtend().values("editie")
    for pk in Editie.objects.filter(status=Editiestatus.BEZIG).values_list("pk", flat=True):
        if wachtend.filter(editie=pk).exists():
            continue
        with transaction.atomic():
            editie = is_er_nog(Editie.objects.select_for_update(), pk)
            if editie.status == Editiestatus.BEZIG:
                _rond_af(editie, nu)


def _rond_af(editie: Editie, nu: datetime) -> None:
    """Keep the totals: the rows that they come from are forgotten later."""
    gelukt = editie.leveringen.filter(status=Leveringstatus.VERZONDEN).count()
    editie.verzonden, editie.mislukt = gelukt, editie.leveringen.count() - gelukt
    editie.status, editie.klaar_op = Editiestatus.VERZONDEN, nu
    editie.save(update_fields=["verzonden", "mislukt", "status", "klaar_op"])
    Logregel.objects.schrijf(
        editie, "verzonden", van=Editiestatus.BEZIG, naar=Editiestatus.VERZONDEN
    )


def vergeet_leveringen(nu: datetime) -> int:
    """Forget who got the editions of long ago; return how many rows that were."""
    oud = Editie.objects.filter(status=Editiestatus.VERZONDEN, klaar_op__lt=nu - BEWAREN)
    aantal, _ = Levering.objects.filter(editie__in=oud).delete()
    return aantal
