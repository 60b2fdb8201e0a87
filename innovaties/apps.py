from django.apps import AppConfig

from organisaties.boven import ORGANISATIE, REGIO
from vinden.gegevens import GEGEVENSSETS
from vinden.paginas import PAGINAS, Pagina

_OVERZICHTEN = (
    Pagina(
        "Alle thema's",
        "innovaties:thema_overzicht",
        "Een overzicht van de onderwerpen, met wat er per thema beschreven is.",
        vragen=(
            "welke onderwerpen zijn er",
            "alle onderwerpen op een rij",
            "per onderwerp bekijken wat er is",
            "over welk onderwerp staat hier het meest",
            "welke rubrieken hebben jullie",
            "in welke categorie moet ik kijken",
        ),
    ),
    Pagina(
        "Alle regio's",
        "innovaties:regio_overzicht",
        "Een overzicht van provincies en zorgregio's, met wat er in elke regio gebeurt.",
        ("provincies", "zorgregio's"),
        vragen=(
            "wat gebeurt er bij mij in de buurt",
            "iets zoeken dicht bij mijn woonplaats",
            "wat doen ze in mijn provincie",
            "welke regio's doen mee",
            "waar in het land gebeurt al iets",
            "een streek of gebied kiezen",
        ),
    ),
    Pagina(
        "Alle organisaties",
        "innovaties:organisatie_overzicht",
        "Een overzicht van wie meedoet aan een innovatie.",
        vragen=(
            "welke instellingen doen mee",
            "lijst van deelnemers",
            "welke gemeenten en zorgaanbieders werken mee",
            "wie is hier allemaal bij betrokken",
            "staat mijn werkgever ertussen",
            "een instelling opzoeken op naam",
            "alle betrokken partijen van a tot z",
        ),
    ),
    Pagina(
        "Alle methodieken",
        "innovaties:methodiek_overzicht",
        "Een overzicht van de werkwijzen waarop innovaties bouwen.",
        vragen=(
            "welke methoden zijn er",
            "een methode opzoeken op naam",
            "op welke interventies bouwen de projecten",
            "lijst van werkwijzen en afkortingen",
            "wat betekent deze afkorting",
            "waar staan die letters voor",
            "ik kom een vakterm tegen en wil uitleg",
        ),
    ),
)

_PAGINAS = (
    Pagina(
        "Alle innovaties",
        "innovaties:lijst",
        "De hele lijst, met filters.",
        vragen=(
            "laat alles zien wat er is",
            "ik wil gewoon even rondkijken",
            "overzicht van alle projecten en aanpakken",
            "zelf kiezen op doelgroep, wet of financiering",
            "de nieuwste voorbeelden bovenaan zetten",
            "alle voorbeelden op een kaart van Nederland",
            "de lijst downloaden in Excel of csv",
        ),
    ),
    Pagina(
        "Innovaties vergelijken",
        "innovaties:vergelijk",
        "Zet twee tot vier innovaties naast elkaar.",
        ("vergelijken", "innovaties naast elkaar"),
        vragen=(
            "wat is het verschil tussen twee aanpakken",
            "waarin verschillen deze projecten",
            "twee voorbeelden tegen elkaar afzetten",
            "innovaties vergelijken op kosten en doelgroep",
            "een tabel met de verschillen meenemen",
            "welke aanpak past het best bij ons",
            "ik kan niet kiezen tussen deze twee",
        ),
    ),
    Pagina(
        "Mijn map",
        "innovaties:map",
        "Wat u verzamelt om mee te nemen.",
        ("map",),
        vragen=(
            "iets bewaren om later te lezen",
            "waar staat wat ik heb bewaard",
            "wat heb ik aangevinkt",
            "zelf een notitie bij een innovatie zetten",
            "een lijstje maken voor een overleg",
            "mijn keuze delen met collega's",
            "mijn favorieten samen afdrukken",
            "alles wat ik koos in één bestand",
        ),
    ),
    Pagina(
        "Wat werkt waar",
        "innovaties:elementen",
        "Welke werkzame elementen komen waar terug?",
        ("werkzame elementen", "elementen", "wat werkt"),
        vragen=(
            "wat maakt dat iets werkt",
            "hoe zeker is het dat het helpt",
            "wat zijn de succesfactoren",
            "wat zijn de belangrijkste ingrediënten",
            "welk onderdeel mag je niet weglaten",
            "welke onderdelen komen steeds terug",
            "wat hebben goede voorbeelden gemeen",
        ),
    ),
    Pagina(
        "Knelpunten en oplossingen",
        "innovaties:knelpunten",
        "Waar liep het vast, en wat hielp?",
        ("knelpunten", "oplossingen"),
        vragen=(
            "waar loopt het op stuk",
            "waar lopen anderen tegenaan",
            "belemmeringen bij vernieuwen en samenwerken",
            "welke obstakels kan ik verwachten",
            "wat ging er niet goed en wat hielp toen",
            "hoe hebben anderen dit probleem opgelost",
            "wij lopen vast, wie had dat ook",
        ),
    ),
    *_OVERZICHTEN,
)


class InnovatiesConfig(AppConfig):
    name = "innovaties"
    verbose_name = "Innovaties"

    def ready(self) -> None:
        """Refuse to start with a personal detail of which nobody said who may see it.

        Give each regio and organisatie its page, and lead search to the lists.
        """
        from innovaties.formaat import VELD  # noqa: PLC0415 (needs the models)
        from innovaties.lezen.persoonsgegevens import controleer  # noqa: PLC0415
        from innovaties.uitvoer.gegevenssets import SETS  # noqa: PLC0415

        controleer(VELD.values())
        GEGEVENSSETS.meld(*SETS)
        REGIO.meld("innovaties:regio")
        ORGANISATIE.meld("innovaties:organisatie")
        PAGINAS.meld(*_PAGINAS)
