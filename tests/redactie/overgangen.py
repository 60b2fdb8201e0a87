"""The steps that a description may take, written out: the other table to hold the code's to."""

from innovaties.keuzelijsten import Status

TOEGESTAAN = {
    (Status.CONCEPT, Status.INGEDIEND),
    (Status.CONCEPT, Status.WEGGEGOOID),
    (Status.WEGGEGOOID, Status.CONCEPT),  # put back within thirty days
    (Status.INGEDIEND, Status.CONCEPT),  # taken back
    (Status.INGEDIEND, Status.IN_BEOORDELING),
    (Status.IN_BEOORDELING, Status.AANVULLING),
    (Status.IN_BEOORDELING, Status.GEPUBLICEERD),
    (Status.IN_BEOORDELING, Status.AFGEWEZEN),
    (Status.AANVULLING, Status.INGEDIEND),
    (Status.GEPUBLICEERD, Status.TE_BEVESTIGEN),
    (Status.GEPUBLICEERD, Status.GEARCHIVEERD),
    (Status.TE_BEVESTIGEN, Status.GEPUBLICEERD),
    (Status.TE_BEVESTIGEN, Status.GEARCHIVEERD),
    (Status.GEARCHIVEERD, Status.GEPUBLICEERD),  # brought back as it was
    (Status.GEARCHIVEERD, Status.TE_BEVESTIGEN),
}
"""So nothing leads out of afgewezen, nor from aanvulling straight to a review."""
