"""The fixed lists of masterclasses and registrations."""

from django.db.models import TextChoices

from organisaties.keuzelijsten import Persoonsrol


class Publiek(TextChoices):
    """Whom a masterclass is for: the four of the programme plan, and who knows it from within."""

    BESTUURDERS = "bestuurders", "Bestuurders"
    BELEIDSMEDEWERKERS = "beleidsmedewerkers", "Beleidsmedewerkers"
    PROFESSIONALS = "professionals", "Professionals"
    NETWERKPARTNERS = "netwerkpartners", "Netwerkpartners"
    ERVARING = "ervaring", "Ervaringsdeskundigen, cliënten en naasten"


ROLLEN_VAN: dict[str, tuple[Persoonsrol, ...]] = {
    Publiek.BESTUURDERS: (Persoonsrol.BESTUURDER,),
    Publiek.BELEIDSMEDEWERKERS: (Persoonsrol.BELEIDSMEDEWERKER,),
    Publiek.PROFESSIONALS: (Persoonsrol.PROFESSIONAL,),
    Publiek.NETWERKPARTNERS: (Persoonsrol.NETWERKPARTNER,),
    Publiek.ERVARING: (Persoonsrol.ERVARINGSDESKUNDIGE, Persoonsrol.CLIENT, Persoonsrol.NAASTE),
}
"""As what people come for whom a day is."""


class Toelating(TextChoices):
    OPEN = "open", "Iedereen kan zich aanmelden"
    GOEDKEURING = "goedkeuring", "Wie buiten het publiek valt, wacht op goedkeuring"


class Wijze(TextChoices):
    """How somebody takes part; each has its own seats."""

    ZAAL = "zaal", "Op locatie"
    ONLINE = "online", "Online"


class Masterclassfase(TextChoices):
    """Where a masterclass itself is; whether it is past follows from its day."""

    CONCEPT = "concept", "Concept"
    AANGEKONDIGD = "aangekondigd", "Aangekondigd"
    AFGELAST = "afgelast", "Afgelast"


class Aanmeldstatus(TextChoices):
    """Where a registration is."""

    TE_BEVESTIGEN = "te-bevestigen", "Wacht op bevestiging"
    TE_BEOORDELEN = "te-beoordelen", "Wacht op goedkeuring"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AANGEBODEN = "aangeboden", "Plek aangeboden"
    BEVESTIGD = "bevestigd", "Bevestigd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVALLEN = "vervallen", "Vervallen"
    AFGEWEZEN = "afgewezen", "Niet toegelaten"


BEZET = (Aanmeldstatus.AANGEBODEN, Aanmeldstatus.BEVESTIGD)
"""Those that have a seat. For who must confirm yet, one is held for a short while, or none."""

LOPEND = (
    Aanmeldstatus.TE_BEVESTIGEN,
    *BEZET,
    Aanmeldstatus.TE_BEOORDELEN,
    Aanmeldstatus.WACHTLIJST,
)
"""Those that may still come; an address has at most one of these at a masterclass."""


BEEINDIGD = (Aanmeldstatus.INGETROKKEN, Aanmeldstatus.VERVALLEN, Aanmeldstatus.AFGEWEZEN)
"""Those that will not come."""


class Vraagsoort(TextChoices):
    TEKST = "tekst", "Een antwoord in eigen woorden"
    KEUZE = "keuze", "Een keuze uit een lijst"


class Verslagstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend bij de redactie"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    VERVANGEN = "vervangen", "Vervangen door een nieuwere versie"


VERSLAG_OPEN = (Verslagstatus.CONCEPT, Verslagstatus.INGEDIEND)
"""A version of the verslag that is still worked on; a masterclass has at most one."""
