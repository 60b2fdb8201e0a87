"""The questions that search is measured by, and what is true of it whatever it measures."""

from collections import Counter

import pytest
from django.test import Client

from bench.zoekvragen import Zoekvraag, maat, zoekvragen
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Innovatie, Zoekdocument
from vinden.zoeken import Vraag

VRAGEN = zoekvragen()


@pytest.mark.usefixtures("met_inhoud")
def test_wat_een_vraag_beantwoordt_is_er(client: Client) -> None:
    bekend = set(Innovatie.objects.values_list("slug", flat=True))
    genoemd = {wat for vraag in VRAGEN for wat in vraag.goed}

    assert {wat for wat in genoemd if "/" not in wat} <= bekend
    assert {wat for wat in genoemd if "/" in wat and client.get(wat).status_code != 200} == set()


def test_geen_vraag_staat_er_dubbel() -> None:
    keren = Counter(vraag.q.casefold() for vraag in VRAGEN)

    assert [tekst for tekst, keer in keren.items() if keer > 1] == []
    assert all(set(vraag.goed.values()) <= {1, 2} and 2 in vraag.goed.values() for vraag in VRAGEN)


@pytest.mark.usefixtures("met_inhoud")
def test_wie_een_titel_typt_krijgt_die_beschrijving_als_eerste() -> None:
    titels = dict(Zoekdocument.objects.values_list("pk", "titel"))

    eerste = {
        pk: BESCHRIJVINGEN.zoek(Vraag(titel)).op_volgorde("relevantie")[:1]
        for pk, titel in titels.items()
    }

    assert {titels[pk] for pk, pks in eerste.items() if pks != [pk]} == set()


def test_de_maat_telt_wat_goed_is_en_waar_het_juiste_staat() -> None:
    vraag = Zoekvraag("a", "woorden", {"juist": 2, "nuttig": 1})

    gemeten = maat([(vraag, ["anders", "nuttig", "juist"], 3), (vraag, [], 0)])

    assert gemeten.mrr == pytest.approx(1 / 6)
    assert (gemeten.recall, gemeten.eerste, gemeten.niets, gemeten.aantal) == (0.5, 0, 0.5, 1.5)
