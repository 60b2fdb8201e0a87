"""The fixed description format, declared once.

The public page, comparison, exports, the content loader, completeness, search, the form to write in
and the Word file to fill in all walk `FORMAAT`. A column of `Beschrijving` or a table of
`models.regels` becomes part of the format by standing in here.
"""

from collections.abc import Iterator

from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld, Vereist, Zichtbaar
from innovaties.keuzelijsten import Kostencijfer, Soort
from organisaties.keuzelijsten import Lezer

_I, _P, _NOOIT, _SYSTEEM = Vereist.INDIENEN, Vereist.PUBLICEREN, Vereist.NOOIT, Vereist.SYSTEEM
_TOESTEMMING, _REDACTIE = Zichtbaar.MET_TOESTEMMING, Zichtbaar.REDACTIE


def _bij(
    naam: str,
    label: str = "Toelichting",
    eenheid: str = "",
    zichtbaar: Zichtbaar | None = None,
    hulp: str = "",
    alleen: Soort | None = None,
) -> Veld:
    """A field beside the main one of its part, that may stay empty."""
    return Veld(
        naam,
        label,
        verplicht=False,
        eenheid=eenheid,
        zichtbaar=zichtbaar,
        hulp=hulp,
        alleen=alleen,
    )


_ILLUSTRATIE = (
    "Laat met één foto of tekening zien hoe het gaat. Staan er mensen op? Vraag hun toestemming. "
    "Schrijf erbij wat erop te zien is, wie haar maakte en wat een ander ermee mag."
)
_LEZERSVRAGEN = (
    "Welke vragen beantwoordt deze beschrijving? Schrijf er acht tot vijftien, zoals een cliënt, "
    "een naaste, een collega of een gemeente ze zou stellen. Gebruik hun woorden, ook vakwoorden: "
    "het zoeken vindt de beschrijving ermee."
)
_FASE_PEIL = "Wanneer was dit zo? Een jaar, maand of dag. Weet u het niet? Laat het leeg."
_CIJFERS = (
    "Doel: u hoopt het. Geteld: hoeveel, of hoe groot. Effect gemeten: iets werd anders, "
    "vergeleken met ervoor of met een andere groep. Schrijf dan bij hoeveel mensen (n) en hoe u "
    "dat mat."
)
_BRONNEN = "Noem bij elk document ook het hoofdstuk of de pagina."
_BRONDATUM = (
    "Weet u dit alles uit een document? Schrijf hier wanneer dat uitkwam. Zolang de organisatie "
    "niets bevestigt, staat bij een fase of getal dan 'volgens bron'."
)

_IN_EEN_ZIN = (
    "Wat is dit, in één zin die op een kaartje past? Verplicht vanaf publiceren: hoogstens 140 "
    "tekens."
)
_GEWONE_TAAL = (
    "Hoe legt u dit uit aan een cliënt of naaste? Hoogstens 120 woorden, in korte zinnen en met "
    "‘u’. Zet er niets in wat niet ook in de rest staat."
)
_BEKEND = "Wat zegt de bron hierover, en wat zegt zij niet? Zet het jaar erbij."


