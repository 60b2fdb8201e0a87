"""Search and facets."""

from collections.abc import Iterable, Mapping
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innovaties import keuzelijsten as k
from innovaties.actions.indexeren import indexeer
from innovaties.actions.publiceren import zet_live
from innovaties.keuzelijsten import Status
from innovaties.lezen.facetten import FACETTEN, codes
from innovaties.lezen.namen import namen
from innovaties.lezen.weergave import voor_weergave
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Knelpunt, Zoekdocument
from organisaties.models import Plaats
from tests.maak import (
    maak_beschrijving,
    maak_gepubliceerd,
    maak_organisatie,
    maak_regio,
    maak_thema,
    met_element,
    met_partij,
)
from vinden import zoekindex
from vinden.machine import MET_ALLES
from vinden.models import AndereNaam
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db


def titels(tekst: str = "", sortering: str = "titel", **gekozen: Iterable[str]) -> list[str]:
    vraag = Vraag(tekst, {facet: tuple(waarden) for facet, waarden in gekozen.items()})
    namen = dict(Zoekdocument.objects.values_list("pk", "titel"))
    return [namen[pk] for pk in BESCHRIJVINGEN.zoek(vraag).op_volgorde(sortering)[:]]


def gevonden(tekst: str = "", **gekozen: Iterable[str]) -> set[str]:
    return set(titels(tekst, "titel", **gekozen))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("cliënten", {"Samen", "Apart"}),
        ("clienten", {"Samen", "Apart"}),
        ("client", {"Samen", "Apart"}),
        ('"eigen regie"', {"Samen"}),
        ("regie -eigen", {"Apart"}),
        ("buren or huisarts", {"Samen", "Apart"}),
        ("buren huisarts", {"Samen", "Apart"}),
        ('"huisarts heeft" or buren', {"Samen", "Apart"}),
        ('regie -"eigen regie"', {"Apart"}),
        ("fiets", set()),
    ],
)
def test_zoekt_woorden_zinnen_uitsluiting_en_keuze(tekst: str, verwacht: set[str]) -> None:
    maak_gepubliceerd(titel="Samen", aanpak="<p>Cliënten houden eigen regie, met buren.</p>")
    maak_gepubliceerd(titel="Apart", aanpak="<p>De huisarts heeft regie over de cliënten.</p>")

    assert gevonden(tekst) == verwacht


def test_zoekt_in_alle_tekst_ook_in_regels_en_namen() -> None:
    maak_gepubliceerd(
        titel="Plan",
        partijen=[met_partij("Zilverberg")],
        elementen=[met_element("een-plan")],
        knelpunten=[Knelpunt(knelpunt="Privacy", oplossing="Toestemming vragen")],
        regios=[maak_regio("zeeland")],
        trefwoorden=["kettingreactie"],
    )

    for woord in ("zilverberg", "plan", "toestemming", "zeeland", "kettingreactie"):
        assert gevonden(woord) == {"Plan"}


def test_titel_weegt_meer_dan_kern_en_kern_meer_dan_de_rest() -> None:
    maak_gepubliceerd(titel="Derde", aanpak="<p>Over wonen.</p>")
    maak_gepubliceerd(titel="Wonen eerst")
    maak_gepubliceerd(titel="Tweede", kern="Over wonen.")

    assert titels("wonen", "relevantie") == ["Wonen eerst", "Tweede", "Derde"]


def test_wat_een_woord_op_meer_plekken_heeft_gaat_voor() -> None:
    maak_gepubliceerd(titel="Wonen samen", kern="Over wonen.", gepubliceerd_op="2020-01-01T09:00Z")
    maak_gepubliceerd(titel="Wonen eerst")

    assert titels("wonen", "relevantie") == ["Wonen samen", "Wonen eerst"]


def test_wat_alleen_genoemd_is_staat_achteraan_tenzij_alle_woorden_in_zijn_titel_staan() -> None:
    maak_gepubliceerd(titel="Sociale kaart van de wijk", soort="genoemd")
    maak_gepubliceerd(titel="Plan", aanpak="<p>Een sociale kaart, een kaart.</p>")

    assert titels("kaart", "relevantie") == ["Plan", "Sociale kaart van de wijk"]
    assert titels("de sociale kaart", "relevantie") == ["Sociale kaart van de wijk", "Plan"]


