"""What programs read of descriptions and of the lists behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Prefetch, QuerySet, TextChoices
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from basis.tekst import schoon
from innovaties.formaat import BIJ_FORMAAT, VELD, onderdelen
from innovaties.formaat.soorten import Lijst
from innovaties.keuzelijsten import ZICHTBAAR
from innovaties.lezen.namen import Lijstnamen, namen
from innovaties.lezen.weergave import niet_bekend
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Doelgroep, Innovatie, Thema
from innovaties.uitvoer.adressen import citaat, vast_adres, webadres
from innovaties.uitvoer.sitemaps import SITEMAPS
from innovaties.uitvoer.soortgegevens import van_veld
from organisaties.models import Regio
from vinden.facetten import Facet
from vinden.filters import MAXIMUM_TEKENS, VraagFilter
from vinden.gegevens import (
    ADRES,
    LIJST,
    SLUG,
    TEKST,
    Gegeven,
    Gegevensset,
    Schema,
    getal,
    keuze,
    lijst,
    moment,
    tekst,
    verwijzing,
)

VERSIES = Prefetch(
    "innovatie__versies",
    Beschrijving.objects.filter(gepubliceerd_op__isnull=False)
    .order_by("versie")
    .only("innovatie_id", "versie", "gepubliceerd_op"),
    to_attr="openbare_versies",
)
DAG: Schema = {"type": ["string", "null"], "format": "date"}
URI: Schema = {"type": "string", "format": "uri"}
VERSIE = (
    getal("versie"),
    moment("gepubliceerd_op"),
    Gegeven("url", URI, vast_adres, uitleg="Het vaste adres van die versie."),
)


def _innovaties(rij: Any) -> list[dict[str, str]]:
    return [
        {**verwijzing(innovatie), "tekst": innovatie.gepubliceerd.titel}
        for innovatie in rij.innovaties.all()
    ]


INNOVATIES_ERBIJ = Gegeven(
    "innovaties",
    LIJST,
    _innovaties,
    (
        Prefetch(
            "innovaties",
            Innovatie.objects.filter(gepubliceerd__status__in=ZICHTBAAR).select_related(
                "gepubliceerd"
            ),
        ),
    ),
)
"""The innovations that a row of another app is about, as far as everybody reads them."""


@cache
def velden() -> tuple[Gegeven, ...]:
    """What a program reads of a description: each field of the format that is about nobody.

    Not even with consent: that is for the page, and a copy elsewhere cannot be taken back.
    """
    alle = [*onderdelen(), BIJ_FORMAAT]
    uitleg = {
        veld.naam: " – ".join(filter(None, (deel.label, veld.label)))
        for deel in alle
        for veld in deel.velden
    }
    openbaar = (veld for veld in VELD.values() if veld.zichtbaar is None)
    return (*VAST, *(_met_uitleg(van_veld(veld), uitleg[veld.naam]) for veld in openbaar))


def _met_uitleg(gegeven: Gegeven, uitleg: str) -> Gegeven:
    return Gegeven(gegeven.naam, gegeven.schema, gegeven.lees, gegeven.ophalen, uitleg)


def _onbekend(beschrijving: Beschrijving) -> list[str]:
    return [naam for naam in niet_bekend(beschrijving) if VELD[naam].zichtbaar is None]


VAST = (
    tekst("slug", "De naam in het adres.", van="innovatie.slug"),
    Gegeven("url", URI, webadres, uitleg="De pagina voor lezers."),
    getal("versie", "Het nummer van deze versie."),
    Gegeven("vast_adres", URI, vast_adres, uitleg="Het adres van deze versie, dat blijft."),
    Gegeven("citaat", TEKST, lambda b: schoon(citaat(b)), uitleg="Zo verwijst u ernaar."),
    keuze("status"),
    moment("gepubliceerd_op", "Wanneer deze versie verscheen."),
    moment("veranderd_op", "De laatste verandering die u hier ziet.", van="innovatie.veranderd_op"),
    Gegeven(
        "bevestigd_op",
        DAG,
        lambda b: b.innovatie.bevestigd_op and b.innovatie.bevestigd_op.isoformat(),
        uitleg="Wanneer de organisatie voor het laatst zei dat het klopt.",
    ),
    Gegeven(
        "versies",
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {een.naam: een.schema for een in VERSIE},
                "required": [een.naam for een in VERSIE],
                "additionalProperties": False,
            },
        },
        lambda b: [
            {een.naam: een.lees(versie) for een in VERSIE}
            for versie in b.innovatie.openbare_versies
        ],
        (VERSIES,),
        "Alle versies die zijn gepubliceerd.",
    ),
    Gegeven(
        "niet_bekend",
        {"type": "array", "items": {"type": "string"}},
        _onbekend,
        tuple(veld.naam for veld in VELD.values() if isinstance(veld.soort, Lijst)),
        "Wat het formaat vraagt en niemand weet.",
    ),
)
"""What a description has beside the format."""


def _vraag() -> Mapping[str, Schema]:
    """The question of the list: words, an order, and the values of each facet."""
    bekend = namen()
    volgordes = VraagFilter(QueryDict(), BESCHRIJVINGEN, bekend).volgordes
    return {
        "q": {"type": "string", "maxLength": MAXIMUM_TEKENS},
        "sorteer": {"type": "string", "enum": [code for code, _ in volgordes]},
        **{facet.sleutel: _waarden(facet, bekend) for facet in BESCHRIJVINGEN.facetten},
    }


def _waarden(facet: Facet[Any], bekend: Lijstnamen) -> Schema:
    """The values of a fixed list; those of rows change, and so are any word."""
    een: Schema = {"type": "string", "maxLength": 80, "pattern": "^[a-z0-9-]+$"}
    if issubclass(facet.lijst, TextChoices):
        een = {"type": "string", "enum": list(bekend[facet.sleutel])}
    return {"type": "array", "items": een, "maxItems": 20}


def _kies(vraag: QueryDict, rijen: QuerySet[Any]) -> tuple[Sequence[int], bool]:
    """The keys of the `rijen` that answer the list's question, in its order.

    No value is passed over in silence: of a list of rows one that is not there finds nothing.
    """
    filterset = VraagFilter(vraag, BESCHRIJVINGEN, namen(vraag.getlist("trefwoord")))
    if filterset.onbekend:
        return [], False
    uitslag = BESCHRIJVINGEN.zoek(filterset.vraag)
    alle = uitslag.op_volgorde(filterset.sortering)[slice(None)]
    deze = RawSQL("SELECT unnest(%s::bigint[])", [alle])  # one parameter, however many there are
    binnen = set(rijen.filter(pk__in=deze).values_list("pk", flat=True))
    return [pk for pk in alle if pk in binnen], uitslag.gezocht.laat


def _rijen() -> QuerySet[Any]:
    return Beschrijving.objects.zichtbaar().select_related("innovatie").order_by("pk")


def _is_weg(slug: str) -> bool:
    return Innovatie.objects.gearchiveerd().filter(slug=slug).exists()


def _met_beschrijving(naam: str) -> Callable[[], QuerySet[Any]]:
    """The rows of a list that a description leads to: a draft may have made others."""
    sitemap: Any = SITEMAPS[naam]
    return lambda: sitemap.items().order_by("naam", "pk")


INNOVATIES = Gegevensset(
    "innovaties",
    "Een innovatie",
    "Beschrijvingen in het vaste formaat: wat verandert er, voor wie, en wat is ervoor nodig?",
    velden,
    _rijen,
    sleutel="innovatie__slug",
    gewijzigd="innovatie__veranderd_op",
    vraag=_vraag,
    kies=_kies,
    weg=_is_weg,
)
SETS = (
    INNOVATIES,
    Gegevensset(
        "themas",
        "Een thema",
        "De onderwerpen van het programma.",
        lambda: (SLUG, tekst("naam", van="name"), tekst("uitleg", van="tekst"), ADRES),
        lambda: Thema.objects.order_by("volgorde", "pk"),
    ),
    Gegevensset(
        "elementen",
        "Een werkzaam element",
        "Onderdelen waarzonder het resultaat wegvalt.",
        lambda: (SLUG, tekst("naam"), tekst("uitleg"), ADRES),
        _met_beschrijving("elementen"),
    ),
    Gegevensset(
        "methodieken",
        "Een methodiek",
        "Werkwijzen waarop innovaties bouwen.",
        lambda: (SLUG, tekst("naam"), tekst("uitleg"), ADRES),
        _met_beschrijving("methodieken"),
    ),
    Gegevensset(
        "doelgroepen",
        "Een doelgroep",
        "Voor wie innovaties zijn.",
        lambda: (SLUG, tekst("naam"), tekst("uitleg")),
        lambda: Doelgroep.objects.order_by("naam", "pk"),
    ),
    Gegevensset(
        "organisaties",
        "Een organisatie",
        "Wie meedoet aan een innovatie, of haar overnam.",
        lambda: (
            *(SLUG, tekst("naam"), keuze("soort"), lijst("regios")),
            *(tekst("website", "De eigen site; leeg als wij die niet kennen."), ADRES),
        ),
        _met_beschrijving("organisaties"),
    ),
    Gegevensset(
        "regios",
        "Een regio",
        "Provincies en zorgregio’s.",
        lambda: (SLUG, tekst("naam"), keuze("soort"), lijst("provincies"), ADRES),
        lambda: Regio.objects.order_by("naam", "pk"),
    ),
)
