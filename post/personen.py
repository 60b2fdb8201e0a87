"""How mail to a person, and what came back of it, is found and erased; what a restore is told."""

from __future__ import annotations

from basis.journaal import NAKOMINGEN, Nakoming
from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from post.actions import klaarzetten, terugmeldingen
from post.actions.terugmeldingen import STOP
from post.actions.terugzetten import VERZONDEN, neem_stops_over, neem_verzonden_over
from post.models import Bericht, Postadres, Postvakmail, Terugmelding

NAKOMINGEN.meld(
    Nakoming(VERZONDEN, "mails die al weg zijn", neem_verzonden_over),
    Nakoming(STOP, "adressen waar post van terugkwam", neem_stops_over),
)
PERSONEN.meld(
    Vindplaats(
        "Mail van ons",
        lambda adres: Bericht.objects.filter(aan=adres),
        lambda adres: Bericht.objects.filter(aan=adres).delete(),
        "Mail aan anderen waarin de naam staat, blijft: na "
        f"{klaarzetten.TEKST_BEWAREN.days} dagen is de tekst leeg.",
    ),
    Vindplaats(
        "Mail in het postvak van de demo",
        lambda adres: Postvakmail.objects.filter(aan__icontains=adres),
        lambda adres: Postvakmail.objects.filter(aan__icontains=adres).delete(),
    ),
    Vindplaats(
        "Adres waar post van terugkwam",
        lambda adres: Postadres.objects.filter(email=adres),
        lambda adres: Postadres.objects.filter(email=adres).delete(),
    ),
    Vindplaats(
        "Melding over onze mail",
        lambda adres: Terugmelding.objects.filter(email=adres),
        lambda adres: Terugmelding.objects.filter(email=adres).delete(),
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "De tekst van een mail van ons",
        klaarzetten.TEKST_BEWAREN,
        "na het versturen",
        klaarzetten.ruim_op,
    ),
    Bewaartermijn(
        "Dat wij een mail stuurden",
        klaarzetten.BEWAREN,
        "na het versturen",
        klaarzetten.ruim_op,
    ),
    Bewaartermijn(
        "De melding dat onze mail niet aankwam of ongewenst was",
        terugmeldingen.BEWAREN,
        "na de melding",
        terugmeldingen.ruim_op,
    ),
    Bewaartermijn(
        "Het adres waar onze mail niet aankwam",
        terugmeldingen.STOP_BEWAREN,
        "na de melding",
        terugmeldingen.ruim_op,
    ),
)
