"""One chain on the demo content: nothing is an orphan, no link is dead, and all HTML is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

import pytest
from django.core.paginator import Paginator
from django.db.models import Model
from django.test import Client
from django.urls import resolve
from pytest_django.plugin import DjangoDbBlocker

from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Element, Methodiek, Thema
from opgaven.models import Les, Netwerk, Project, Werkagenda
from organisaties.models import Organisatie, Regio
from tests.browser.paginas import TOESTANDEN
from tests.conftest import inhoud_van, vergeet_wat_bewaard_is
from tests.hele_site import Htmlpagina, bezoek, kommafouten, kopfouten, verwijsfouten
from trajecten.models import Traject, Tranche
from vinden.bladen import PER_PAGINA
from vinden.models import Wegwijzer
from wensen.models import Inventarisatie

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Keten:
    """The pages of the site by address, and the addresses of what there is to read."""

    bezocht: dict[str, Htmlpagina]
    bladen: list[str]
    """Of the list."""
    te_lezen: Mapping[str, set[str]]
    """The address of everything that everyone may read, per kind."""
    alleen_een_naam: set[str]
    """The descriptions that tell of no theme, so that nothing lies beside them."""


@pytest.fixture(scope="module")
def keten(_database_met_inhoud: str, django_db_blocker: DjangoDbBlocker) -> Keten:
    """The whole site, read once for all that is proven of it."""
    vergeet_wat_bewaard_is()
    with django_db_blocker.unblock(), inhoud_van(_database_met_inhoud):
        zichtbaar = Beschrijving.objects.zichtbaar().select_related("innovatie").order_by("pk")
        nummers = Paginator(zichtbaar, PER_PAGINA).page_range
        bladen = [f"/innovaties/?pagina={nummer}" for nummer in nummers]
        return Keten(
            bezoek(Client(), [*bladen, *(toestand.adres for toestand in TOESTANDEN)]),
            bladen,
            alle_paginas(),
            adressen(zichtbaar.filter(soort=Soort.GENOEMD, themas=None)),
        )


@pytest.fixture(scope="module")
def paginas(keten: Keten) -> list[Htmlpagina]:
    """The HTML pages, of the questions on the list only those of `TOESTANDEN`."""
    bekend = {toestand.adres for toestand in TOESTANDEN}
    return [
        pagina
        for pagina in keten.bezocht.values()
        if pagina.soort == "text/html" and ("?" not in pagina.adres or pagina.adres in bekend)
    ]


def adressen(rijen: Iterable[Model]) -> set[str]:
    return {rij.get_absolute_url() for rij in rijen}  # type: ignore[attr-defined]


def alle_paginas() -> dict[str, set[str]]:
    """The address of everything that everyone may read, per kind."""
    beschrijvingen = Beschrijving.objects.zichtbaar().select_related("innovatie")
    return {
        "beschrijvingen": adressen(beschrijvingen),
        "themas": adressen(Thema.objects.all()),
        "elementen": adressen(Element.objects.filter(regels__beschrijving__in=beschrijvingen)),
        "methodieken": adressen(Methodiek.objects.filter(beschrijvingen__in=beschrijvingen)),
        "organisaties": adressen(
            Organisatie.objects.filter(partijen__beschrijving__in=beschrijvingen)
        ),
        "regios": adressen(Regio.objects.filter(beschrijvingen__in=beschrijvingen)),
        "lessen": adressen(Les.objects.filter(openbaar=True)),
        "netwerken": adressen(Netwerk.objects.filter(openbaar=True)),
        "projecten": adressen(Project.objects.filter(netwerk__openbaar=True)),
        "werkagendas": adressen(Werkagenda.objects.filter(openbaar=True)),
        "tranches": adressen(Tranche.objects.openbaar()),
        "trajecten": adressen(Traject.objects.openbaar()),
        "inventarisaties": adressen(Inventarisatie.objects.filter(gepubliceerd_op__isnull=False)),
        "masterclasses, verslagen en nieuwsbrieven": adressen(Wegwijzer.objects.all()),
    }


def bereikt(keten: Keten) -> set[str]:
    """The pages to which links lead from the home page and the list."""
    gezien: set[str] = set()
    te_lezen = ["/", *keten.bladen]
    while te_lezen:
        adres = te_lezen.pop()
        if adres in gezien or adres not in keten.bezocht:
            continue
        gezien.add(adres)
        te_lezen += {koppeling.partition("?")[0] for koppeling in keten.bezocht[adres].koppelingen}
    return gezien


def test_alles_is_bereikbaar_en_heeft_buren(keten: Keten) -> None:
    gezien = bereikt(keten)
    alle = set().union(*keten.te_lezen.values())

    wees = {naam: sorted(rijen - gezien) for naam, rijen in keten.te_lezen.items()}
    eenzaam = {
        pad
        for pad in alle & gezien
        if not any(soort(ander) != soort(pad) for ander in keten.bezocht[pad].verwijst & alle)
    }

    assert all(keten.te_lezen.values())
    assert {naam: rijen for naam, rijen in wees.items() if rijen} == {}
    assert eenzaam <= keten.alleen_een_naam


def soort(pad: str) -> str:
    """The kind of page at `pad`, by the name of its view."""
    return resolve(pad).view_name


def test_geen_koppeling_loopt_dood(keten: Keten) -> None:
    verwacht = {toestand.adres: toestand.status for toestand in TOESTANDEN}

    dood = {
        adres: pagina.status
        for adres, pagina in keten.bezocht.items()
        if pagina.status != verwacht.get(adres, 200)
    }

    assert dood == {}
    soorten = Counter(adres.split("/")[1] for adres in keten.bezocht if "?" not in adres)
    assert soorten["innovaties"] > 30, soorten
    assert soorten["thema"] == 7, soorten
    assert sum(soorten.values()) > 200, soorten


def test_html_is_geldig(paginas: list[Htmlpagina]) -> None:
    fouten = {pagina.adres: pagina.ontleed[1] for pagina in paginas if pagina.ontleed[1]}

    assert fouten == {}


def test_elk_id_is_uniek_en_elke_verwijzing_komt_aan(paginas: list[Htmlpagina]) -> None:
    fouten = [f"{pagina.adres}: {fout}" for pagina in paginas for fout in verwijsfouten(pagina)]

    assert fouten == []


def test_fragment_van_elke_koppeling_bestaat(paginas: list[Htmlpagina], keten: Keten) -> None:
    """A link to a place on another page, such as the themes on the home page."""
    doelen = {
        urldefrag(urljoin(pagina.adres, el.get("href", "")))
        for pagina in paginas
        for el in pagina.boom.iter("a")
        if "#" in el.get("href", "")
    }

    assert doelen
    assert [
        doel for doel in doelen if f'id="{doel.fragment}"' not in keten.bezocht[doel.url].tekst
    ] == []


def test_elke_maat_in_een_tekening_is_een_getal(paginas: list[Htmlpagina]) -> None:
    fouten = [f"{pagina.adres}: {fout}" for pagina in paginas for fout in kommafouten(pagina)]

    assert fouten == []


def test_koppen_vormen_een_boom(paginas: list[Htmlpagina]) -> None:
    fouten = [f"{pagina.adres}: {fout}" for pagina in paginas for fout in kopfouten(pagina)]

    assert fouten == []


def test_beelden_hebben_een_tekst_of_zijn_versiering(paginas: list[Htmlpagina]) -> None:
    zonder = [
        f"{pagina.adres}: {el.tag} {el.attrib}"
        for pagina in paginas
        for el in pagina.boom.iter()
        if (el.tag == "img" and el.get("alt") is None)
        or (
            el.tag == f"{SVG}svg"
            and el.get("aria-hidden") != "true"
            and not (el.get("role") and (el.get("aria-label") or el.get("aria-labelledby")))
        )
    ]

    assert zonder == []


def test_niets_staat_in_de_pagina_dat_de_csp_weigert(paginas: list[Htmlpagina]) -> None:
    """No inline style, script or handler; data in JSON is no script."""
    fouten = [
        f"{pagina.adres}: {el.tag} {el.attrib}"
        for pagina in paginas
        for el in pagina.boom.iter()
        if el.tag == "style"
        or (el.tag == "script" and not el.get("src") and el.get("type") != "application/ld+json")
        or any(naam == "style" or naam.startswith("on") for naam in el.attrib)
        or str(el.get("href")).startswith("javascript:")
    ]

    assert fouten == []


def test_elke_pagina_zegt_wat_zij_is(paginas: list[Htmlpagina]) -> None:
    """A language, a description, and a title of its own to tell it from the others."""
    titels: dict[str, list[str]] = {}
    for pagina in paginas:
        titel = pagina.boom.findtext("head/title") or ""
        titels.setdefault(titel, []).append(pagina.adres)
        omschrijving = pagina.boom.find("head/meta[@name='description']")

        assert pagina.boom.get("lang") == "nl"
        assert omschrijving is not None, pagina.adres
        assert omschrijving.get("content"), pagina.adres

    dubbel = {
        titel: adressen
        for titel, adressen in titels.items()
        if len({adres.partition("?")[0] for adres in adressen}) > 1
    }
    assert set(dubbel) <= {"Deze pagina is er niet – Kennisbank Nieuwe wegen"}, dubbel
