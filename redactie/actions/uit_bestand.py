"""A content file that changed, as a proposal: a concept that the redactie decides on."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from basis.fouten import is_er_nog, vereis
from gebruikers.models import Gebruiker
from innovaties.actions.versies import Waarden, lees_rijen, volgende_versie
from innovaties.formaat import VELD, onderdelen
from innovaties.formaat.soorten import Veldsoort
from innovaties.keuzelijsten import OPEN
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from redactie.actions.basis import vergrendel
from redactie.actions.opmerkingen import leg_vast
from redactie.actions.schrijven import schreef_net, schrijf
from redactie.models import Opmerking

AL_OPEN = (
    "De redactie schrijft aan een nieuwe versie. Het voorstel komt bij de volgende keer laden, "
    "als die klaar is."
)


@transaction.atomic
def stel_voor(
    *, innovatie: Innovatie, waarden: Waarden, bron: str, door: Gebruiker
) -> Beschrijving | None:
    """A concept with `waarden`, as the content file `bron` has them; None where nothing differs.

    What is live stays. A comment says where the concept comes from, so that nobody hands it over
    unread. Raises RuleViolation while another version is open, and ValidationError for what the
    format refuses.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    vereis(not innovatie.versies.filter(status__in=OPEN).exists(), AL_OPEN)
    live = innovatie.versies.get(gepubliceerd_als=innovatie)
    lees_rijen([live], waarden)
    soorten = [VELD[naam].soort for naam in VELD if naam in waarden]
    anders = [
        soort
        for soort in soorten
        if soort.kenmerk(waarden[soort.naam]) != soort.kenmerk(soort.haal(live))
    ]
    if not anders:
        return None
    versie = vergrendel(volgende_versie(live), net_geschreven=schreef_net(door))
    Logregel.objects.schrijf(versie, "nieuwe-versie", door=door, naar=versie.status)
    _schrijf_gekeurd(versie, anders, waarden, door)
    _zeg_waarvandaan(versie, {soort.naam for soort in anders}, bron, door)
    return versie


def _schrijf_gekeurd(
    versie: Beschrijving, anders: list[Veldsoort], waarden: Waarden, door: Gebruiker
) -> None:
    """Hold the columns to what a form holds them to, and write; the loader read the rows.

    The database checks its own constraints; to ask for each beforehand would be most of the work.
    Raises ValidationError.
    """
    for soort in anders:
        if soort.is_kolom:
            soort.schrijf(versie, waarden[soort.naam])
    versie.full_clean(exclude=["themas", "trefwoorden"], validate_constraints=False)
    try:
        with transaction.atomic():
            schrijf(versie, anders, waarden, door)
    except IntegrityError:
        versie.validate_constraints()
        raise


def _zeg_waarvandaan(versie: Beschrijving, namen: set[str], bron: str, door: Gebruiker) -> None:
    delen = [deel for deel in onderdelen() if namen & {veld.naam for veld in deel.velden}]
    labels = ", ".join(deel.label for deel in delen) or "de trefwoorden"
    leg_vast(
        Opmerking(
            versie=versie,
            onderdeel=delen[0].naam if delen else next(onderdelen()).naam,
            tekst=f"Dit voorstel komt uit het bestand {bron}, dat bij de site hoort. Er is iets "
            f"anders bij: {labels}. Neem over wat klopt, of gooi het concept weg.",
            geplaatst_door=door,
        )
    )
