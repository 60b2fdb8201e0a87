"""What the steps with networks, werkagenda's and lessons are called in the log."""

ZINNEN = {
    "kennis-begonnen": "voegde dit toe",
    "kennis-gewijzigd": "wijzigde dit",
    "kennis-weg": "haalde iets weg",
    "kennis-voorgesteld": "stelde een wijziging voor",
    "kennis-erbij-voorgesteld": "stelde iets nieuws voor",
    "stand-gevraagd": "vroeg hoe het staat",
    "stand-doorgegeven": "gaf door hoe het staat",
}
"""What each `wat` of a Logregel means, after the name of who did it."""
