"""What is written with the figures."""

from basis.forms import HuisstijlForm
from rapportage.models import Rapport
from werkplek.velden import tekst


class VerhaalForm(HuisstijlForm):
    """What the projectleider tells the stuurgroep. All of it may stay empty."""

    gebeurd = tekst(
        "gebeurd",
        model=Rapport,
        regels=8,
        help_text="Wat was belangrijk dit halfjaar, en wie droeg eraan bij?",
    )
    komt = tekst("komt", model=Rapport, regels=5, help_text="Wat staat er te gebeuren?")
    gevraagd = tekst(
        "gevraagd",
        model=Rapport,
        regels=4,
        help_text="Waarover moet de stuurgroep besluiten? Dit staat ook in de mail aan haar leden.",
    )
    toelichting = tekst(
        "toelichting",
        model=Rapport,
        regels=4,
        help_text="Wat moet iemand weten om de cijfers goed te lezen?",
    )
