"""What a worker knows of documents and names is, after each change, what it would read anew."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, Model
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innovaties.actions.indexeren import indexeer
from innovaties.lezen import gids
from innovaties.lezen.facetten import FACETTEN, INGANGEN
from innovaties.lezen.zoeken import BESCHRIJVINGEN, WEGWIJZERS
from innovaties.models import Beschrijving, Trefwoord
from organisaties.models import Plaats
from redactie.actions.indexeren import lees_bij
from redactie.lezen.lijst import VERSIES
from tests.maak import (
    maak_beschrijving,
    maak_gepubliceerd,
    maak_plaats,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
)
from vinden import wijzigingen, zoekindex
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import AndereNaam, Wegwijzer
from vinden.stand import een_stand, stand
from vinden.woordenschat import woordenschat
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db

CODES = ("thema:a", "thema:b", "trefwoord:x", "trefwoord:y", "trefwoord:z", "element:e")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def lees() -> zoekindex.Zoekindex:
    """The index, of which the lexemes were asked."""
    index = zoekindex.zoekindex(Wegwijzer, ["thema", "trefwoord"], "trefwoord")
    WEGWIJZERS.met_lexemen(index, "abcd")
    return index


def inhoud(index: zoekindex.Zoekindex) -> dict[str, object]:
    sleutels = {code: set(pks) for code, pks in index.sleutels.items()}
    return vars(index) | {"sleutels": sleutels}


def zet(nummer: int, dag: int, titel: str, codes: set[str]) -> None:
    Wegwijzer.objects.update_or_create(
        adres=f"/{nummer}/",
        defaults={
            "titel": titel,
            "sorteersleutel": titel,
            "soort": Wegwijzersoort.VERSLAG,
            "gepubliceerd_op": BEGIN + timedelta(days=dag),
            "facetten": sorted(codes),
            "zoek": titel,
            "zinnen": "",
        },
    )


NUMMERS = st.integers(0, 9)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.tuples(NUMMERS),
                st.tuples(
                    NUMMERS,
                    st.integers(0, 3),
                    st.sampled_from("abc"),
                    st.sets(st.sampled_from(CODES)),
                ),
            ),
            max_size=4,
        ),
        max_size=6,
    )
)
def test_wat_bijgewerkt_is_is_wat_opnieuw_gelezen_zou_worden(
    keren: list[list[tuple[Any, ...]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zoekindex, "MEESTE_EINDELOZE", 2)
        Wegwijzer.objects.all().delete()
        zoekindex.bewaard.clear()
        lees()

        for stappen in keren:
            for nummer, *rest in stappen:
                if rest:
                    zet(nummer, *rest)
                else:
                    Wegwijzer.objects.filter(adres=f"/{nummer}/").delete()
            bijgewerkt = lees()
            zoekindex.bewaard.clear()
            opnieuw = lees()

            assert inhoud(bijgewerkt) == inhoud(opnieuw)
            zoekindex.bewaard[Wegwijzer] = bijgewerkt


def test_na_een_publicatie_leest_een_worker_alleen_wat_veranderde() -> None:
    maak_gepubliceerd(titel="Eerste")
    eerst = BESCHRIJVINGEN.index()
    tweede = maak_gepubliceerd(titel="Tweede")

    with CaptureQueriesContext(connection) as queries:
        index = BESCHRIJVINGEN.index()

    assert [*index.pks(index.alle)] == [tweede.pk, *eerst.nieuwste]
    (vraag,) = queries
    assert "vinden_wijziging" in vraag["sql"]


def test_van_heel_veel_wijzigingen_en_een_leeggehaalde_tabel_komt_alles_opnieuw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zoekindex, "MEESTE", 2)
    monkeypatch.setattr(wijzigingen, "MEESTE", 2)
    lees(), woordenschat(), gids.gids()
    for titel in ("Windmolen", "Waterrad", "Zonnewijzer"):
        maak_wegwijzer(titel)

    assert len(lees().nieuwste) == 3
    assert "zonnewijzer" in woordenschat()
    assert [naam.titel for naam in gids.gids().begint("zonn")] == ["Zonnewijzer"]

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE vinden_wegwijzer CASCADE")
    assert len(lees().nieuwste) == 0


def test_een_nieuw_woord_is_meteen_waar_een_tikfout_heen_leidt() -> None:
    maak_gepubliceerd(titel="Plan")
    assert BESCHRIJVINGEN.zoek(Vraag("ketingreactie")).aantal == 0

    maak_gepubliceerd(titel="Plan met kettingreactie")

    uitslag = BESCHRIJVINGEN.zoek(Vraag("ketingreactie"))
    assert (uitslag.aantal, uitslag.gezocht.ook) == (1, ("kettingreactie",))


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_titel_die_verandert_staat_meteen_in_de_gids_en_kost_weinig_vragen(
    aantal: int,
) -> None:
    for nummer in range(aantal):
        maak_gepubliceerd(titel=f"Zonnewijzer {nummer}")
        maak_wegwijzer(f"Zonnewijzer van {nummer}")
    assert gids.gids().begint("zonnew")

    Beschrijving.objects.update(titel="Waterrad")
    indexeer(Beschrijving.objects.all())
    Wegwijzer.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        nu = gids.gids()

    assert len(queries) == 4
    assert nu.begint("zonnew") == []
    assert [naam.titel for naam in nu.begint("waterr")] == ["Waterrad"]


def test_wie_een_oudere_stand_las_neemt_de_nieuwere_namen_en_woorden() -> None:
    with een_stand():
        eerder = stand().documenten
        maak_wegwijzer("Zonnewijzer")
        with een_stand():  # another request, a moment later
            gids.gids()
            woordenschat()

        with CaptureQueriesContext(connection) as queries:
            gevonden = gids.gids().begint("zonnew"), "zonnewijzer" in woordenschat()

    assert ([naam.titel for naam in gevonden[0]], gevonden[1]) == (["Zonnewijzer"], True)
    assert not queries.captured_queries
    assert stand().documenten > eerder


def test_een_versie_die_eerder_veranderde_en_later_wordt_gelezen_is_te_vinden() -> None:
    """As when the document of a newer one was written first: its moment is not the last of all."""
    eerste, laatste = maak_beschrijving(), maak_beschrijving()
    thema = maak_thema()
    versies = Beschrijving.objects.filter(pk=eerste.pk)
    versies.update(gewijzigd_op=BEGIN)
    lees_bij()
    VERSIES.index()

    eerste.themas.add(thema)
    versies.update(gewijzigd_op=BEGIN + timedelta(days=1))
    lees_bij()

    assert laatste.gewijzigd_op > BEGIN + timedelta(days=1)
    assert VERSIES.index().met("thema", thema.slug)


def _met_namen() -> list[type[Model]]:
    """The lists with the values of facets, and what else they are called."""
    lijsten = dict.fromkeys(facet.lijst for facet in (*FACETTEN, *INGANGEN))
    rijen = [lijst for lijst in lijsten if issubclass(lijst, Model) and lijst is not Trefwoord]
    return [*rijen, AndereNaam, Plaats]


def _noem_anders(lijst: type[Model]) -> Callable[[], Any]:
    return lambda: lijst._default_manager.update(slug=F("slug"))


@pytest.mark.parametrize(
    "wijzig",
    [
        *map(_noem_anders, _met_namen()),
        lambda: maak_regio("zuid-limburg").provincies.set([maak_regio("limburg")]),
        lambda: maak_plaats("Zorgdam", ligt_in=[maak_regio()]),
    ],
)
def test_hoe_iets_heet_wordt_opnieuw_gelezen_als_dat_verandert(wijzig: Callable[[], Any]) -> None:
    vooraf = stand().namen

    wijzig()

    assert stand().namen > vooraf


def test_een_publicatie_laat_de_namen_staan() -> None:
    thema = maak_thema()
    vooraf = stand()

    maak_gepubliceerd(themas=[thema])

    assert stand().namen == vooraf.namen
    assert stand().documenten > vooraf.documenten


def test_veel_documenten_passen_op_een_bladzijde_van_de_tabel() -> None:
    """Each row that has a word is visited; of one with many long values only a little stands there.

    That keeps a hundred thousand in memory, and made each word three times as fast.
    """
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "INSERT INTO innovaties_zoekdocument SELECT 'Titel', 'titel', now(),"
            " (SELECT array_agg('element:' || md5(n::text || e)) FROM generate_series(1, 40) AS e),"
            " (SELECT string_agg(md5(n::text || w), ' ') FROM generate_series(1, 100) AS w),"
            " '', '', n FROM generate_series(1, 200) AS n"
        )
        cursor.execute(
            "SELECT max(count) FROM (SELECT count(*) FROM innovaties_zoekdocument"
            " GROUP BY (ctid::text::point)[0]) AS bladzijde"
        )
        (vol,) = cursor.fetchone()  # the fullest: what other tests left makes holes in some
        transaction.set_rollback(True)

    assert vol >= 15  # of 1,600 signs a row five


def test_een_zin_wordt_alleen_nagekeken_waar_zijn_woorden_naast_elkaar_staan() -> None:
    naast = maak_gepubliceerd(titel="Een", aanpak="<p>Met eigen regie van cliënten.</p>")
    andersom = maak_gepubliceerd(titel="Twee", aanpak="<p>Regie, eigen aan de cliënt.</p>")
    maak_gepubliceerd(titel="Drie", aanpak="<p>De regie ligt bij uw eigen team.</p>")

    with CaptureQueriesContext(connection) as queries:
        gevonden = list(BESCHRIJVINGEN.zoek(Vraag('"eigen regie"')).op_volgorde("titel")[:9])

    (sql,) = (query["sql"] for query in queries if "zinnen @@" in query["sql"])
    (onder,) = re.findall(r"unnest\('?\{([\d,]*)\}", sql)
    assert sorted(map(int, onder.split(","))) == sorted([naast.pk, andersom.pk])
    assert gevonden == [naast.pk]
    for zin in ('"regie van cliënten"', '"regie van cliënt"', '"met eigen regie van cliënten"'):
        assert BESCHRIJVINGEN.zoek(Vraag(zin)).op_volgorde("titel")[:9] == [naast.pk], zin
