"""What the steps of wishes and inventories are called in the log."""

ZINNEN = {
    "match-ontstaan": "merkte dat twee partijen dit willen",
    "match-heropend": "opende de match opnieuw",
    "match-uitgenodigd": "nodigde de partijen uit",
    "match-afgerond": "rondde de match af",
    "inventarisatie-begonnen": "begon met deze inventarisatie",
    "inventarisatie-gewijzigd": "wijzigde de gegevens",
    "ontvangers-erbij": "voegde ontvangers toe",
    "ontvanger-weg": "haalde een ontvanger weg",
    "vragenlijst-verstuurd": "verstuurde de vragenlijst",
    "vragenlijst-herinnerd": "stuurde een herinnering",
    "vragenlijst-gesloten": "sloot de vragenlijst",
    "uitkomst-gepubliceerd": "zette de uitkomst op de site",
    "antwoord-wens": "maakte van een antwoord een wens",
    "antwoord-beschrijving": "maakte van een antwoord een beschrijving",
}
"""What each `wat` of a Logregel means, after the name of who did it."""
