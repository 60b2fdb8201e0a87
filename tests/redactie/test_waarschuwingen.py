"""What a writer is warned of, and what not."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from innovaties.models import Methodiek
from organisaties.models import Organisatie
from redactie.lezen.waarschuwingen import CONTACT, _lees_namen, waarschuwingen
from tests.maak import maak_methodiek, maak_organisatie

pytestmark = pytest.mark.django_db

INHOUD = Path(settings.BASE_DIR) / "inhoud"


@pytest.fixture(autouse=True)
def _vers() -> None:
    _lees_namen.cache_clear()


def ene(naam: str, tekst: str) -> str:
    (zin,) = waarschuwingen(naam, tekst)
    return zin


@pytest.mark.parametrize(
    "tekst",
    ["123456782", "1234.56.782", "123 456 782", "123.456.782", "bsn:123456782.", "10000008"],
)
def test_een_bsn_valt_op(tekst: str) -> None:
    assert "burgerservicenummer" in ene("aanpak", f"Zijn nummer is {tekst}")


@pytest.mark.parametrize(
    "tekst",
    [
        "123456789",  # fails the 11-proef
        "€ 123.456.782",
        "€123.456.782 per jaar",
        "123.456.782 euro",
        "van 2019 2020",
        "01.01.2020",
        "ISBN 9789012345678",
        "000000000",
        "NL91ABNA0417164300",
        "zaak-123456782",
    ],
)
def test_een_ander_getal_is_geen_bsn(tekst: str) -> None:
    assert waarschuwingen("aanpak", f"Het gaat om {tekst}") == []


@pytest.mark.parametrize(
    "tekst",
    [
        *("06 12345678", "06-12345678", "0612345678", "+31 6 12 34 56 78", "0031612345678"),
        *("(050) 123 45 67", "050-1234567", "+31 (0)50 123 45 67", "088 123 4567"),
    ],
)
def test_een_telefoonnummer_valt_op(tekst: str) -> None:
    assert "telefoonnummer" in ene("aanpak", f"Bel {tekst} voor een afspraak.")


@pytest.mark.parametrize(
    "tekst", ["01-02-2003 10 uur", "112", "0800 0113", "20.000.000 euro", "2019-2020"]
)
def test_een_datum_of_kort_nummer_is_geen_telefoonnummer(tekst: str) -> None:
    assert waarschuwingen("aanpak", f"Het was {tekst} toen.") == []


def test_een_e_mailadres_valt_op_behalve_waar_erom_gevraagd_is() -> None:
    assert "jan@voorbeeld.example" in ene("aanpak", "Mail jan@voorbeeld.example even.")
    assert waarschuwingen("contact_email", "jan@voorbeeld.example") == []


@pytest.mark.parametrize("tekst", ["geboren op 3-5-1968", "Geboren: 3 mei 1968", "geb. 1968-05-03"])
def test_een_geboortedatum_valt_op(tekst: str) -> None:
    assert "geboortedatum" in ene("aanpak", f"Een man, {tekst}, kwam langs.")


def test_een_volle_datum_lang_geleden_valt_op_in_een_verhaal_alleen() -> None:
    assert "geboortedatum" in ene("praktijkverhaal", "Op 3 mei 1968 begon haar leven.")
    assert waarschuwingen("aanpak", "De wet van 3 mei 1968 geldt nog.") == []
    assert waarschuwingen("praktijkverhaal", "Het overleg was op 15 oktober 2025.") == []


@pytest.mark.parametrize(
    "naam",
    [
        *("mevrouw Jansen", "Mevr. Jansen", "dhr. De Vries", "de heer van der Berg", "mw. A. Bos"),
        *("dr. Smit", "Jan de Boer", "Fatima El Idrissi", "Sanne Jansen", "Gerlof van der Laan"),
    ],
)
def test_een_naam_valt_op(naam: str) -> None:
    zin = ene("aanpak", f"Na een week sprak {naam} met het team.")

    assert f"‘{naam}’ lijkt de naam van een persoon" in zin


@pytest.mark.parametrize(
    "tekst",
    [
        "Het team werkt in Den Haag en Noord-Holland Noord.",
        "Zij volgen Mental Health First Aid en Optimaal Leven.",
        "De Raad van State oordeelde. Samen de Wijk In helpt.",
        "Dat heet Over de Brug, in het Johan Huis.",
        "Zij werken met Jan Arends in de wijk.",
    ],
)
def test_een_project_of_bekende_naam_is_geen_persoon(tekst: str) -> None:
    maak_methodiek("over-de-brug", naam="Over de Brug")
    maak_organisatie("GGZ Jan Arends")
    maak_organisatie("Johan Huis")

    assert waarschuwingen("aanpak", tekst) == []


@pytest.mark.parametrize("veld", sorted(CONTACT))
def test_bij_de_contactpersoon_mag_een_naam(veld: str) -> None:
    assert waarschuwingen(veld, "Mevrouw Sanne Jansen") == []


def test_wat_vaker_voorkomt_is_een_waarschuwing() -> None:
    zin = ene("aanpak", "Bel 06 12345678, 06 12345679, 06 12345670 of 06 12345671.")

    assert zin.startswith("‘06 12345678’, ‘06 12345679’, ‘06 12345670’ en meer lijkt")


LANGE_ZINNEN = (
    "De organisaties die in deze regio met elkaar samenwerken hebben in het afgelopen jaar "
    "gezamenlijk vastgesteld dat de verantwoordelijkheidsverdeling tussen gemeentelijke en "
    "verzekeringsgerelateerde financieringsstromen onvoldoende duidelijkheid verschafte over "
    "de wijze waarop domeinoverstijgende ondersteuningsarrangementen bekostigd worden. "
)
LANGE_WOORDEN = (
    "Domeinoverstijgende samenwerkingsafspraken ondersteunen herstelgerichte zorgverlening. "
)
GEWONE_ZINNEN = "De buurvrouw komt langs. Zij drinken thee. Daarna gaan ze samen naar het plein. "


def test_lange_zinnen_geven_een_tip() -> None:
    zin = ene("aanpak", LANGE_ZINNEN * 2)

    assert zin == (
        "Deze tekst leest moeilijk: gemiddeld 35 woorden per zin. Probeer kortere zinnen."
    )


def test_lange_woorden_geven_een_andere_tip() -> None:
    assert "‘samenwerkingsafspraken’" in ene("aanpak", LANGE_WOORDEN * 10)


def test_gewone_taal_korte_tekst_en_rijen_geven_geen_tip() -> None:
    assert waarschuwingen("aanpak", GEWONE_ZINNEN * 10) == []
    assert waarschuwingen("aanpak", LANGE_WOORDEN * 2) == []
    assert waarschuwingen("partijen", LANGE_WOORDEN * 10) == []


def test_regels_van_een_lijst_tellen_als_zinnen() -> None:
    punten = "\n".join(["een vast gezicht in de wijk", "een kop thee en tijd voor elkaar"] * 8)

    assert waarschuwingen("aanpak", punten) == []


def test_zonder_naam_in_de_tekst_vraagt_het_de_database_niets(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        waarschuwingen("aanpak", GEWONE_ZINNEN)
    with django_assert_num_queries(1):
        waarschuwingen("aanpak", "Toen kwam Jan de Boer.")
        waarschuwingen("aanpak", "Toen kwam Piet de Boer.")


def test_de_inhoud_van_de_demo_geeft_bijna_geen_waarschuwing() -> None:
    Organisatie.objects.bulk_create(Organisatie(**rij) for rij in _namen("organisaties"))
    Methodiek.objects.bulk_create(Methodiek(**rij) for rij in _namen("methodieken"))

    gevonden = [
        zin
        for bestand in sorted((INHOUD / "innovaties").glob("*.yaml"))
        for naam, waarde in yaml.load(bestand.read_text(), yaml.CSafeLoader).items()
        for zin in waarschuwingen(naam, _tekst(waarde))
    ]

    assert [zin for zin in gevonden if "leest moeilijk" not in zin] == []
    assert len(gevonden) <= 10


def _namen(lijst: str) -> list[dict[str, str]]:
    rijen = yaml.load((INHOUD / f"{lijst}.yaml").read_text(), yaml.CSafeLoader)
    return [{"slug": rij["slug"], "naam": rij["naam"]} for rij in rijen]


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, list):
        return "\n".join(_tekst(deel) for deel in waarde)
    if isinstance(waarde, dict):
        return "\n".join(_tekst(deel) for deel in waarde.values())
    return str(waarde).replace("**", "").replace("\n- ", "\n")
