"""How an account is found; it is never erased."""

from __future__ import annotations

from basis.journaal import NAKOMINGEN, Nakoming
from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from gebruikers.actions import ACCOUNT_ANDERS, INLOGGEN_BEWAREN, kom_accounts_na, vergeet_inloggen
from gebruikers.models import Gebruiker

NAKOMINGEN.meld(Nakoming(ACCOUNT_ANDERS, "accounts met andere rollen", kom_accounts_na))
PERSONEN.meld(
    Vindplaats(
        "Account",
        lambda adres: Gebruiker.objects.filter(email=adres),
        lambda _adres: None,
        "Een account zet de beheerder uit bij ‘Accounts’. De naam blijft bij wat deze persoon "
        "schreef en besliste: het logboek en vier ogen hebben die nodig.",
    )
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Waar en wanneer iemand inlogde",
        INLOGGEN_BEWAREN,
        "na het laatste bezoek",
        vergeet_inloggen,
    ),
)
