"""What the steps of a masterclass are called in the log."""

from __future__ import annotations

ZINNEN = {
    "begonnen": "begon met deze masterclass",
    "gekopieerd": "nam de inhoud over van een eerdere masterclass",
    "gewijzigd": "wijzigde de gegevens",
    "plekken": "wijzigde het aantal plekken",
    "aangekondigd": "kondigde de masterclass aan",
    "verplaatst": "wijzigde de tijd of de plaats",
    "afgelast": "gelastte de masterclass af",
    "uitgenodigd": "nodigde mensen uit",
    "toegelaten": "liet een deelnemer toe",
    "niet toegelaten": "liet een aanmelding niet toe",
    "deelnemer toegevoegd": "voegde een deelnemer toe",
    "deelnemer afgemeld": "meldde een deelnemer af",
    "bericht": "stuurde een bericht aan deelnemers",
    "verslag-geschreven": "schreef aan het verslag",
    "verslag-ingediend": "diende het verslag in",
    "verslag-teruggenomen": "nam het verslag terug",
    "verslag-aanvulling": "vroeg om een aanvulling van het verslag",
    "verslag-geplaatst": "plaatste het verslag",
    "materiaal-erbij": "voegde materiaal toe",
    "materiaal-weg": "haalde materiaal weg",
}
"""What each `wat` of a Logregel about a masterclass means, after the name of who did it."""
