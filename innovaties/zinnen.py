"""What the steps with the lists are called in the log."""

ZINNEN = {
    "naam-erbij": "voegde een andere naam toe",
    "naam-weg": "haalde een andere naam weg",
    "waarde-erbij": "voegde dit toe aan de lijst",
    "waarde-gewijzigd": "wijzigde dit in de lijst",
    "waarde-weg": "haalde dit uit de lijst",
    "vraag-opzij": "zette een zoekvraag opzij",
}
"""What each `wat` of a Logregel means, after the name of who did it."""
