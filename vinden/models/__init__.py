"""How pages are found, and how often they changed."""

from vinden.models.andere_naam import AndereNaam
from vinden.models.betekenis import Encoder, Leesopdracht, Passage, Passagevorm, Vraagvector
from vinden.models.document import Document, DocumentQuerySet
from vinden.models.gemiste_vraag import GemisteVraag
from vinden.models.stand import Stand, Wijziging
from vinden.models.wegwijzer import Wegwijzer
from vinden.models.woord import Woord

__all__ = [
    "AndereNaam",
    "Document",
    "DocumentQuerySet",
    "Encoder",
    "GemisteVraag",
    "Leesopdracht",
    "Passage",
    "Passagevorm",
    "Stand",
    "Vraagvector",
    "Wegwijzer",
    "Wijziging",
    "Woord",
]
