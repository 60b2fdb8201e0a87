"""What the steps of an edition are called in the log."""

from __future__ import annotations

ZINNEN = {
    "begonnen": "begon met deze nieuwsbrief",
    "gewijzigd": "wijzigde de tekst",
    "opgenomen": "nam berichten op",
    "deel-erbij": "schreef een eigen bericht",
    "deel-gewijzigd": "wijzigde een bericht",
    "deel-verplaatst": "zette berichten op een andere plaats",
    "deel-weg": "haalde een bericht weg",
    "meelezen-gevraagd": "vroeg een collega om mee te lezen",
    "akkoord": "las mee en is akkoord",
    "opmerking": "schreef een opmerking bij een bericht",
    "opmerking-afgehandeld": "handelde een opmerking af",
    "weggegooid": "gooide de nieuwsbrief weg",
    "gepland": "plande het verzenden",
    "teruggetrokken": "maakte er weer een concept van",
    "verzending-begonnen": "begon met verzenden",
    "verzending-geweigerd": "verzond niet en maakte er weer een concept van",
    "gestopt": "stopte het verzenden",
    "vanzelf-gestopt": "stopte het verzenden vanzelf",
    "opnieuw": "probeert het opnieuw bij wie het niet lukte",
    "hervat": "ging verder met verzenden",
    "verzonden": "was klaar met verzenden",
}
"""What each `wat` of a Logregel about an edition means, after the name of who did it."""