def test_een_tikfout_neemt_een_titel_zijn_plaats_niet_af() -> None:
    maak_gepubliceerd(titel="Sociale kaart", soort="genoemd")
    maak_gepubliceerd(titel="Bemoeizorg", soort="genoemd")
    maak_gepubliceerd(titel="Plan", aanpak="<p>Bemoeizorg met een sociale kaart.</p>")

    assert titels("bemoeizrog", "relevantie") == ["Bemoeizorg", "Plan"]
    assert titels("sociaale kaart", "relevantie") == ["Sociale kaart", "Plan"]


def test_in_het_kortste_woord_is_een_andere_letter_geen_tikfout() -> None:
    maak_gepubliceerd(titel="Plek", aanpak="<p>Zorg.</p>")

    assert gevonden("plmk") == set()
    assert gevonden("zrog") == gevonden("zorrg") == gevonden("pleek") == {"Plek"}


def test_een_zin_weegt_meer_in_de_titel() -> None:
    maak_gepubliceerd(titel="Optimaal leven", gepubliceerd_op="2020-01-01T09:00Z")
    maak_gepubliceerd(titel="Anders", aanpak="<p>Over optimaal leven.</p>")

    assert titels('"optimaal leven"', "relevantie") == ["Optimaal leven", "Anders"]


def test_wat_alle_woorden_heeft_komt_eerst_en_wat_bijna_niets_zegt_niet() -> None:
    maak_gepubliceerd(
        titel="Wijk", aanpak="<p>Over crisis.</p>", gepubliceerd_op="2020-01-01T09:00Z"
    )
    maak_gepubliceerd(titel="Crisis, crisis en crisis")
    for nummer in range(4):
        maak_gepubliceerd(titel=f"Iets anders {nummer}", aanpak="<p>Over iets anders.</p>")

    assert titels("crisis in de wijk", "relevantie") == ["Wijk", "Crisis, crisis en crisis"]


def test_contactgegevens_zijn_niet_vindbaar_zonder_toestemming() -> None:
    maak_gepubliceerd(contact_naam="Programmabureau Berenburg")

    assert gevonden("berenburg") == set()


def test_of_binnen_een_facet_en_tussen_facetten() -> None:
    wonen, herstel = maak_thema("wonen"), maak_thema("herstel")
    maak_gepubliceerd(titel="A", themas=[wonen], fase="pilot")
    maak_gepubliceerd(titel="B", themas=[herstel], fase="pilot")
    maak_gepubliceerd(titel="C", themas=[herstel], fase="idee")

    assert gevonden(thema=["wonen", "herstel"]) == {"A", "B", "C"}
    assert gevonden(thema=["herstel"], fase=["pilot"]) == {"B"}


def test_een_zorgregio_telt_mee_voor_haar_provincie() -> None:
    groningen = maak_regio("groningen")
    maak_gepubliceerd(titel="Oost", regios=[maak_regio("oost-groningen", ligt_in=[groningen])])

    assert gevonden(regio=["groningen"]) == {"Oost"}


def test_twee_wetten_zijn_domeinoverstijgend() -> None:
    maak_gepubliceerd(titel="Een", wetten=["zvw"])
    maak_gepubliceerd(titel="Twee", wetten=["zvw", "wmo-2015"])

    assert gevonden(wet=["domeinoverstijgend"]) == {"Twee"}


FASEN, WETTEN, NIVEAUS = k.Fase.values[:3], k.Wet.values[:3], k.Niveau.values


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rijen=st.lists(
        st.tuples(
            st.sampled_from(FASEN),
            st.sets(st.sampled_from(WETTEN)),
            st.sets(st.sampled_from(NIVEAUS)),
        ),
        max_size=7,
    ),
    gekozen=st.fixed_dictionaries(
        {},
        optional={
            "fase": st.lists(st.sampled_from(FASEN), min_size=1, max_size=2, unique=True),
            "wet": st.lists(st.sampled_from(WETTEN), min_size=1, max_size=2, unique=True),
            "niveau": st.lists(st.sampled_from(NIVEAUS), min_size=1, max_size=2, unique=True),
        },
    ),
)
def test_de_tellingen_zijn_gelijk_aan_wat_een_keuze_geeft(
    rijen: list[tuple[str, set[str], set[str]]], gekozen: dict[str, list[str]]
) -> None:
    Zoekdocument.objects.all().delete()
    for fase, wetten, niveaus in rijen:
        maak_gepubliceerd(fase=fase, wetten=sorted(wetten), niveaus=sorted(niveaus))
    vraag = Vraag(gekozen={facet: tuple(waarden) for facet, waarden in gekozen.items()})

    uitslag = BESCHRIJVINGEN.zoek(vraag)

    def aantal(keuze: Mapping[str, Iterable[str]]) -> int:
        """One document at a time, as the question is meant."""
        return sum(
            all(
                waarden & {"fase": {fase}, "wet": _wetten(wetten), "niveau": niveaus}[facet]
                for facet, waarden in ((facet, set(waarden)) for facet, waarden in keuze.items())
            )
            for fase, wetten, niveaus in rijen
        )

    assert uitslag.aantal == aantal(gekozen)
    assert uitslag.zonder == {
        facet: aantal({f: w for f, w in gekozen.items() if f != facet}) for facet in gekozen
    }
    for facet, lijst in (("fase", FASEN), ("wet", WETTEN), ("niveau", NIVEAUS)):
        for waarde in lijst:
            zou_geven = aantal({**gekozen, facet: [waarde]})
            assert uitslag.tellingen[facet].get(waarde, 0) == zou_geven, (facet, waarde)


