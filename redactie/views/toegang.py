"""Versions that do not exist for a stranger."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from innovaties.models import Beschrijving
from redactie.rechten import zichtbaar_voor
from werkplek.toegang import gebruiker_van


def haal_versie(request: HttpRequest, pk: int) -> Beschrijving:
    """Version `pk`, if it exists for who asks. Raises Http404."""
    qs = zichtbaar_voor(gebruiker_van(request)).select_related(
        "innovatie__organisatie", "innovatie__kennismakelaar"
    )
    return get_object_or_404(qs, pk=pk)
