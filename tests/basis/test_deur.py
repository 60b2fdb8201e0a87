"""Text, addresses, names and days as they come in."""

import re
import unicodedata
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from basis.data import vereis_binnen_grenzen
from basis.tekst import als_nummer, een_regel, mailadres, naamsleutel, ruime_sleutel, schoon
from basis.velden import DIEPST, is_mailadres, naamsleutel_van
from innovaties.models import Beschrijving, Trefwoord
from organisaties.models import Organisatie, Regio
from tests.maak import maak_beschrijving, maak_organisatie, maak_trefwoord
from tests.test_architectuur import eigen_modellen
from werkplek.velden import dag

LIJKT = [
    ("e-health", "E health"),
    ("e-health", "e\u2011health"),
    ("Café", "Cafe\u0301"),
    ("hulp bij huis", "hulp\u00a0bij  huis"),
    ("herstel", "her\u200bstel"),
]


@given(st.text())
def test_schoon_is_schoon_en_wordt_nooit_schoner(tekst: str) -> None:
    for zuiver in (schoon, een_regel):
        netjes = zuiver(tekst)

        assert netjes == zuiver(netjes)
        assert unicodedata.is_normalized("NFC", netjes)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", netjes)
    assert "\n" not in een_regel(tekst)
    assert "\t" not in een_regel(tekst)


def test_een_regel_houdt_woorden_uit_elkaar_en_meer_regels_houden_hun_einden() -> None:
    assert een_regel(" Een\tonderwerp\r\nvan twee\u2028regels ") == "Een onderwerp van twee regels"
    assert een_regel("5\u00a0euro") == "5\u00a0euro"
    assert schoon("een\r\ntwee\rdrie\u2028vier\tvijf\x07") == "een\ntwee\ndrie\nvier\tvijf"


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("12", 12), ("", 0), ("-1", 0), ("²", 0), ("٣", 0), ("9" * 19, 0), ("9" * 5000, 0)],
)
def test_alleen_wat_een_sleutel_kan_zijn_is_een_nummer(tekst: str, nummer: int) -> None:
    assert als_nummer(tekst) == nummer


@pytest.mark.parametrize(
    "getypt", ["Jan@Müller.nl", " jan@mu\u0308ller.NL", "jan@xn--mller-kva.nl", "JAN@MÜLLER.NL\n"]
)
def test_een_adres_heeft_een_vorm(getypt: str) -> None:
    assert mailadres(getypt) == "jan@xn--mller-kva.nl"


@pytest.mark.parametrize("geen", ["", "jan", "jan@" + "é" * 70 + ".nl", "jan@.nl"])
def test_wat_geen_adres_is_gaat_niet_stuk(geen: str) -> None:
    assert mailadres(geen) == geen


def mailkolommen() -> list[tuple[str, str]]:
    return [
        (model._meta.db_table, str(veld.column))
        for model in eigen_modellen()
        for veld in model._meta.concrete_fields
        if isinstance(veld, models.EmailField) or "email" in veld.name.split("_")
    ]


ADRESSEN = {"": True, "jan@xn--mller-kva.nl": True, "o'brien+x@example.nl": True} | dict.fromkeys(
    (
        *("Jan@example.nl", "jan@Example.nl", "jan@müller.nl", "ján@example.nl"),
        *(" jan@example.nl", "jan@example.nl ", "jan@example.nl\n", "jan@exam ple.nl"),
        *("jan", "@example.nl", "jan@"),
    ),
    False,
)


@pytest.mark.django_db
@pytest.mark.parametrize(("tabel", "kolom"), mailkolommen())
def test_elke_kolom_neemt_een_mailadres_in_een_vorm_en_geen_ander(tabel: str, kolom: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint JOIN pg_attribute"
            " ON attrelid = conrelid AND conkey = ARRAY[attnum]"
            " WHERE contype = 'c' AND conrelid = %s::regclass AND attname = %s",
            [tabel, kolom],
        )
        regels = " AND ".join(f"({regel})" for (regel,) in cursor) or "true"
        cursor.execute(
            f"SELECT {kolom}, {regels} FROM unnest(%s::text[]) AS {kolom}", [list(ADRESSEN)]
        )
        mag = dict(cursor.fetchall())

    assert mag == ADRESSEN


def test_een_domein_dat_geen_ascii_heeft_is_geen_adres() -> None:
    lang = f"jan@{'é' * 60}.nl"

    with pytest.raises(ValidationError, match="geldig e-mailadres"):
        forms.EmailField().clean(lang)
    assert is_mailadres("jan@xn--mller-kva.nl")
    assert not is_mailadres(lang)


@pytest.mark.django_db
@pytest.mark.parametrize(("een", "ander"), LIJKT)
def test_een_trefwoord_dat_er_hetzelfde_uitziet_is_hetzelfde(een: str, ander: str) -> None:
    maak_trefwoord(een)
    beschrijving = maak_beschrijving()

    beschrijving.trefwoorden.set([ander, "nieuw woord", "Nieuw-woord"])

    assert {str(woord) for woord in beschrijving.trefwoorden.all()} == {een, "nieuw woord"}
    with pytest.raises(IntegrityError, match="trefwoord_name_lijkt_niet"), transaction.atomic():
        Trefwoord.objects.create(name=ander, slug="ander")


