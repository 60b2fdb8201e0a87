"""What a description contradicts itself in, or nobody can check: in files and while writing."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from innovaties.management.commands.controleer_inhoud import controleer
from innovaties.regels import twijfels

VANDAAG = "2026-11-29"
ZIN = "Dit is een zin van " + "heel " * 21 + "veel woorden."


@pytest.mark.parametrize(
    ("gegevens", "velden"),
    [
        (
            {"ervaring": ["bedenken"], "ervaring_toelichting": "De bron noemt geen rol."},
            ["ervaring"],
        ),
        ({"ervaring": [], "ervaring_toelichting": "De bron noemt geen rol voor hen."}, []),
        ({"ervaring": ["uitvoeren"], "ervaring_toelichting": "Hun rol is betaald werk."}, []),
        (
            {
                "financiering": ["wmo"],
                "financiering_toelichting": "Wie betaalt, zegt de bron niet.",
            },
            ["financiering"],
        ),
        (
            {"onderbouwing": "evidence-based-elders", "resultaten": "De bron meldt geen metingen."},
            ["onderbouwing"],
        ),
        ({"onderbouwing": "ervaring", "resultaten": "De bron meldt geen metingen."}, []),
        ({"fase": "pilot", "einde": "2022-01"}, ["fase"]),
        ({"fase": "pilot", "einde": "2026"}, []),
        ({"fase": "gestopt", "einde": "2022-01"}, []),
        ({"fase": "pilot", "einde": "2022-01", "brondatum": "2023"}, ["fase"]),
        ({"fase": "pilot", "einde": "2022-01", "fase_peildatum": "2022"}, ["fase"]),
        ({"fase": "pilot", "einde": "2022-01", "fase_peildatum": "2022-01-31"}, ["fase"]),
        ({"fase": "pilot", "einde": "2022-01", "fase_peildatum": "2022-02"}, []),
        ({"fase": "pilot", "einde": "2022", "fase_peildatum": "2022-12"}, ["fase"]),
        ({"fase": "", "einde": "2022-01"}, []),
        ({"fase": "pilot", "start": "2021-01", "brondatum": "2020"}, ["start"]),
        ({"fase": "ontwikkeling", "start": "2021-01", "brondatum": "2020"}, []),
        ({"fase": "pilot", "start": "2020-10", "brondatum": "2020"}, []),
        ({"fase": "pilot", "start": "2021", "brondatum": "2020", "fase_peildatum": "2022"}, []),
        ({"fase": "pilot", "start": "2021"}, []),
        ({"fase": "idee", "kern": "Elke wijk heeft een team."}, ["kern"]),
        ({"fase": "idee", "kern": "Elke wijk zou een team krijgen."}, []),
        ({"fase": "idee", "kern": "Een wijk wil dit. Het team werkt dag en nacht."}, ["kern"]),
        ({"fase": "idee", "kern": "Vroeger wachtte men lang. Een team zou dat verhelpen."}, []),
        ({"fase": "idee", "kern": "Een wijk wil dit. In 2018 begon zij met een team."}, []),
        ({"soort": "gewenst", "kern": "Elke wijk heeft een team."}, ["kern"]),
        ({"fase": "pilot", "kern": "Elke wijk heeft een team."}, []),
        ({"fase": "idee", "in_een_zin": "Elke wijk heeft een team."}, ["in_een_zin"]),
        ({"soort": "gewenst", "in_een_zin": "Elke wijk zou een team krijgen."}, []),
        ({"fase": "idee", "gewone_taal": "Zou u dit willen? Een team helpt u."}, ["gewone_taal"]),
        ({"fase": "idee", "gewone_taal": "Helpt dat niet? Dan zou een team komen."}, []),
        ({"fase": "idee", "elementen": [{"hoe_hier": "Het team helpt."}]}, ["elementen"]),
        ({"fase": "idee", "elementen": [{"hoe_hier": "Het doel: hulp. Een team helpt."}]}, []),
        ({"fase": "pilot", "elementen": [{"hoe_hier": "Het team helpt."}]}, []),
        ({"brondatum": "2021-05", "kern": "Zij werken nu samen."}, ["kern"]),
        ({"brondatum": "2021-05", "gewone_taal": "Inmiddels zijn er tien."}, ["gewone_taal"]),
        ({"brondatum": "2021-05", "kern": "Zij werken nu, in 2021, samen."}, []),
        ({"brondatum": "2021-05", "kern": "Hulp, nu en later."}, []),
        ({"kern": "Zij werken nu samen."}, []),
        ({"aanpak": ZIN}, ["aanpak"]),
        ({"knelpunten": [{"knelpunt": ZIN, "oplossing": "Kort."}]}, ["knelpunten"]),
        ({"cijfers": [{"indicator": "Teams", "soort": "geteld"}]}, ["cijfers"]),
        ({"cijfers": [{"indicator": "Teams", "soort": "geteld", "bron": "Verslag"}]}, ["cijfers"]),
        ({"cijfers": [{"indicator": "Teams", "soort": "geteld", "bron": "Verslag 2020"}]}, []),
        (
            {
                "cijfers": [
                    {"indicator": "Crises", "soort": "effect-gemeten", "bron": "Verslag 2020"}
                ]
            },
            ["cijfers"],
        ),
    ],
)
def test_een_twijfel_staat_bij_haar_veld(gegevens: dict[str, Any], velden: list[str]) -> None:
    assert [een.veld for een in twijfels(gegevens, VANDAAG)] == velden


def test_het_commando_noemt_bestand_veld_en_wat_er_is(tmp_path: Path) -> None:
    (tmp_path / "innovaties").mkdir()
    (tmp_path / "bronnen.yaml").write_text("- {titel: Verslag, organisaties: [menzis]}")
    (tmp_path / "leeg.yaml").write_text("")
    (tmp_path / "lessen.yaml").write_text(f"- tekst: {ZIN}")
    (tmp_path / "innovaties" / "plek.yaml").write_text(
        "titel: Een plek\nbrondatum: '2020'\nbronnen: [{titel: 'Verslag (2020) – les 2'}]\n"
        "partijen: [{organisatie: menzis, rol: gemeente}, {organisatie: lentis, rol: gemeente}]\n"
    )

    assert [(bestand, veld) for bestand, veld, _ in controleer(tmp_path)] == [
        ("innovaties/plek.yaml", "partijen"),
        ("lessen.yaml", "1, tekst"),
    ]
    with pytest.raises(
        CommandError, match=r"plek\.yaml: partijen: geen van de bronnen noemt lentis"
    ):
        call_command("controleer_inhoud", str(tmp_path))


@pytest.mark.parametrize(
    ("titel", "velden"),
    [
        ("Verslag (2020)", ["bronnen"]),
        ("Verslag – over 2020", ["bronnen"]),
        ("Verslag (2020) – les 2", []),
        ("Verslag, versie juni 2020 – bladzijde 4", []),
        ("Een boek dat het verslag noemt", []),
    ],
)
def test_een_bekend_document_zegt_waar(tmp_path: Path, titel: str, velden: list[str]) -> None:
    (tmp_path / "innovaties").mkdir()
    (tmp_path / "bronnen.yaml").write_text("- {titel: Verslag, organisaties: []}")
    (tmp_path / "innovaties" / "plek.yaml").write_text(
        f"brondatum: '2020'\nbronnen: [{{titel: '{titel}'}}]"
    )

    assert [veld for _, veld, _ in controleer(tmp_path)] == velden


def test_een_kapot_bestand_wordt_genoemd(tmp_path: Path) -> None:
    (tmp_path / "bronnen.yaml").write_text("- {titel: Verslag, organisaties: [")

    with pytest.raises(CommandError, match=r"bronnen\.yaml: bestand: geen geldige YAML"):
        call_command("controleer_inhoud", str(tmp_path))


def test_zonder_lijst_van_bronnen_zegt_het_commando_wat_er_moet_komen(tmp_path: Path) -> None:
    (tmp_path / "leeg.yaml").write_text("")

    with pytest.raises(CommandError, match=r"zet hier bronnen\.yaml in"):
        call_command("controleer_inhoud", str(tmp_path))
