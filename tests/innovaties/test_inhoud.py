"""Loading the content files."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from innovaties.actions.andere_namen import bewaar_namen
from innovaties.keuzelijsten import Meetsoort
from innovaties.lezen.andere_namen import MET_NAMEN, kenmerk_namen, labels
from innovaties.models import Beschrijving, Cijfer, Innovatie, Thema, Zoekdocument
from organisaties.keuzelijsten import BUREN
from organisaties.lezen import plaatsen
from redactie.inhoud import laad_inhoud
from tests.maak import maak_gebruiker
from vinden.namen import andere_namen
from werkplek.inhoud.bestanden import InhoudFout

pytestmark = pytest.mark.django_db

LIJSTEN = {
    "themas.yaml": "- {slug: wonen, naam: Wonen, tekst: Over wonen., kleur: wonen, icoon: huis}",
    "methodieken.yaml": "- {slug: fact, naam: FACT}",
    "doelgroepen.yaml": "- {slug: naasten, naam: Naasten}",
    "elementen.yaml": "- {slug: een-plan, naam: Eén plan}",
    "regios.yaml": """
- {slug: groningen, naam: Groningen, soort: provincie}
- {slug: oost-groningen, naam: Oost-Groningen, soort: zorgregio, provincies: [groningen]}
""",
    "organisaties.yaml": "- {slug: menzis, naam: Menzis, soort: zorgverzekeraar}",
    "plaatsen.yaml": """
groningen: {gemeente: [Groningen], woonplaats: [Elst (Groningen)], streek: [Veenkoloniën]}
oost-groningen: {gemeente: [Veendam], streek: [Veenkoloniën]}
""",
    "andere_namen.yaml": "thema: {wonen: [huisvesting, ' onder  dak ']}\nwet: {wlz: [AWBZ]}",
}
BESCHRIJVING = """
titel: Een plek
soort: bestaand
status: te-bevestigen
gepubliceerd_op: '10 maart 2026'
kern: Wie wacht, woont ondertussen ergens.
themas: [wonen]
regios: [oost-groningen]
aanpak: |-
  Eerst **praten**.

  - Daarna wonen
  - <script>alert(1)</script>
