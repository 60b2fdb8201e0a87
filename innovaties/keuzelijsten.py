"""The fixed lists of the format; those that the webredacteur maintains are rows."""

from django.db.models import TextChoices

from organisaties.keuzelijsten import Partijrol as Partijrol  # noqa: PLC0414 (a list of the format too)


class Soort(TextChoices):
    BESTAAND = "bestaand", "Bestaand"
    GEWENST = "gewenst", "Gewenst"
    GENOEMD = "genoemd", "Genoemd"


class Fase(TextChoices):
    IDEE = "idee", "Idee"
    ONTWIKKELING = "ontwikkeling", "Ontwikkeling"
    PILOT = "pilot", "Pilot"
    IN_UITVOERING = "in-uitvoering", "In uitvoering"
    VERSPREID = "verspreid", "Verspreid"
    GESTOPT = "gestopt", "Gestopt"


NOG_NIET = (Fase.IDEE, Fase.ONTWIKKELING)
"""What is in one of these did not begin: its start is a plan."""


class Stopreden(TextChoices):
    FINANCIERING = "financiering", "Financiering"
    PERSONEEL = "personeel", "Personeel"
    REGELS = "regels", "Regels"
    DRAAGVLAK = "draagvlak", "Draagvlak"
    GEEN_EFFECT = "geen-effect", "Geen effect"
    OPGEGAAN = "opgegaan", "Opgegaan in regulier werk"


class Niveau(TextChoices):
    OPERATIONEEL = "operationeel", "Operationeel: zorg en ondersteuning"
    TACTISCH = "tactisch", "Tactisch: interne organisatie"
    STRATEGISCH = "strategisch", "Strategisch: bestuur"


class Wet(TextChoices):
    WMO_2015 = "wmo-2015", "Wmo 2015"
    WLZ = "wlz", "Wlz"
    ZVW = "zvw", "Zvw"
    JEUGDWET = "jeugdwet", "Jeugdwet"
    PARTICIPATIEWET = "participatiewet", "Participatiewet"
    WFZ = "wfz", "Wfz"
    WVGGZ = "wvggz", "Wvggz"
    WZD = "wzd", "Wzd"


class Schaal(TextChoices):
    WIJK = "wijk", "Wijk"
    GEMEENTE = "gemeente", "Gemeente"
    REGIO = "regio", "Regio"
    PROVINCIE = "provincie", "Provincie"
    LANDELIJK = "landelijk", "Landelijk"


class Richtpunt(TextChoices):
    """The eleven aims of the programme plan, each in a short label of our own."""

    VROEGE_HULP = "vroege-hulp-thuis", "Vroege hulp thuis, vóór het escaleert"
    PASSENDE_ONDERSTEUNING = "passende-ondersteuning", "Ondersteuning die past bij de vraag"
    AFSTEMMING = "afstemming-in-netwerk", "Zorg en ondersteuning goed op elkaar afgestemd"
    TOEGANKELIJK = "toegankelijke-voorzieningen", "Voorzieningen waar iedereen terechtkan"
    MINDER_PROFESSIONEEL = "minder-professionele-zorg", "Minder professionele zorg waar dat kan"
    DOOR_CLIENTEN = "aanbod-door-clienten", "Meer aanbod door en voor cliënten"
    KORTER_BESCHERMD = "korter-beschermd-verblijf", "Korter in een beschermende woonomgeving"
    WOONCONCEPTEN = "nieuwe-woonconcepten", "Nieuwe manieren van wonen"
    MEER_PARTICIPATIE = "meer-participatie", "Vaker meedoen en werken"
    ZINVOL_VERBLIJF = "zinvol-langdurig-verblijf", "Een zinvol leven bij langdurig verblijf"
    INTENSIEVE_ZORG = "intensieve-zorg-wlz", "Goede intensieve zorg voor een kleine groep"


class Ervaring(TextChoices):
    BEDENKEN = "bedenken", "Bedenken"
    UITVOEREN = "uitvoeren", "Uitvoeren"
    BESTUREN = "besturen", "Besturen"
    EVALUEREN = "evalueren", "Evalueren"
    GEEN = "geen", "Geen inzet"


class Beloning(TextChoices):
    VRIJWILLIG = "vrijwillig", "Vrijwillig"
    BETAALD = "betaald", "Betaald"


class Onderbouwing(TextChoices):
    ERVARING = "ervaring", "Ervaring"
    BESCHREVEN = "practice-based-beschreven", "Practice-based, beschreven"
    GEEVALUEERD = "practice-based-geevalueerd", "Practice-based, geëvalueerd"
    ELDERS = "evidence-based-elders", "Evidence-based, elders onderzocht"
    HIER = "evidence-based-hier", "Evidence-based, hier onderzocht"


class Erkenning(TextChoices):
    GEEN = "geen", "Geen"
    GOED_BESCHREVEN = "goed-beschreven", "Goed beschreven"
    GOED_ONDERBOUWD = "goed-onderbouwd", "Goed onderbouwd"
    EERSTE = "eerste-aanwijzingen", "Eerste aanwijzingen"
    GOEDE = "goede-aanwijzingen", "Goede aanwijzingen"
    STERKE = "sterke-aanwijzingen", "Sterke aanwijzingen"


