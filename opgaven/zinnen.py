"""What the steps with networks, werkagenda's and lessons are called in the log."""

ZINNEN = {
    "kennis-begonnen": "voegde dit toe",
    "kennis-gewijzigd": "wijzigde dit",
    "kennis-weg": "haalde iets weg",
}
"""What each `wat` of a Logregel means, after the name of who did it."""