def _wetten(wetten: set[str]) -> set[str]:
    return wetten | ({"domeinoverstijgend"} if len(wetten) > 1 else set())


def test_een_zin_telt_in_elk_facet_alleen_waar_hij_staat() -> None:
    maak_gepubliceerd(fase="pilot", kern="Over eigen regie.")
    maak_gepubliceerd(fase="idee", kern="Over eigen regie.")
    maak_gepubliceerd(fase="idee", kern="Regie over een eigen huis.")

    uitslag = BESCHRIJVINGEN.zoek(Vraag('"eigen regie"', {"fase": ("pilot",)}))

    assert (uitslag.aantal, uitslag.zonder) == (1, {"fase": 2})
    assert uitslag.tellingen["fase"] == {"pilot": 1, "idee": 1}


def test_een_zeldzaam_trefwoord_staat_niet_in_de_index_en_is_wel_te_kiezen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zoekindex, "MEESTE_EINDELOZE", 1)
    maak_gepubliceerd(titel="Een", trefwoorden=["wijk"])
    maak_gepubliceerd(titel="Twee", trefwoorden=["wijk", "kano"])

    uitslag = BESCHRIJVINGEN.zoek(Vraag(gekozen={"trefwoord": ("kano",)}))

    assert gevonden(trefwoord=["kano"]) == {"Twee"}
    assert uitslag.tellingen["trefwoord"] == {"wijk": 2, "kano": 1}
    assert "kano" not in namen()["trefwoord"]
    assert namen(["kano", "verzonnen"])["trefwoord"] == {"wijk": "wijk", "kano": "kano"}


def test_een_publicatie_komt_in_de_index_en_een_ander_woord_leest_hem_niet_opnieuw() -> None:
    maak_gepubliceerd(titel="Eerste")
    eerst = BESCHRIJVINGEN.index()

    maak_organisatie()
    assert BESCHRIJVINGEN.index() is eerst

    maak_gepubliceerd(titel="Tweede")
    assert gevonden() == {"Eerste", "Tweede"}


@pytest.mark.parametrize(
    ("vraag", "tekst"),
    [
        ("verzorgers", "Ouders/verzorgers helpen."),
        ("crisis/wonen", "Eerst crisis, dan wonen."),
        ("enquete", "Een enquête."),
        ("clie\u0308nt", "Iedere cliënt."),
        ("regio\u2019s", "In twee regio's."),
        ("\u201ceigen regie\u201d", "Over eigen regie."),
        ("wonen - zorg", "Over wonen en zorg."),
        ("e health", "Met e-health."),
        ("ehealth", "Met e\u2011health."),
        ("e-health", "Met eHealth."),
        ("FACT", "Een F-ACT-team."),
        ("FACT LVB", "Een team FACT\u2013LVB."),
        ("standby", "De stand-by dienst."),
        ("247", "Open, 24/7."),
        ("kinderen", "Voor een kind."),
        ("dakloze", "Wie dakloos is."),
        ("families", "De familie."),
        ("ziekenhuis", "Twee ziekenhuizen."),
        ("wonen", "Een woonvorm."),
        ("gebieds teams", "Een gebiedsteam."),
        ("buurtteam", "Een team in de buurt."),
        ("ondersteunen bij herstel", "Een herstelondersteunende intake."),
        ("crisskaart", "Met een crisiskaart."),
        ("psychatrie", "Anders dan psychiatrie."),
        ("KOPPeKVO-kindcheck", "Een kindcheck."),
        ("jeugd of ouderen", "Voor ouderen."),
    ],
)
def test_een_woord_wordt_gevonden_hoe_men_het_ook_schrijft(vraag: str, tekst: str) -> None:
    maak_gepubliceerd(titel="Plan", aanpak=f"<p>{tekst}</p>")
    maak_gepubliceerd(titel="Vast punt", aanpak="<p>Niets daarvan.</p>")

    assert titels(vraag, "relevantie")[:1] == ["Plan"]


