"""The measure of search: in the order that a visitor gets; `python -m bench.zoeken` runs apart."""

import pytest

from bench import slechte_vragen
from bench.zoekmaat import in_lijst, met_fout, op_pagina
from innovaties.models import Zoekdocument


@pytest.mark.usefixtures("met_inhoud")
def test_beschrijvingen_komen_in_de_volgorde_van_de_lijst() -> None:
    slugs, aantal = in_lijst("crisiskaart")

    assert slugs[0] == "crisiskaart-en-crisispakket"
    assert len(slugs) == aantal


@pytest.mark.usefixtures("met_inhoud")
def test_wat_een_vraag_noemt_komt_voor_beschrijvingen_en_andere_paginas() -> None:
    gevonden, aantal = op_pagina("herstel")

    beschrijvingen = [wat for wat in gevonden if "/" not in wat]
    assert gevonden[0] == "/thema/herstel/"
    eerste = gevonden.index(beschrijvingen[0])
    assert beschrijvingen == gevonden[eerste : eerste + len(beschrijvingen)]
    assert any(wat.startswith("/lessen/") for wat in gevonden)
    assert aantal > len(beschrijvingen)


def test_een_titel_met_een_fout_is_steeds_dezelfde_en_nooit_de_titel() -> None:
    fout = [met_fout("Grijs Fonds", nummer) for nummer in range(8)]

    assert fout == [met_fout("Grijs Fonds", nummer) for nummer in range(8)]
    assert fout[:4] == ["Girjs Fonds", "Grjs Fonds", "Grijjs Fonds", "Geijs Fonds"]


@pytest.mark.usefixtures("met_inhoud")
def test_geen_slechte_vraag_geeft_een_fout() -> None:
    (zonder_fouten, tekst), _ = slechte_vragen.vraag()

    assert Zoekdocument.objects.exists()
    assert zonder_fouten, tekst