partijen:
- {organisatie: menzis, rol: zorgverzekeraar, inbreng: Betaalt mee.}
cijfers:
- {indicator: Woningen, soort: doel, waarde: '10'}
trefwoorden: [huis, Wachten]
"""


@pytest.fixture
def inhoud(tmp_path: Path) -> Path:
    (tmp_path / "innovaties").mkdir()
    for naam, tekst in LIJSTEN.items():
        (tmp_path / naam).write_text(tekst)
    (tmp_path / "innovaties" / "een-plek.yaml").write_text(BESCHRIJVING)
    return tmp_path


def test_laadt_alles_en_maakt_het_vindbaar(inhoud: Path) -> None:
    geladen = laad_inhoud(inhoud)

    beschrijving = Beschrijving.objects.zichtbaar().get()
    assert geladen == 9
    assert beschrijving.aanpak.startswith("<p>Eerst <strong>praten</strong>.</p>")
    assert "<script" not in beschrijving.aanpak
    assert beschrijving.partijen.get().organisatie.naam == "Menzis"
    assert sorted(beschrijving.trefwoorden.names()) == ["Wachten", "huis"]
    assert {"thema:wonen", "regio:groningen"} <= set(Zoekdocument.objects.get().facetten)


def test_tweemaal_laden_verandert_niets(inhoud: Path) -> None:
    laad_inhoud(inhoud)

    assert laad_inhoud(inhoud) == 0
    assert Beschrijving.objects.count() == 1


def test_een_plaats_in_een_zorgregio_ligt_ook_in_haar_provincie(inhoud: Path) -> None:
    laad_inhoud(inhoud)

    assert plaatsen() == [
        ("Groningen", ["groningen"], "gemeente"),
        ("Elst", ["groningen"], "woonplaats"),
        ("Veenkoloniën", ["groningen", "oost-groningen"], "streek"),
        ("Veendam", ["groningen", "oost-groningen"], "gemeente"),
    ]


def test_van_een_gewijzigd_bestand_met_plaatsen_komt_alleen_bij_wat_er_niet_is(
    inhoud: Path,
) -> None:
    laad_inhoud(inhoud)
    (inhoud / "plaatsen.yaml").write_text("groningen: {woonplaats: [Veendam, Winschoten]}")

    laad_inhoud(inhoud)

    assert plaatsen()[-2:] == [
        ("Veendam", ["groningen", "oost-groningen"], "gemeente"),
        ("Winschoten", ["groningen"], "woonplaats"),
    ]
    assert len(plaatsen()) == 5


def test_andere_namen_komen_netjes_binnen(inhoud: Path) -> None:
    laad_inhoud(inhoud)

    assert andere_namen() == [
        ("huisvesting", "thema:wonen"),
        ("onder dak", "thema:wonen"),
        ("AWBZ", "wet:wlz"),
    ]


def test_van_een_gewijzigd_bestand_komen_alleen_namen_bij_die_niemand_weghaalde(
    inhoud: Path,
) -> None:
    laad_inhoud(inhoud)
    bewaar_namen(
        facet="thema",
        namen={"wonen": ["onder dak", "een huis"]},
        kenmerk=kenmerk_namen("thema"),
        door=maak_gebruiker(rollen=["webredacteur"]),
    )
    (inhoud / "andere_namen.yaml").write_text("thema: {wonen: [Huisvesting, Onder dak, woning]}")

    laad_inhoud(inhoud)

    wonen = {naam for naam, code in andere_namen() if code == "thema:wonen"}
    assert wonen == {"onder dak", "een huis", "woning"}


@pytest.mark.parametrize(
    ("bestand", "tekst", "verwacht"),
    [
        ("plaatsen.yaml", "- Assen", "bestand: verwacht velden met een waarde"),
        ("plaatsen.yaml", "drente: {gemeente: [Assen]}", "drente: verwacht een regio"),
        ("plaatsen.yaml", "groningen: {dorp: [Leek]}", "Leek, soort: "),
        (
            "plaatsen.yaml",
            "groningen: {gemeente: [Leek], streek: [Leek]}",
            "Leek: staat er ook als een andere plaats",
        ),
        ("andere_namen.yaml", "- huis", "bestand: verwacht velden met een waarde"),
        ("andere_namen.yaml", "thema: {zwemmen: [bad]}", "thema, zwemmen: verwacht een waarde"),
        ("andere_namen.yaml", "trefwoord: {huis: [woning]}", "trefwoord, huis: verwacht een"),
        ("andere_namen.yaml", "thema: [wonen]", "thema, : verwacht een waarde"),
        ("andere_namen.yaml", "thema: {wonen: huis}", "thema, wonen: verwacht een waarde"),
        ("andere_namen.yaml", f"thema: {{wonen: [{'a' * 81}]}}", "naam: "),
        ("andere_namen.yaml", "thema: {wonen: ['']}", "thema, wonen, , naam: "),
    ],
)
def test_een_fout_in_plaatsen_of_namen_laadt_niets(
    inhoud: Path, bestand: str, tekst: str, verwacht: str
) -> None:
    (inhoud / bestand).write_text(tekst)

    with pytest.raises(InhoudFout) as fout:
        laad_inhoud(inhoud)

    assert bestand in str(fout.value)
    assert verwacht in str(fout.value)
    assert (plaatsen(), andere_namen()) == ([], [])


@pytest.mark.parametrize(
    ("vervang", "door", "verwacht"),
    [
        ("themas: [wonen]", "themas: [zwemmen]", "themas: onbekend: zwemmen"),
        (
            "themas: [wonen]",
            "themas: [a, b, c, d]",
            "themas: hoogstens 3, hier staan er 4",
        ),
        ("titel: Een plek", "titel: " + "a" * 121, "titel: "),
        ("kern: ", "kleur: ", "kleur: onbekend veld"),
        ("soort: bestaand", "soort: leuk", "soort: "),
        ("rol: zorgverzekeraar", "rol: baas", "partijen, regel 1, rol: "),
        ("organisatie: menzis", "organisatie: m", "partijen, regel 1, organisatie: onbekend: m"),
        ("indicator: Woningen", "aantal: 3", "cijfers, regel 1: onbekend veld aantal"),
        ("soort: doel", "soort: effect-gemeten", "cijfers, regel 1: Schrijf bij 'effect gemeten'"),
        ("'10 maart 2026'", "vorig jaar", "gepubliceerd_op: schrijf een dag"),
        ("status: te-bevestigen", "status: gepubliceerd", "aanleiding: verplicht om te publiceren"),
        ("titel:", "titel: [", "bestand: geen geldige YAML"),
        ("kern:", "aanleiding: " + "a" * 2001 + "\nkern:", "Deze tekst is langer dan 2000 tekens"),
    ],
)
def test_een_fout_laadt_niets_en_noemt_bestand_veld_en_reden(
    inhoud: Path, vervang: str, door: str, verwacht: str
) -> None:
    bestand = inhoud / "innovaties" / "een-plek.yaml"
    bestand.write_text(BESCHRIJVING.replace(vervang, door, 1))

    with pytest.raises(InhoudFout) as fout:
        laad_inhoud(inhoud)

    assert f"innovaties/een-plek.yaml: {verwacht}" in str(fout.value) or verwacht in str(fout.value)
    assert not Innovatie.objects.exists()
    assert not Thema.objects.exists()


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("kosten_per_jaar", "1000"),
        ("fase", "pilot"),
        ("cijfers", "[{indicator: Woningen, soort: doel}]"),
        ("contact_naam", "Het bureau"),
    ],
)
def test_wat_een_bron_alleen_noemt_heeft_geen_kosten_en_cijfers(
    inhoud: Path, veld: str, waarde: str
) -> None:
    genoemd = (
        "titel: T\nsoort: genoemd\nkern: Een bron noemt dit.\nbronnen: [{titel: 'Plan, 2015'}]\n"
    )
    (inhoud / "innovaties" / "genoemd.yaml").write_text(f"{genoemd}{veld}: {waarde}\n")

    with pytest.raises(InhoudFout) as fout:
        laad_inhoud(inhoud)

    assert str(fout.value).splitlines()[0] == (
        f"innovaties/genoemd.yaml: {veld}: hoort niet bij de soort ‘genoemd’"
    )


def test_alle_fouten_komen_tegelijk(inhoud: Path) -> None:
    (inhoud / "themas.yaml").write_text("- {slug: wonen, naam: Wonen, smaak: zoet}")
    (inhoud / "innovaties" / "een-plek.yaml").write_text(BESCHRIJVING.replace("menzis", "m"))

    with pytest.raises(InhoudFout) as fout:
        laad_inhoud(inhoud)

    plekken = {(f.bestand, f.veld) for f in fout.value.fouten}
    assert ("themas.yaml", "regel 1") in plekken
    assert ("innovaties/een-plek.yaml", "partijen, regel 1, organisatie") in plekken


def test_het_commando_zegt_wat_er_mis_is(inhoud: Path) -> None:
    (inhoud / "elementen.yaml").write_text("geen lijst")

    with pytest.raises(CommandError, match=r"elementen\.yaml: bestand: verwacht een lijst"):
        call_command("laad_inhoud", str(inhoud))


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_heeft_dertig_zichtbare_beschrijvingen_en_bronnen() -> None:
    assert Zoekdocument.objects.count() >= 30
    zonder_bron = Beschrijving.objects.zichtbaar().filter(bronnen=None)
    assert [str(b) for b in zonder_bron] == []
    los = Cijfer.objects.exclude(soort=Meetsoort.DOEL).filter(bron="")
    assert [f"{cijfer.beschrijving}: {cijfer}" for cijfer in los] == []


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_kent_alle_gemeenten_en_elke_provincie_heeft_streken() -> None:
    gemeenten = [regios for _, regios, soort in plaatsen() if soort == "gemeente"]
    met_streek = {regio for _, regios, soort in plaatsen() if soort == "streek" for regio in regios}

    assert len(gemeenten) == 342
    assert [regios for regios in gemeenten if len(set(regios) & BUREN.keys()) != 1] == []
    assert BUREN.keys() - met_streek == set()


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_heeft_andere_namen_voor_wat_bezoekers_zoeken() -> None:
    met_namen = {code for _, code in andere_namen()}
    zonder = {
        facet.code(slug)
        for facet in MET_NAMEN.values()
        if facet.sleutel != "organisatie"  # many are called by their own name only
        for slug in labels(facet)
    }

    assert zonder - met_namen == set()
