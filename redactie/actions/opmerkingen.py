"""Comments on a part of a version, and readers without an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import EmailField, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.tekst import mailadres, platte_tekst
from gebruikers.models import Gebruiker
from innovaties.formaat import onderdelen
from innovaties.keuzelijsten import OPEN
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.basis import mail, vergrendel
from redactie.actions.nieuws import meld_nieuws
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, OnderdeelGewijzigd, bewaar
from redactie.lezen.versies import beoordeelt
from redactie.lezen.voorstellen import als_regels, als_waarde, kenmerk_van, tekstveld
from redactie.models import Meelezer, Opmerking
from redactie.rechten import mag_beoordelen, mag_schrijven, zichtbaar_voor

MEELEZEN = timedelta(days=14)
"""How long the link of a meelezer works."""

VERGETEN_NA = timedelta(days=365)
"""After this the name and address of a meelezer are gone; what they wrote stays."""

VOORSTEL = "Ik stel een andere tekst voor."
INTUSSEN = (
    "De tekst is intussen gewijzigd. Laad de pagina opnieuw, en lees het voorstel naast de tekst "
    "van nu."
)
VERGETEN = "Een meelezer"
_ZOUT = "meelezer"


@transaction.atomic
def plaats_opmerking(
    *,
    versie: Beschrijving,
    onderdeel: str,
    tekst: str,
    voorstel: str = "",
    kenmerk: str = "",
    door: Gebruiker | None = None,
    meelezer: Meelezer | None = None,
) -> Opmerking:
    """Place a comment on a part of an open `versie`, by `door` or by one of its meelezers.

    `voorstel` is how the text of the part could read, in lines; as it reads now it proposes
    nothing, nor as it read when its box was filled: `kenmerk` is of that. Raises RuleViolation when
    there is no text or no such part, or the version is finished.
    """
    versie = vergrendel(versie)
    vereis(onderdeel in {o.naam for o in onderdelen()}, "Dit onderdeel kent het formaat niet.")
    waarde = _voorstel(versie, onderdeel, voorstel, kenmerk)
    tekst = tekst.strip() or (waarde and VOORSTEL)
    vereis(tekst, "Schrijf eerst uw opmerking.")
    opmerking = Opmerking(versie=versie, onderdeel=onderdeel, tekst=tekst, voorstel=waarde)
    return _plaats(opmerking, door, meelezer)


def _voorstel(versie: Beschrijving, onderdeel: str, regels: str, kenmerk: str) -> str:
    """What was proposed, as the field keeps it; nothing when that is what it says, or said."""
    soort = tekstveld(onderdeel, versie.soort)
    if soort is None or not regels.strip():
        return ""
    nu = kenmerk_van(soort, als_regels(soort, soort.haal(versie)))
    if kenmerk_van(soort, regels) in (nu, kenmerk):
        return ""
    waarde = als_waarde(soort, regels)
    te_lang = f"Maak uw voorstel korter: hoogstens {soort.max_tekens} tekens."
    vereis(len(platte_tekst(waarde)) <= soort.max_tekens, te_lang)
    return waarde


@transaction.atomic
def neem_over(*, opmerking: Opmerking, kenmerk: str, door: Gebruiker) -> Opmerking:
    """Put what `opmerking` proposes in the text, as written by `door`, and resolve it.

    `kenmerk` is of the text that `door` saw. Raises RuleViolation as `bewaar` does, and when
    nothing is proposed or it was dealt with.
    """
    versie = vergrendel(opmerking.versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    opmerking = is_er_nog(Opmerking.objects.select_for_update(of=("self",)), opmerking.pk)
    soort = tekstveld(opmerking.onderdeel, versie.soort)
    open_ = opmerking.voorstel and opmerking.opgelost_op is None
    if soort is None or not open_:
        raise RuleViolation("Dit voorstel is al verwerkt.")
    waarden = {soort.naam: opmerking.voorstel}
    try:
        bewaar(versie=versie, waarden=waarden, door=door, kenmerken={soort.naam: kenmerk})
    except OnderdeelGewijzigd as fout:
        raise RuleViolation(INTUSSEN) from fout
    return _sluit(opmerking, door)


def _sluit(opmerking: Opmerking, door: Gebruiker) -> Opmerking:
    opmerking.opgelost_op, opmerking.opgelost_door = timezone.now(), door
    opmerking.save(update_fields=["opgelost_op", "opgelost_door"])
    Logregel.objects.schrijf(
        opmerking.versie, "opmerking-opgelost", door=door, velden=[opmerking.onderdeel]
    )
    return opmerking


@transaction.atomic
def antwoord(
    *,
    op: Opmerking,
    tekst: str,
    door: Gebruiker | None = None,
    meelezer: Meelezer | None = None,
) -> Opmerking:
    """Reply to a comment. Raises RuleViolation as `plaats_opmerking` does."""
    versie = vergrendel(op.versie)
    vereis(tekst.strip(), "Schrijf eerst uw antwoord.")
    nieuw = Opmerking(versie=versie, onderdeel=op.onderdeel, tekst=tekst.strip())
    nieuw.antwoord_op_opmerking = op.antwoord_op_opmerking or op
    return _plaats(nieuw, door, meelezer)


def _plaats(opmerking: Opmerking, door: Gebruiker | None, meelezer: Meelezer | None) -> Opmerking:
    """Save a comment or reply of who may see the version."""
    versie = opmerking.versie
    vereis(versie.status in OPEN, "Deze versie is afgerond. Opmerkingen kunnen niet meer.")
    if door:
        vereis_recht(
            zichtbaar_voor(door).filter(pk=versie.pk).exists(), "U kunt hier niet reageren."
        )
    else:
        vereis(
            meelezer and meelezer.versie_id == versie.pk and meelezer.verloopt > timezone.now(),
            "Deze link werkt niet meer. Vraag de kennismakelaar om een nieuwe.",
        )
    opmerking.geplaatst_door, opmerking.meelezer = door, meelezer
    return leg_vast(opmerking)


def leg_vast(opmerking: Opmerking) -> Opmerking:
    """Save a comment on a locked version, log it, and tell whom it concerns."""
    opmerking.save()
    wat = "antwoord" if opmerking.antwoord_op_opmerking_id else "opmerking"
    regel = Logregel.objects.schrijf(
        opmerking.versie,
        wat,
        door=opmerking.geplaatst_door,
        wie="een meelezer" if opmerking.meelezer else "",
        velden=[opmerking.onderdeel],
    )
    meld_nieuws(regel, opmerking.versie, draad=opmerking.antwoord_op_opmerking)
    return opmerking


@transaction.atomic
def los_op(*, opmerking: Opmerking, door: Gebruiker) -> Opmerking:
    """Mark a comment as done. Raises RuleViolation for who neither placed it nor reviews."""
    versie = vergrendel(opmerking.versie)
    opmerking = is_er_nog(Opmerking.objects.select_for_update(of=("self",)), opmerking.pk)
    vereis_recht(
        opmerking.geplaatst_door_id == door.pk or beoordeelt(versie, door),
        "Een opmerking sluit u als u haar zelf schreef, of als u de beoordelaar bent.",
    )
    vereis(opmerking.opgelost_op is None, "Deze opmerking is al opgelost.")
    return _sluit(opmerking, door)


@transaction.atomic
def vraag_meelezer(*, versie: Beschrijving, naam: str, email: str, door: Gebruiker) -> Meelezer:
    """Ask someone without an account to read `versie` along, by a link that expires.

    Asking the same address again sends a new link. Raises RuleViolation on a finished version.
    """
    versie = vergrendel(versie)
    vereis_recht(
        mag_beoordelen(door) or mag_schrijven(door, versie.innovatie),
        "Een meelezer vraagt de schrijver of een kennismakelaar.",
    )
    vereis(versie.status in OPEN, "Deze versie is afgerond. Meelezen heeft geen zin meer.")
    email = mailadres(email)
    verloopt = timezone.now() + MEELEZEN
    meelezer, _ = Meelezer.objects.update_or_create(
        versie=versie,
        email=email,
        defaults={"naam": naam, "gevraagd_door": door, "verloopt": verloopt},
    )
    regel = Logregel.objects.schrijf(versie, "meelezer-gevraagd", door=door)
    meld_nieuws(regel, versie)
    adres = settings.SITE_URL + reverse("redactie:meelezen", args=[meelezer_sleutel(meelezer)])
    tot = date_format(timezone.localtime(meelezer.verloopt), "j F Y")
    mail(
        regel,
        [email],
        f"Wilt u meelezen: {versie.titel}",
        f"Beste {naam},\n\n{door} vraagt u om mee te lezen met een beschrijving voor de "
        f"kennisbank: ‘{versie.titel}’. U kunt bij elk onderdeel een opmerking zetten. "
        f"Een account is niet nodig. De link werkt tot en met {tot}.\n\n{adres}",
        knop="Lees mee",
        waarom=f"{door} vroeg u om mee te lezen.",
    )
    return meelezer


def meelezer_sleutel(meelezer: Meelezer) -> str:
    """The signed key in the link of `meelezer`."""
    return signing.dumps(meelezer.pk, salt=_ZOUT)


def meelezer_van(sleutel: str) -> Meelezer | None:
    """Whose link `sleutel` is; None when it is not ours or has expired."""
    try:
        pk = signing.loads(sleutel, salt=_ZOUT)
    except signing.BadSignature:
        return None
    meelezer = Meelezer.objects.select_related("versie__innovatie").filter(pk=pk).first()
    return meelezer if meelezer and meelezer.verloopt > timezone.now() else None


def vergeet_meelezers(nu: datetime) -> int:
    """Forget who read along more than a year ago; return how many. Twice does no more than once."""
    return vergeet(Meelezer.objects.filter(verloopt__lt=nu - VERGETEN_NA))


def vergeet(meelezers: QuerySet[Meelezer]) -> int:
    """Forget who `meelezers` are, whose comments stay; return how many."""
    # An address of its own for each: a version has no two meelezers with the same.
    niemand = Concat(
        Value("vergeten-"), "pk", Value("@kennisbank.invalid"), output_field=EmailField()
    )
    return meelezers.exclude(naam=VERGETEN).update(naam=VERGETEN, email=niemand)
