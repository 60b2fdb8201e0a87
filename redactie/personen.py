"""How who read along, or reported something, is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats, in_teksten
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from redactie.actions import beginstuk, meldingen, opmerkingen
from redactie.models import (
    Beginblok,
    Lezersmelding,
    Meelezer,
    Opmerking,
    Ronde,
    Wordrest,
    Zetting,
)

PERSONEN.meld(
    Vindplaats(
        "Meelezer",
        lambda adres: Meelezer.objects.filter(email=adres),
        lambda adres: opmerkingen.vergeet(Meelezer.objects.filter(email=adres)),
        "De opmerkingen blijven bij de tekst staan, zonder naam.",
    ),
    Vindplaats(
        "Melding",
        lambda adres: Lezersmelding.objects.filter(email=adres),
        lambda adres: Lezersmelding.objects.filter(email=adres).delete(),
        "Nam de redactie de melding over, dan blijft de organisatie op de pagina.",
    ),
    in_teksten("Stuk waarmee iemand begon", Beginblok),
    in_teksten("Veld voordat een stuk erbij kwam", Zetting),
    in_teksten("Rest uit een Word-bestand", Wordrest),
    in_teksten("Opmerking bij een beschrijving", Opmerking),
    in_teksten("Tekst zoals zij werd ingediend", Ronde),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "De naam en het e-mailadres van wie meelas",
        opmerkingen.VERGETEN_NA,
        "nadat de link verliep",
        opmerkingen.vergeet_meelezers,
    ),
    Bewaartermijn(
        "Een melding die niemand bevestigde",
        meldingen.ONBEVESTIGD_BEWAREN,
        "na de melding",
        meldingen.ruim_meldingen_op,
    ),
    Bewaartermijn(
        "Wie meldde iets ook te gebruiken of er meer van te weten",
        meldingen.BEWAREN,
        "nadat de redactie de melding bekeek",
        meldingen.ruim_meldingen_op,
    ),
    Bewaartermijn(
        "Wat over is van een stuk waarmee iemand een beschrijving begon",
        beginstuk.BEWAREN,
        "nadat de beschrijving klaar was",
        beginstuk.wis_beginstukken,
    ),
)
