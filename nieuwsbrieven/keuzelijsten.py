"""The fixed lists of newsletters."""

from django.db.models import TextChoices


class Frequentie(TextChoices):
    """How often a subscriber wants mail."""

    ELKE = "elke", "Elke nieuwsbrief"
    OVERZICHT = "overzicht", "Een overzicht per kwartaal"


class Editiesoort(TextChoices):
    """Which subscribers an edition is for: those with the frequentie of the same name."""

    GEWOON = "gewoon", "Nieuwsbrief"
    OVERZICHT = "overzicht", "Kwartaaloverzicht"


VOOR = {Editiesoort.GEWOON: Frequentie.ELKE, Editiesoort.OVERZICHT: Frequentie.OVERZICHT}
"""Whom an edition of each kind goes to."""


class Editiestatus(TextChoices):
    CONCEPT = "concept", "Concept"
    GEPLAND = "gepland", "Gepland"
    BEZIG = "bezig", "Wordt verzonden"
    GESTOPT = "gestopt", "Gestopt"
    VERZONDEN = "verzonden", "Verzonden"


BEGONNEN = (Editiestatus.BEZIG, Editiestatus.GESTOPT, Editiestatus.VERZONDEN)
"""Editions that somebody may have in the mail: they are on the site, and change no more."""


class Bloksoort(TextChoices):
    """What a part of an edition is about; in the order in which an edition shows them."""

    NIEUW = "nieuw", "Nieuw in de kennisbank"
    BIJGEWERKT = "bijgewerkt", "Bijgewerkt"
    GEZOCHT = "gezocht", "Partners gezocht"
    MEEDOEN = "meedoen", "Doe mee"
    MASTERCLASS = "masterclass", "Masterclass"
    VERSLAG = "verslag", "Verslag"
    LES = "les", "Les uit de praktijk"
    PROGRAMMA = "programma", "Uit het programma"
    EIGEN = "eigen", "Eigen bericht"


class Leveringstatus(TextChoices):
    WACHT = "wacht", "Wacht"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Niet gelukt"


class Toestemmingsstap(TextChoices):
    """What a person said about being mailed."""

    GEGEVEN = "gegeven", "Toestemming gegeven"
    INGETROKKEN = "ingetrokken", "Toestemming ingetrokken"
    GEWIST = "gewist", "Gegevens gewist"
