"""The questions that search is measured by, and what is true of it whatever it measures."""

import re
from collections import Counter, defaultdict

import pytest
from django.test import Client

from bench.zoekvragen import Zoekvraag, maat, zoekvragen
from innovaties.lezen.facetten import CODE_GENOEMD
from innovaties.lezen.gids import gids
from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from innovaties.models import Innovatie, Zoekdocument
from vinden.herken import sleutels
from vinden.namen import andere_namen
from vinden.paginas import PAGINAS
from vinden.vraag import ontleed
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


@pytest.mark.usefixtures("met_inhoud")
def test_wie_het_begin_van_een_titel_typt_krijgt_die_beschrijving_als_eerste() -> None:
    """The head of a title, and what stands in brackets: 'Pro', 'HOI', 'Lumpsumfinanciering'."""
    begin = re.compile(r"[:(]| (?:in|met|na|van) ")
    beschreven = Zoekdocument.objects.exclude(facetten__contains=[CODE_GENOEMD])
    vragen = {
        vraag.strip(): pk
        for pk, titel in beschreven.values_list("pk", "titel")
        for vraag in (begin.split(titel)[0], *re.findall(r"\((.+?)\)", titel))
    }

    eerste = {
        vraag: BESCHRIJVINGEN.zoek(Vraag(vraag)).op_volgorde("relevantie")[:1] for vraag in vragen
    }

    assert len(vragen) > 36
    assert {vraag for vraag, pks in eerste.items() if pks != [vragen[vraag]]} == set()


@pytest.mark.usefixtures("met_inhoud")
def test_elke_naam_leidt_eerst_naar_wat_zo_heet() -> None:
    """Own and other names of what has a page; of what is called the same any may be first."""
    namen, lijsten = gids(), (BESCHRIJVINGEN.namen(), WEGWIJZERS.namen())
    heet_zo = defaultdict[object, set[str]](set)
    codes = [*andere_namen(), *((naam.titel, code) for code, naam in namen.van_code.items())]
    vaste = [(naam, f"vast:{p.adres}") for p in PAGINAS for naam in (p.titel, *p.namen)]
    for naam, code in (*codes, *vaste):
        if (wat := namen.van_code.get(code)) and wat.met_pagina:
            for sleutel in sleutels(naam):
                heet_zo[sleutel].add(wat.adres)

    mis = set[str]()
    for naam, _ in codes:
        mag = set[str]().union(*(heet_zo.get(sleutel, set()) for sleutel in sleutels(naam)))
        delen = [term.delen for term in ontleed(naam).termen]
        genoemd = [e for lijst in lijsten for *_, gevonden in lijst.herken(delen) for e in gevonden]
        termen = namen.termen(naam, genoemd, namen.genoemde_paginas(naam))
        if mag and not {een.adres for een in termen[:1]} & mag:
            mis.add(naam)

    assert mis == set()


def test_de_maat_telt_wat_goed_is_en_waar_het_juiste_staat() -> None:
    vraag = Zoekvraag("a", "woorden", {"juist": 2, "nuttig": 1})

    gemeten = maat([(vraag, ["anders", "nuttig", "juist"], 3), (vraag, [], 0)])

    assert gemeten.mrr == pytest.approx(1 / 6)
    assert (gemeten.recall, gemeten.eerste, gemeten.niets, gemeten.aantal) == (0.5, 0, 0.5, 1.5)
