"""What every app that has content files shares."""

LADER_EMAIL = "inhoud@example.nl"
"""The account in whose name they are loaded. A web worker knows this, and not how they are read."""
