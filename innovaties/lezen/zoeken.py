"""Descriptions as a reader asks for them: by words, and by the facets of the list."""

from __future__ import annotations

from innovaties.lezen.facetten import FACETTEN
from innovaties.models import Zoekdocument
from innovaties.models.beschrijving import BeschrijvingQuerySet
from vinden.woorden import uitsnede, zoekvraag
from vinden.zoeken import Verzameling

BESCHRIJVINGEN = Verzameling(Zoekdocument, FACETTEN, "zoek_documenten", eindeloos="trefwoord")


def met_fragment(qs: BeschrijvingQuerySet, tekst: str) -> BeschrijvingQuerySet:
    """Add `fragment`, the passage around the found words."""
    vraag = zoekvraag(tekst)
    if not vraag:
        return qs
    return qs.annotate(fragment=uitsnede("zoekdocument__tekst", vraag))
