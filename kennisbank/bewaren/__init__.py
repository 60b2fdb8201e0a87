"""The site as one file, and back: `manage.py backup` and `herstel` (ADR 32)."""