@pytest.mark.parametrize(("een", "ander"), [("ouderen", "ouders"), ("naasten", "naast")])
def test_ouderen_zijn_geen_ouders(een: str, ander: str) -> None:
    maak_gepubliceerd(titel="Een", aanpak=f"<p>Iets {een} iets.</p>")
    maak_gepubliceerd(titel="Ander", aanpak=f"<p>Iets {ander} iets.</p>")

    assert titels(een) == ["Een"]
    assert titels(ander) == ["Ander"]


def test_een_andere_naam_leidt_naar_wat_de_waarde_heeft_vanaf_het_moment_van_bewaren() -> None:
    maak_gepubliceerd(titel="Plan", themas=[maak_thema("informele-zorg")])
    assert titels("mantelzorger", "relevantie") == []

    AndereNaam.objects.create(facet="thema", slug="informele-zorg", naam="mantelzorgers")

    assert titels("mantelzorger", "relevantie") == ["Plan"]


@pytest.mark.parametrize(
    "vraag", ["eigenkrachtconferentie", "eigen kracht conferenties", "Eigen-Kracht conferentie"]
)
def test_een_naam_is_hetzelfde_los_en_aaneen(vraag: str) -> None:
    maak_gepubliceerd(titel="Plan", themas=[maak_thema("netwerk")])
    AndereNaam.objects.create(facet="thema", slug="netwerk", naam="Eigen Kracht-conferentie")

    assert titels(vraag, "relevantie") == ["Plan"]


def test_een_naam_van_meer_woorden_wordt_gevonden_aan_hun_stammen() -> None:
    maak_gepubliceerd(titel="Plan", themas=[maak_thema("gesprek")])
    AndereNaam.objects.create(facet="thema", slug="gesprek", naam="motiverend begeleiden")

    assert titels("motiverende begeleiding", "relevantie") == ["Plan"]
    assert titels("begeleiding", "relevantie") == []


@pytest.mark.parametrize(
    "vraag", ["wonen en zorg scheiden", "zorg scheiden van wonen", "scheiden wonen zorg"]
)
def test_een_naam_van_meer_woorden_is_hetzelfde_in_een_andere_volgorde(vraag: str) -> None:
    maak_gepubliceerd(titel="Plan", themas=[maak_thema("apart")])
    AndereNaam.objects.create(facet="thema", slug="apart", naam="scheiden van wonen en zorg")

    assert titels(vraag, "relevantie") == ["Plan"]
    assert titels("wonen", "relevantie") == []


def test_wie_een_waarde_noemt_krijgt_wat_haar_heeft_als_wie_haar_woord_heeft() -> None:
    maak_gepubliceerd(titel="Team", soort="genoemd", kern="Voor lvb.")
    plan = maak_gepubliceerd(titel="Plan", themas=[maak_thema("beperking")])
    AndereNaam.objects.create(facet="thema", slug="beperking", naam="lvb")

    uitslag = BESCHRIJVINGEN.zoek(Vraag("lvb"))

    assert uitslag.score(plan.pk) > uitslag.vol * MET_ALLES


def test_van_een_waarde_staat_elke_naam_er_eenmaal() -> None:
    thema = maak_thema("netwerk")
    for naam in ("Eigen Kracht-conferentie", "jouw netwerk"):
        AndereNaam.objects.create(facet="thema", slug="netwerk", naam=naam)

    van = BESCHRIJVINGEN.namen().van["thema:netwerk"]

    assert (
        len(van) == len(set(van)) == len({str(thema), "Eigen Kracht-conferentie", "jouw netwerk"})
    )


def test_waar_alleen_een_deel_van_een_woord_staat_kan_het_een_tikfout_zijn() -> None:
    maak_gepubliceerd(titel="Naam", themas=[maak_thema("regels")])
    maak_gepubliceerd(titel="Deel", aanpak="<p>De administratie is een last.</p>")
    AndereNaam.objects.create(facet="thema", slug="regels", naam="administratieve lasten")

    assert gevonden("administratielast") == {"Naam", "Deel"}


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [("lotgenotenforum", {"Samen"}), ("lotgenotenforum adres", {"Adres"}), ("lotgenotform", set())],
)
def test_een_samenstelling_die_niemand_heeft_zoekt_in_delen_als_niets_anders_er_is(
    vraag: str, verwacht: set[str]
) -> None:
    maak_gepubliceerd(titel="Samen", aanpak="<p>Lotgenoten ontmoeten elkaar.</p>")
    maak_gepubliceerd(titel="Adres", aanpak="<p>Op dit adres.</p>")

    assert gevonden(vraag) == verwacht