FORMAAT: tuple[Sectie, ...] = (
    Sectie(
        "in-het-kort",
        "In het kort",
        (
            Onderdeel(
                1,
                "titel",
                "Titel",
                "Onder welke naam kennen collega's dit?",
                _I,
                (Veld("titel", gewicht="A"),),
            ),
            Onderdeel(
                2,
                "soort",
                "Bestaand, gewenst of genoemd",
                "Draait dit al ergens, zoekt u wie het wil beginnen, of noemt alleen een bron het?",
                _I,
                (Veld("soort"),),
            ),
            Onderdeel(
                3,
                "kern",
                "Kern",
                "Wat gaat er anders dan vroeger? Drie gewone zinnen.",
                _I,
                (
                    Veld("kern", gewicht="B"),
                    Veld(
                        "in_een_zin",
                        "In één zin",
                        verplicht=False,
                        hulp=_IN_EEN_ZIN,
                        bij_publiceren=True,
                    ),
                    _bij("gewone_taal", "In gewone taal", hulp=_GEWONE_TAAL),
                    _bij("bekend", "Wat er bekend is", hulp=_BEKEND, alleen=Soort.GENOEMD),
                ),
            ),
            Onderdeel(
                4,
                "themas",
                "Thema's",
                "Welk thema raakt dit het sterkst?",
                _I,
                (Veld("themas", gewicht="C", hoogstens=3),),
            ),
            Onderdeel(
                5,
                "niveau",
                "Niveau",
                "Verandert het werk met cliënten, de organisatie of het bestuur?",
                _I,
                (Veld("niveaus"),),
            ),
            Onderdeel(
                6,
                "methodiek",
                "Methodiek",
                "Op welke methodiek bouwt u voort en waar wijkt u af?",
                _P,
                (Veld("methodieken", gewicht="C"), _bij("methodiek_toelichting")),
            ),
            Onderdeel(
                7,
                "wet",
                "Wettelijk domein",
                "Onder welke wetten valt de ondersteuning?",
                _I,
                (Veld("wetten"),),
            ),
            Onderdeel(
                8,
                "gebied",
                "Regio, gemeenten en schaal",
                "Waar gebeurt het, en hoe groot is het gebied?",
                _I,
                (
                    Veld("regios", "Regio", verplicht=False, gewicht="C"),
                    _bij("gemeenten", "Gemeenten"),
                    Veld("schaal", "Schaal"),
                ),
            ),
            Onderdeel(
                9,
                "fase",
                "Fase, start en einde",
                "Sinds wanneer loopt dit en hoe ver bent u?",
                _P,
                (
                    Veld("fase", "Fase", peil="fase_peildatum"),
                    _bij("fase_peildatum", "Peildatum", hulp=_FASE_PEIL),
                    Veld("start", "Start", bij_plan="gepland vanaf"),
                    Veld("einde", "Einde", verplicht=False, bij_plan="gepland tot"),
                    _bij("stopreden", "Reden van stoppen"),
                ),
            ),
        ),
    ),
    Sectie(
        "waarom-en-voor-wie",
        "Waarom en voor wie",
        (
            Onderdeel(
                10,
                "aanleiding",
                "Aanleiding",
                "Wat ging er mis voor cliënten, en waaruit bleek dat?",
                _P,
                (Veld("aanleiding"),),
            ),
            Onderdeel(
                11,
                "doelgroep",
                "Doelgroep",
                "Voor wie wel, voor wie niet, en hoe komt iemand binnen?",
                _I,
                (Veld("doelgroepen"), _bij("doelgroep_toelichting")),
            ),
            Onderdeel(
                12,
                "clientvraag",
                "Vraag van de cliënt",
                "Welke wens van de cliënt staat voorop en wie beslist?",
                _P,
                (
                    Veld("clientvraag"),
                    _bij("lezersvragen", "Zo vragen mensen ernaar", hulp=_LEZERSVRAGEN),
                ),
            ),
            Onderdeel(
                13,
                "doel",
                "Doel en richtpunten",
                "Wat is er straks anders, voor wie en wanneer?",
                _I,
                (Veld("doel"), _bij("richtpunten", "Richtpunten")),
            ),
        ),
        eerst_voor=(Lezer.CLIENT_OF_NAASTE, Lezer.GEMEENTE),
    ),
    Sectie(
        "wat-u-doet",
        "Wat u doet",
        (
            Onderdeel(
                14,
                "aanpak",
                "Aanpak",
                "Wat gebeurt er stap voor stap, waar, hoe vaak, hoe lang?",
                _I,
                (
                    Veld("aanpak"),
                    _bij("illustraties", "Foto of tekening", hulp=_ILLUSTRATIE),
                ),
            ),
            Onderdeel(
                15,
                "vaste-kern",
                "Vaste kern en speelruimte",
                "Wat mag een ander veranderen, wat beslist niet?",
                _NOOIT,
                (Veld("vaste_kern"),),
            ),
            Onderdeel(
                16,
                "uitvoerders",
                "Uitvoerders en scholing",
                "Wie doet het werk en wat moeten zij kunnen?",
                _P,
                (Veld("uitvoerders"),),
            ),
            Onderdeel(
                17,
                "ervaring",
                "Inzet ervaringsdeskundigen",
                "Bij welke stap doen zij mee, met welke zeggenschap, betaald?",
                _P,
                (
                    Veld("ervaring"),
                    _bij("ervaring_beloning", "Vrijwillig of betaald"),
                    _bij("ervaring_fte", "Omvang", "fte"),
                    _bij("ervaring_toelichting"),
                ),
            ),
            Onderdeel(
                18,
                "naasten",
                "Naasten en informele zorg",
                "Wat doen familie, buren en vrijwilligers?",
                _NOOIT,
                (Veld("naasten"),),
            ),
        ),
        eerst_voor=(Lezer.PROFESSIONAL, Lezer.CLIENT_OF_NAASTE),
    ),
    Sectie(
        "wie-doen-mee",
        "Wie doen mee",
        (
            Onderdeel(
                19,
                "partijen",
                "Betrokken partijen",
                "Wie doet mee, in welke rol, en wat brengt die in?",
                _I,
                (Veld("partijen"),),
            ),
        ),
        eerst_voor=(Lezer.ORGANISATIENETWERK,),
    ),
    Sectie(
        "wat-werkt",
        "Wat werkt",
        (
            Onderdeel(
                20,
                "elementen",
                "Werkzame elementen",
                "Zonder welk onderdeel valt het resultaat weg?",
                _P,
                (Veld("elementen", gewicht="B"),),
            ),
            Onderdeel(
                21,
                "succesfactoren",
                "Succesfactoren",
                "Wat hielp u vooruit?",
                _P,
                (Veld("succesfactoren"),),
            ),
            Onderdeel(
                22,
                "knelpunten",
                "Knelpunten en oplossingen",
                "Waar liep u vast, en wat hielp?",
                _P,
                (Veld("knelpunten"),),
            ),
        ),
        eerst_voor=(Lezer.PROFESSIONAL, Lezer.ORGANISATIENETWERK),
    ),
    Sectie(
        "wat-nodig-is",
        "Wat nodig is",
        (
            Onderdeel(
                23,
                "randvoorwaarden",
                "Randvoorwaarden",
                "Wat moet een ander eerst geregeld hebben?",
                _P,
                (Veld("randvoorwaarden"), _bij("randvoorwaarden_toelichting")),
            ),
            Onderdeel(
                24,
                "financiering",
                "Financiering",
                "Wie betaalt welk deel, tijdelijk of blijvend?",
                _P,
                (Veld("financiering"), _bij("financiering_toelichting")),
            ),
            Onderdeel(
                25,
                "kosten",
                "Kosten, uren en bereik",
                "Wat kost een jaar en hoeveel mensen bereikt u?",
                _P,
                (
                    Veld(
                        "kosten_per_jaar",
                        "Kosten",
                        eenheid="euro per jaar",
                        onbekend=Kostencijfer.KOSTEN,
                    ),
                    Veld(
                        "uren_per_week", "Uren", eenheid="uur per week", onbekend=Kostencijfer.UREN
                    ),
                    Veld(
                        "bereik",
                        "Bereik",
                        eenheid="mensen",
                        onbekend=Kostencijfer.BEREIK,
                        peil="peildatum",
                    ),
                    _bij("peildatum", "Peildatum"),
                    # The figure itself says that it is unknown.
                    _bij("cijfers_onbekend", "Onbekend", zichtbaar=_REDACTIE),
                ),
            ),
        ),
        eerst_voor=(Lezer.GEMEENTE, Lezer.VERZEKERAAR, Lezer.RIJKSOVERHEID, Lezer.BESTUUR),
    ),
    Sectie(
        "wat-het-oplevert",
        "Wat het oplevert",
        (
            Onderdeel(
                26,
                "resultaten",
                "Resultaten",
                "Wat is geteld, welk effect is gemeten, en wat verwacht u alleen nog?",
                _P,
                (Veld("resultaten"), _bij("cijfers", "Cijfers", hulp=_CIJFERS)),
            ),
            Onderdeel(
                27,
                "onderbouwing",
                "Onderbouwing en externe erkenning",
                "Waarop steunt de uitspraak dat dit werkt?",
                _P,
                (
                    Veld("onderbouwing", "Onderbouwing"),
                    Veld("erkenning", "Externe erkenning"),
                    _bij("bronnen", "Bronnen", hulp=_BRONNEN),
                    _bij("brondatum", "Datum van de bron", hulp=_BRONDATUM),
                ),
            ),
        ),
        eerst_voor=(Lezer.VERZEKERAAR, Lezer.RIJKSOVERHEID, Lezer.BESTUUR),
    ),
    Sectie(
        "zelf-beginnen",
        "Zelf beginnen",
        (
            Onderdeel(
                28,
                "tips",
                "Tips voor overname",
                "Wat doet een andere regio in week één?",
                _P,
                (Veld("tips"),),
            ),
            Onderdeel(
                29,
                "elders",
                "Elders toegepast",
                "Wie nam dit over en wat pasten zij aan?",
                _NOOIT,
                (Veld("elders"),),
            ),
            Onderdeel(
                30,
                "praktijkverhaal",
                "Praktijkverhaal",
                "Wat merkt één cliënt ervan? (niet herleidbaar)",
                _NOOIT,
                (
                    Veld("praktijkverhaal"),
                    _bij("praktijkverhaal_toestemming", "Toestemming", zichtbaar=_REDACTIE),
                ),
            ),
            Onderdeel(
                31,
                "materialen",
                "Materialen",
                "Wat kan een ander zo gebruiken?",
                _NOOIT,
                (Veld("materialen"),),
            ),
            Onderdeel(
                32,
                "gezochte-partners",
                "Gezochte partners",
                "Met wie wilt u dit beginnen en wat ontbreekt nog?",
                _I,
                (
                    Veld("gezochte_partners", alleen=Soort.GEWENST),
                    _bij("gezochte_partners_toelichting", alleen=Soort.GEWENST),
                ),
            ),
        ),
    ),
    Sectie(
        "contact",
        "Contact",
        (
            Onderdeel(
                33,
                "contactpersoon",
                "Contactpersoon",
                "Wie beantwoordt vragen, en mag de naam zichtbaar zijn?",
                _I,
                (
                    Veld("contact_naam", "Naam of functie", zichtbaar=_TOESTEMMING),
                    Veld("contact_email", "E-mailadres", zichtbaar=_TOESTEMMING),
                    Veld("contact_zichtbaarheid", "Zichtbaarheid", zichtbaar=_REDACTIE),
                    _bij("contact_toestemming_op", "Toestemming op", zichtbaar=_REDACTIE),
                    _bij("contact_toestemming_door", "Toestemming door", zichtbaar=_REDACTIE),
                ),
            ),
            Onderdeel(
                34,
                "beheer",
                "Kennismakelaar, tranche en bevestiging",
                "Klopt de beschrijving vandaag nog?",
                _SYSTEEM,
                (),
            ),
        ),
        eerst_voor=(Lezer.CLIENT_OF_NAASTE,),
    ),
)

TREFWOORDEN = Veld("trefwoorden", "Trefwoorden", verplicht=False, gewicht="B", hoogstens=10)
BIJ_FORMAAT = Onderdeel(
    0,
    "trefwoorden",
    "Trefwoorden",
    "Met welke woorden zoekt een collega hiernaar? Zet er komma's tussen.",
    _NOOIT,
    (TREFWOORDEN,),
)
"""Free keywords stand beside the format, and are written in its first section."""


def onderdelen() -> Iterator[Onderdeel]:
    """All parts in the order of the format."""
    return (onderdeel for sectie in FORMAAT for onderdeel in sectie.onderdelen)


VELD = {veld.naam: veld for onderdeel in (*onderdelen(), BIJ_FORMAAT) for veld in onderdeel.velden}
"""Each field by its name, in the order of the format, the trefwoorden last."""