@pytest.mark.django_db
@pytest.mark.parametrize(("een", "ander"), LIJKT)
def test_een_naam_die_er_hetzelfde_uitziet_staat_er_een_keer(een: str, ander: str) -> None:
    bekend = maak_organisatie(een)
    Regio.objects.create(naam=een, slug="een", soort="provincie")

    assert Organisatie.genoemd(ander) == bekend
    with pytest.raises(ValidationError, match="Deze naam is er al"):
        Organisatie(naam=ander, slug="ander").full_clean()
    with pytest.raises(IntegrityError, match="regio_naam_lijkt_niet"), transaction.atomic():
        Regio.objects.create(naam=ander, slug="ander", soort="provincie")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "naam", [*(naam for paar in LIJKT for naam in paar), "Ünïcode – X", "日本"]
)
def test_de_database_vergelijkt_namen_zoals_wij(naam: str) -> None:
    Trefwoord.objects.create(name=naam, slug="x")

    (sleutel,) = Trefwoord.objects.values_list(naamsleutel_van("name"), flat=True)

    assert sleutel == naamsleutel(naam)


def test_accenten_en_spaties_maken_ook_geen_andere_organisatie() -> None:
    assert ruime_sleutel("Zorg-Saam Café") == ruime_sleutel("zorgsaam cafe")
    assert naamsleutel("Zorgsaam") != naamsleutel("Zorg saam")


def _rijk(html: str) -> str:
    return str(Beschrijving._meta.get_field("aanleiding").clean(html, None))


@pytest.mark.parametrize("tag", ["blockquote", "strong", "ul><li"])
def test_diep_in_elkaar_wordt_afgesneden_en_de_woorden_blijven(tag: str) -> None:
    netjes = _rijk(f"<{tag}>" * 3000 + "woord" + "</x>" * 3000)

    assert "woord" in netjes
    assert netjes.count("<") <= 2 * DIEPST
    assert netjes.count("</") * 2 == netjes.count("<")


def test_een_berg_opmaak_wordt_geweigerd() -> None:
    with pytest.raises(ValidationError, match="te veel opmaak"):
        _rijk("<ul><li>" * 100_000)


def test_rijke_tekst_komt_schoon_binnen_en_een_los_teken_eet_geen_tag_op() -> None:
    assert _rijk("<p>Cafe\u0301\u2028 &#7;bar\x07</p>") == "<p>Café\n bar</p>"
    assert _rijk("<p>a ≠ b, 3 =\u0338 4</p>") == "<p>a ≠ b, 3 ≠ 4</p>"
    for los in ("&#824;", "&#x338;", "&#803;&#824;"):
        netjes = _rijk(f'<p><a href="https://a.nl">{los} onclick=alert(1) </a></p>')
        assert '<a href="https://a.nl">' in netjes


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("0027-01-01", "Bedoelt u 2027?"),
        ("31-12-9999", "Kies een dag tussen 2000 en 2100"),
        ("1999-12-31", "Kies een dag tussen 2000 en 2100"),
    ],
)
def test_een_onmogelijk_jaar_wordt_teruggevraagd(getypt: str, zin: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(zin)):
        dag().clean(getypt)


@pytest.mark.parametrize(
    ("getal", "vak"), [("120.00", "120"), ("2.50", "2,5"), ("1250.05", "1250,05"), ("0.00", "0")]
)
def test_een_getal_staat_in_het_vak_zoals_mensen_het_schrijven(getal: str, vak: str) -> None:
    class Vak(forms.Form):
        getal = forms.DecimalField(decimal_places=2)

    assert Vak(initial={"getal": Decimal(getal)})["getal"].value() == vak
    assert Vak.base_fields["getal"].clean(vak) == Decimal(getal)
    with pytest.raises(ValidationError, match="Schrijf een getal, bijvoorbeeld 12500 of 2,5"):
        Vak.base_fields["getal"].clean("veel")


def test_een_dag_die_kan_blijft() -> None:
    assert str(dag().clean("2100-12-31")) == "2100-12-31"
    assert vereis_binnen_grenzen(None) is None
    assert 'min="2000-01-01"' in str(dag().widget.render("dag", None, dag().widget.attrs))


@pytest.mark.parametrize(
    ("datum", "zin"),
    [("1899", "vanaf 1900"), ("2999-01", "vanaf 1900"), ("2015-02-30", "Deze dag bestaat niet")],
)
def test_een_datum_zo_precies_als_bekend_kan_ook_niet_alles_zijn(datum: str, zin: str) -> None:
    veld = Beschrijving._meta.get_field("start")

    with pytest.raises(ValidationError, match=zin):
        veld.clean(datum, None)
    assert veld.clean("2015-02", None) == "2015-02"


@pytest.mark.django_db
def test_wat_in_de_adresbalk_staat_komt_ook_schoon_binnen(client: Client) -> None:
    antwoord = client.get("/zoeken/?q=cafe%CC%81%09%0Abar%07%20&q=x")

    assert antwoord.wsgi_request.GET.getlist("q") == ["café bar", "x"]
