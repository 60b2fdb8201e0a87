"""What an app above does with a promise."""

from basis.register import Adres

BEGIN = Adres()
"""Begins the description that was promised."""