class Financiering(TextChoices):
    WMO = "wmo", "Wmo"
    ZVW = "zvw", "Zvw"
    WLZ = "wlz", "Wlz"
    JEUGDWET = "jeugdwet", "Jeugdwet"
    LUMPSUM = "lumpsum", "Lumpsum"
    VIRTUELE_LUMPSUM = "virtuele-lumpsum", "Virtuele lumpsum"
    POPULATIE = "populatiebekostiging", "Populatiebekostiging"
    SUBSIDIE = "subsidie", "Subsidie"
    EIGEN_MIDDELEN = "eigen-middelen", "Eigen middelen"
    BUDGETNEUTRAAL = "budgetneutraal", "Budgetneutraal"
    BURGERINITIATIEF = "burgerinitiatief", "Burgerinitiatief"


class Randvoorwaardesoort(TextChoices):
    REGIONALE_SAMENWERKING = "regionale-samenwerking", "Regionale samenwerking"
    POSITIE_CLIENTEN = "positie-clientenorganisatie", "Positie van de cliëntenorganisatie"
    REGIE_GEMEENTE = "regie-gemeente", "Regie door de gemeente"
    CULTUUROMSLAG = "cultuuromslag", "Cultuuromslag"
    EXPERIMENTEERRUIMTE = "experimenteerruimte", "Experimenteerruimte"
    COMMITMENT = "bestuurlijk-commitment", "Bestuurlijk commitment"
    GEGEVENSDELING = "gegevensdeling", "Gegevensdeling of ict"
    HUISVESTING = "huisvesting", "Huisvesting"
    PERSONEEL = "personeel", "Personeel"


class Kostencijfer(TextChoices):
    """The three figures of 'Kosten, uren en bereik'; each may be marked unknown."""

    KOSTEN = "kosten", "Kosten per jaar"
    UREN = "uren", "Uren per week"
    BEREIK = "bereik", "Bereik"


class Meetsoort(TextChoices):
    """What a figure says: a plan, how much or how many there is, or that something changed."""

    DOEL = "doel", "Doel"
    GETELD = "geteld", "Geteld"
    EFFECT = "effect-gemeten", "Effect gemeten"


class Resultaat(TextChoices):
    """What the figures of a description say together."""

    EFFECT = "effect-gemeten", "Effect gemeten"
    GETELD = "geteld", "Geteld"
    DOEL = "doel", "Alleen doel"


class Toepassing(TextChoices):
    VERKENT = "verkent", "Verkent"
    GESTART = "gestart", "Gestart"
    DRAAIT = "draait", "Draait"
    GESTOPT = "gestopt", "Gestopt"
    DOET_MEE = "doet-mee", "Doet mee"
    ONBEKEND = "onbekend", "Niet bekend"


GEMELD = (Toepassing.VERKENT, Toepassing.GESTART, Toepassing.DRAAIT, Toepassing.GESTOPT)
"""What an organisation says of itself; the others are for who knows it from a document."""


class Licentie(TextChoices):
    """What another may do with a photo or drawing."""

    CC_BY = "cc-by-4-0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4-0", "CC BY-SA 4.0"
    CC0 = "cc0-1-0", "CC0: vrij te gebruiken"
    TOESTEMMING = "toestemming", "Alleen hier, met toestemming"


class Zichtbaarheid(TextChoices):
    OPENBAAR = "openbaar", "Zichtbaar voor iedereen"
    REDACTIE = "redactie", "Alleen voor de redactie"


class Status(TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    IN_BEOORDELING = "in-beoordeling", "In beoordeling"
    AANVULLING = "aanvulling-gevraagd", "Aanvulling gevraagd"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    TE_BEVESTIGEN = "te-bevestigen", "Te bevestigen"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    WEGGEGOOID = "weggegooid", "Weggegooid"


ZICHTBAAR = (Status.GEPUBLICEERD, Status.TE_BEVESTIGEN)
OPEN = (Status.CONCEPT, Status.INGEDIEND, Status.IN_BEOORDELING, Status.AANVULLING)
"""Work in progress; an innovatie has at most one such version."""

UITLEG: dict[str, str] = {
    Onderbouwing.ERVARING: (
        "Mensen die ermee werken, vertellen dat het helpt. Het is nog niet onderzocht."
    ),
    Onderbouwing.BESCHREVEN: (
        "De aanpak komt uit de praktijk en is zo beschreven dat een ander die kan volgen."
    ),
    Onderbouwing.GEEVALUEERD: "De aanpak komt uit de praktijk en is daar ook geëvalueerd.",
    Onderbouwing.ELDERS: "Onderzoek op een andere plek laat zien dat de aanpak werkt.",
    Onderbouwing.HIER: "Onderzoek op deze plek laat zien dat de aanpak werkt.",
    Financiering.WMO: "Wet maatschappelijke ondersteuning.",
    Wet.WMO_2015: "Wet maatschappelijke ondersteuning.",
    Wet.WLZ: "Wet langdurige zorg.",
    Wet.ZVW: "Zorgverzekeringswet.",
    Wet.WFZ: "Wet forensische zorg.",
    Wet.WVGGZ: "Wet verplichte geestelijke gezondheidszorg.",
    Wet.WZD: "Wet zorg en dwang.",
}
"""One plain sentence for a value that a reader may not know; of a law in any list."""
