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
        ),
    ),
    Pagina(
        "Alle regio's",
        "innovaties:regio_overzicht",
        "Een overzicht van provincies en zorgregio's, met wat er in elke regio gebeurt.",
        ("provincies", "zorgregio's"),
        vragen=(
            "wat gebeurt er bij mij in de buurt",
            "welke regio's doen mee",
        ),
    ),
    Pagina(
        "Alle organisaties",
        "innovaties:organisatie_overzicht",
        "Een overzicht van wie meedoet aan een innovatie.",
        vragen=(
            "welke instellingen doen mee",
            "lijst van deelnemers",
        ),
    ),
    Pagina(
        "Alle methodieken",
        "innovaties:methodiek_overzicht",
        "Een overzicht van de werkwijzen waarop innovaties bouwen.",
        vragen=(
            "welke methoden zijn er",
            "lijst van werkwijzen en afkortingen",
        ),
    ),
)

_PAGINAS = (
    Pagina(
        "Alle innovaties",
        "innovaties:lijst",
        "De hele lijst, met filters.",
        vragen=(
            "laat alles zien",
            "overzicht van alle projecten en aanpakken",
        ),
    ),
    Pagina(
        "Innovaties vergelijken",
        "innovaties:vergelijk",
        "Zet twee tot vier innovaties naast elkaar.",
        ("vergelijken", "innovaties naast elkaar"),
        vragen=(
            "wat is het verschil tussen twee aanpakken",
            "innovaties vergelijken op kosten en doelgroep",
            "welke aanpak past het best bij ons",
        ),
    ),
    Pagina(
        "Mijn map",
        "innovaties:map",
        "Wat u verzamelt om mee te nemen.",
        ("map",),
        vragen=(
            "iets bewaren om later te lezen",
            "een lijstje maken voor een overleg",
            "mijn favorieten samen afdrukken",
        ),
    ),
    Pagina(
        "Wat werkt waar",
        "innovaties:elementen",
        "Welke werkzame elementen komen waar terug?",
        ("werkzame elementen", "elementen", "wat werkt"),
        vragen=(
            "wat maakt dat iets werkt",
            "wat zijn de succesfactoren",
            "welke onderdelen komen steeds terug",
        ),
    ),
    Pagina(
        "Knelpunten en oplossingen",
        "innovaties:knelpunten",
        "Waar liep het vast, en wat hielp?",
        ("knelpunten", "oplossingen"),
        vragen=(
            "waar loopt het op stuk",
            "wat ging er niet goed en wat hielp toen",
            "belemmeringen bij vernieuwen en samenwerken",
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
