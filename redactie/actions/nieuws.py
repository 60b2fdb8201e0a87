"""What others did to a description, for those whom it concerns: a pile, and one mail a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from innovaties.formaat import onderdelen
from innovaties.models import Beschrijving
from logboek.models import Logregel
from post.actions.klaarzetten import zet_klaar
from post.models import Bericht
from redactie.models import Nieuws, Opmerking, Schrijver
from redactie.rechten import zichtbaar_voor
from redactie.zinnen import ZINNEN

BEWAREN = timedelta(days=90)
"""After this, what nobody came to look at is no news any more."""

GESPREK = ("opmerking", "antwoord")
"""Steps that are about a part."""

LABEL = {onderdeel.naam: onderdeel.label for onderdeel in onderdelen()}


def meld_nieuws(
    regel: Logregel,
    versie: Beschrijving,
    *,
    draad: Opmerking | None = None,
    al_gemaild: Iterable[str] = (),
) -> None:
    """Let those whom `versie` concerns, but not who did it, know of the step that `regel` records.

    These are its writers, its reviewer and its kennismakelaar, and who spoke in `draad`. Who is
    among the addresses `al_gemaild` gets no second mail of it.
    """
    gemaild = set(al_gemaild)
    wie = Gebruiker.objects.filter(_betrokken(versie, draad), is_active=True)
    Nieuws.objects.bulk_create(
        Nieuws(gebruiker=een, versie=versie, regel=regel, gemaild=een.email in gemaild)
        for een in wie.exclude(pk=regel.door_id or 0)
    )


def _betrokken(versie: Beschrijving, draad: Opmerking | None) -> Q:
    schreven = Schrijver.objects.filter(versie=versie, schreef=True).values("gebruiker")
    beoordeling = getattr(versie, "beoordeling", None)
    pks = {versie.innovatie.kennismakelaar_id, beoordeling and beoordeling.beoordelaar_id}
    wie = Q(pk__in=schreven) | Q(pk__in=pks - {None})
    if draad is None:
        return wie
    gesprek = Opmerking.objects.filter(Q(pk=draad.pk) | Q(antwoord_op_opmerking=draad))
    return wie | Q(pk__in=gesprek.exclude(geplaatst_door=None).values("geplaatst_door"))


def is_gezien(versie: Beschrijving, door: Gebruiker) -> None:
    """`door` looks at `versie`: nothing of it is news to them any more."""
    Nieuws.objects.filter(versie=versie, gebruiker=door).delete()


def is_verteld(versie: Beschrijving, adressen: Iterable[str]) -> None:
    """A step just told the people at `adressen` what is new of `versie`, and what to do."""
    Nieuws.objects.filter(versie=versie, gebruiker__email__in=list(adressen)).delete()


def vertel_nieuws(vandaag: date) -> None:
    """Mail everyone what was new to them before `vandaag`, once. Safe to run twice, or at once."""
    nog = Nieuws.objects.filter(gemaild=False, regel__op__lt=begin_van_dag(vandaag))
    for pk in nog.order_by("gebruiker").values_list("gebruiker", flat=True).distinct():
        _vertel(pk, vandaag)


@transaction.atomic
def _vertel(pk: int, vandaag: date) -> None:
    gebruiker = Gebruiker.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=pk)
    sleutel = f"nieuws-{pk}-{vandaag}"
    wie = gebruiker.first()
    if wie is None or Bericht.objects.filter(sleutel=sleutel).exists():
        return
    nog = Nieuws.objects.filter(gebruiker=wie, gemaild=False, regel__op__lt=begin_van_dag(vandaag))
    mag = nog.filter(versie__in=zichtbaar_voor(wie)).select_related("versie", "regel__vergeetbaar")
    delen = [
        "\n".join([f"‘{versie}’:", *_regels(rijen)])
        for versie, rijen in groupby(mag.order_by("versie_id", "regel_id"), lambda rij: rij.versie)
    ]
    nog.update(gemaild=True)
    if delen and wie.is_active:
        zet_klaar(
            sleutel=sleutel,
            aan=wie.email,
            onderwerp="Nieuw op uw beschrijvingen",
            tekst="\n\n".join(
                [
                    f"Beste {wie},",
                    "Dit is er nieuw bij beschrijvingen waar u aan meewerkt.",
                    *delen,
                    "U vindt dit ook op uw werkpagina, bij ‘Nieuw voor u’:",
                    f"{settings.SITE_URL}{reverse('werkplek:mijn_werk')}",
                ]
            ),
            knop="Naar Mijn werk",
            waarom="U werkt mee aan deze beschrijvingen. U krijgt hierover hoogstens één mail "
            "per dag.",
        )


def _regels(rijen: Iterable[Nieuws]) -> Iterator[str]:
    """What happened, one line for each person and kind of step, with the parts it was about."""
    gedaan: dict[tuple[str, str], dict[str, None]] = {}
    for rij in rijen:
        delen = gedaan.setdefault((rij.regel.naam, rij.regel.wat), {})
        if rij.regel.wat in GESPREK:
            delen |= dict.fromkeys(LABEL[naam] for naam in rij.regel.velden if naam in LABEL)
    for (naam, wat), delen in gedaan.items():
        bij = f" bij {', '.join(delen)}" if delen else ""
        yield f"- {capfirst(naam)} {ZINNEN[wat]}{bij}."


def ruim_nieuws_op(nu: datetime) -> None:
    """Forget news that is old. Twice does no more than once."""
    Nieuws.objects.filter(regel__op__lt=nu - BEWAREN).delete()
