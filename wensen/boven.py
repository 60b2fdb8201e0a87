"""What an app above does with a wish."""

from basis.register import Adres

BEGIN = Adres()
"""Begins the description of what a wish became."""