def test_een_plaats_leidt_naar_de_regio_waarin_zij_ligt() -> None:
    regio = maak_regio("noord")
    maak_gepubliceerd(titel="Plan", regios=[regio])
    plaats = Plaats.objects.create(naam="Den Bergh", slug="den-bergh", soort="gemeente")
    plaats.regios.add(regio)

    uitslag = BESCHRIJVINGEN.zoek(Vraag("den bergh"))

    assert uitslag.aantal == 1
    assert [naam.plaats for naam in uitslag.gezocht.genoemd] == ["Den Bergh"]


@pytest.mark.parametrize("soort", ["bestaand", "genoemd"])
def test_een_woord_van_een_plaats_weegt_minder_dan_de_plaats(soort: str) -> None:
    regio = maak_regio("noord")
    maak_gepubliceerd(titel="Anders", soort=soort)
    maak_gepubliceerd(titel="Daar", regios=[regio], gepubliceerd_op="2020-01-01T09:00Z")
    maak_gepubliceerd(titel="Woord", aanpak="<p>Over bergh.</p>")
    plaats = Plaats.objects.create(naam="Den Bergh", slug="den-bergh", soort="gemeente")
    plaats.regios.add(regio)

    assert titels("den bergh", "relevantie") == ["Daar", "Woord"]


def test_woorden_die_niets_zeggen_leggen_zichzelf_uit() -> None:
    maak_gepubliceerd(titel="Plan", aanpak="<p>De hoe en het wat.</p>")

    assert BESCHRIJVINGEN.zoek(Vraag("de hoe")).gezocht.alleen_stopwoorden


@pytest.mark.parametrize(
    "tekst",
    [
        '"',
        ' -"',
        "or",
        "of of of",
        "- - -",
        "'",
        "&|!()<->:*",
        "a" * 200,
        "or " * 60,
        "\u202e",
        "🙂",
    ],
)
def test_op_alles_wat_men_typt_komt_een_antwoord(tekst: str) -> None:
    maak_gepubliceerd(titel="Plan")

    assert BESCHRIJVINGEN.zoek(Vraag(tekst)).aantal >= 0


def test_alleen_de_live_versie_is_vindbaar() -> None:
    oud = maak_gepubliceerd(titel="Oude naam")
    nieuw = maak_beschrijving(
        innovatie=oud.innovatie,
        versie=2,
        titel="Nieuwe naam",
        themas=[maak_thema()],
        status=Status.GEPUBLICEERD,
        gepubliceerd_op=oud.gepubliceerd_op,
        gepubliceerd_door=oud.gepubliceerd_door,
    )
    assert gevonden() == {"Oude naam"}

    zet_live(versie=nieuw)

    assert gevonden() == {"Nieuwe naam"}


def test_indexeer_haalt_weg_wat_niet_meer_zichtbaar_is() -> None:
    beschrijving = maak_gepubliceerd()
    Beschrijving.objects.filter(pk=beschrijving.pk).update(status=Status.GEARCHIVEERD)

    aantal = indexeer(Beschrijving.objects.all())

    assert aantal == 0
    assert not Zoekdocument.objects.exists()


def test_elk_facet_geeft_een_code_die_het_kent() -> None:
    beschrijving = maak_gepubliceerd(
        fase="pilot", onderbouwing="ervaring", ervaring=["besturen"], partijen=[met_partij()]
    )
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=beschrijving.pk)

    sleutels = {code.partition(":")[0] for code in codes(geladen)}

    assert {"fase", "onderbouwing", "ervaring", "rol", "soort", "thema", "organisatie"} <= sleutels
    assert len({facet.sleutel for facet in FACETTEN}) == 16


def test_alles_opnieuw_indexeren_geeft_dezelfde_documenten() -> None:
    maak_gepubliceerd(titel="Plan", fase="pilot")
    maak_beschrijving(titel="Concept")
    Zoekdocument.objects.update(facetten=[], titel="Oud")

    call_command("indexeer", verbosity=0, stdout=StringIO())

    (document,) = Zoekdocument.objects.all()
    assert document.titel == "Plan"
    assert "fase:pilot" in document.facetten
