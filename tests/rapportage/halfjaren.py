"""The half-years around today, reckoned apart from the code that is tested."""

from __future__ import annotations

from django.utils import timezone

from rapportage.regels.halfjaar import Halfjaar


def lopend() -> Halfjaar:
    """January to June is the first."""
    vandaag = timezone.localdate()
    return Halfjaar(vandaag.year, (vandaag.month + 5) // 6)


def vorig() -> Halfjaar:
    """The last one that is over."""
    nu = lopend()
    return Halfjaar(nu.jaar, 1) if nu.helft == 2 else Halfjaar(nu.jaar - 1, 2)
