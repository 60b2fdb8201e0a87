"""The digest: an edition of what stood in the newsletters since the last digest."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import vereis_recht
from basis.slot import een_tegelijk
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import ZICHTBAAR
from nieuwsbrieven.actions.opstellen import LIJSTEN, SLUG, VELDEN, begin_editie, maak_blok
from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort, Editiesoort
from nieuwsbrieven.lezen.uit_programma import van_programma
from nieuwsbrieven.lezen.voorstellen import komende_masterclasses, kwartaal_geleden
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.models.editie import EditieQuerySet
from nieuwsbrieven.rechten import NIET_MAKEN, mag_maken

OVER_TIJD = (Bloksoort.MASTERCLASS, Bloksoort.MEEDOEN)
"""Parts that an older edition may have and that are over since."""


@transaction.atomic
def maak_overzicht(*, door: Gebruiker) -> Editie:
    """The digest that is being made, or a new one: the parts of the editions since the last one.

    Once each, in the words of the last edition that had it; without descriptions that are gone,
    and with the masterclasses and calls that are still open as they are now. Raises RuleViolation
    for who does not make newsletters.
    """
    vereis_recht(mag_maken(door), NIET_MAKEN)
    een_tegelijk(SLUG)
    nu = timezone.now()
    overzichten = Editie.objects.filter(soort=Editiesoort.OVERZICHT)
    if bezig := overzichten.exclude(status__in=BEGONNEN).first():
        return bezig
    vorige = overzichten.order_by("-begonnen_op").first()
    bronnen = Editie.objects.filter(
        soort=Editiesoort.GEWOON,
        begonnen_op__gt=vorige.gemaakt_op if vorige else kwartaal_geleden(nu),
        begonnen_op__lte=nu,
    )
    editie = begin_editie(
        soort=Editiesoort.OVERZICHT,
        onderwerp=f"Overzicht van {date_format(kwartaal_geleden(nu), 'F')} tot en met "
        f"{date_format(timezone.localtime(nu), 'F Y')}",
        door=door,
    )
    _kopieer(editie, bronnen)
    genoemd = set(
        Blok.objects.filter(editie__in=bronnen.values("pk"), soort__in=OVER_TIJD).values_list(
            "adres", flat=True
        )
    )
    for voorstel in (*komende_masterclasses(nu), *van_programma(editie, nu, nu)):
        if voorstel.adres in genoemd:
            maak_blok(editie, voorstel)
    return editie


def _kopieer(editie: Editie, bronnen: EditieQuerySet) -> None:
    """Copy the parts of `bronnen`, without what may be over, by soort and then by time."""
    leeft = Q(innovatie__isnull=True) | Q(innovatie__gepubliceerd__status__in=ZICHTBAAR)
    blokken = (
        Blok.objects.filter(leeft, editie__in=bronnen)
        .exclude(soort__in=OVER_TIJD)
        .prefetch_related(*LIJSTEN)
        .order_by("editie__begonnen_op", "volgorde")
    )
    uniek = {
        (blok.titel, blok.tekst) if blok.soort == Bloksoort.EIGEN else blok.adres: blok
        for blok in blokken
    }
    rang = Bloksoort.values.index
    for volgorde, blok in enumerate(sorted(uniek.values(), key=lambda blok: rang(blok.soort))):
        kopie = Blok.objects.create(
            editie=editie,
            volgorde=volgorde,
            soort=blok.soort,
            afbeelding=blok.afbeelding.name,
            innovatie_id=blok.innovatie_id,
            **{naam: getattr(blok, naam) for naam in VELDEN},
        )
        for naam in LIJSTEN:
            getattr(kopie, naam).set(getattr(blok, naam).all())
