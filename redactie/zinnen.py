"""What the steps of a description are called in the log."""

from __future__ import annotations

ZINNEN = {
    "begonnen": "begon met de beschrijving",
    "nieuwe-versie": "begon een nieuwe versie",
    "gewijzigd": "wijzigde de tekst",
    "ingediend": "diende de beschrijving in",
    "teruggenomen": "nam de beschrijving terug",
    "in-beoordeling": "nam de beschrijving in beoordeling",
    "toegewezen": "wees de beoordeling toe",
    "losgelaten": "liet de beoordeling los om mee te schrijven",
    "aanvulling-gevraagd": "vroeg om aanvulling",
    "gepubliceerd": "publiceerde de beschrijving",
    "gepland": "plande de publicatie",
    "plan-afgezegd": "zegde de geplande publicatie af",
    "plan-vervallen": "liet de geplande publicatie vervallen",
    "plan-mislukt": "kon de geplande publicatie niet uitvoeren",
    "afgewezen": "wees de beschrijving af",
    "gearchiveerd": "zette de beschrijving in het archief",
    "teruggehaald": "haalde de beschrijving terug uit het archief",
    "archief-aangekondigd": "kondigde het archief aan",
    "opmerking": "plaatste een opmerking",
    "antwoord": "antwoordde op een opmerking",
    "opmerking-opgelost": "loste een opmerking op",
    "meelezer-gevraagd": "vroeg iemand om mee te lezen",
    "te-bevestigen": "vroeg of de beschrijving nog klopt",
    "bevestigd": "bevestigde dat de beschrijving nog klopt",
    "bevestiging-gehoord": "hoorde dat de beschrijving nog klopt",
    "opnieuw-gevraagd": "vroeg de contactpersoon opnieuw of de beschrijving nog klopt",
    "verouderd-gemeld": "meldde dat iets niet meer klopt",
    "elders-gemeld": "meldde een toepassing elders",
    "elders-overgenomen": "nam een toepassing elders over",
    "meer-gemeld": "meldde hier meer van te weten",
    "meer-afgewezen": "legde opzij wat iemand hier meer van weet",
    "elders-afgewezen": "legde een melding van elders terzijde",
}
"""What each `wat` of a Logregel about a version means, after the name of who did it."""
