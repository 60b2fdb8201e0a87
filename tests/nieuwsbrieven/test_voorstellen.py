"""What a new edition proposes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

import opgaven.vindbaar
import trajecten.vindbaar
import wensen.vindbaar
from innovaties.actions.publiceren import haal_weg, zet_live
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.models import Masterclass, Verslag
from nieuwsbrieven.actions.opstellen import neem_op
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.lezen.blokvoorstel import Blokvoorstel, kort
from nieuwsbrieven.lezen.voorstellen import kwartaal_geleden, sinds, voorstellen
from nieuwsbrieven.models import Editie
from nieuwsbrieven.uitvoer.opmaak import maak
from opgaven.models import Les
from tests.maak import (
    maak_beschrijving,
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_inventarisatie,
    maak_masterclass,
    maak_regio,
    maak_thema,
    maak_traject,
    maak_tranche,
    om_tien,
    over,
    traject_met_oproep,
)

pytestmark = pytest.mark.django_db


def verzonden(dagen: float, **velden: Any) -> Editie:
    return maak_editie(
        **{
            "blokken": 0,
            "status": Editiestatus.VERZONDEN,
            "begonnen_op": over(dagen),
            "gepland_op": over(dagen),
            **velden,
        }
    )


def maak_verslag(masterclass: Masterclass, **velden: Any) -> Verslag:
    standaard = {
        "status": Verslagstatus.GEPUBLICEERD,
        "tekst": "<p>Er is veel geleerd.</p>",
        "gewijzigd_door": maak_gebruiker(),
        "geplaatst_op": timezone.now(),
        "geplaatst_door": maak_gebruiker(),
    }
    return Verslag.objects.create(masterclass=masterclass, **{**standaard, **velden})


def maak_wens(**velden: Any) -> Beschrijving:
    return maak_gepubliceerd(
        **{"soort": "gewenst", "gezochte_partners": ["gemeente", "ggd"], **velden}
    )


def volgende_versie(vorige: Beschrijving, dagen: float) -> Beschrijving:
    Beschrijving.objects.filter(pk=vorige.pk).update(status=Status.GEARCHIVEERD)
    versie = maak_beschrijving(
        innovatie=vorige.innovatie,
        versie=vorige.versie + 1,
        titel=vorige.titel,
        status=Status.GEPUBLICEERD,
        gepubliceerd_op=over(dagen),
        gepubliceerd_door=maak_gebruiker(),
    )
    zet_live(versie=versie)
    return versie


def titels(editie: Editie) -> dict[str, list[str]]:
    gevonden = voorstellen(editie, timezone.now())
    return {
        soort.value: [voorstel.titel for voorstel in groep] for soort, groep in gevonden.items()
    }


def enige(editie: Editie) -> Blokvoorstel:
    [[voorstel]] = voorstellen(editie, timezone.now()).values()
    return voorstel


def test_voorgesteld_wordt_wat_er_sinds_de_vorige_nieuwsbrief_bij_kwam() -> None:
    verzonden(-10)
    maak_gepubliceerd(titel="Oud", gepubliceerd_op=over(-20))
    oud = maak_gepubliceerd(titel="Bijgewerkt", gepubliceerd_op=over(-20))
    volgende_versie(oud, -1)
    jong = maak_gepubliceerd(titel="Nieuw en al verbeterd", gepubliceerd_op=over(-5))
    volgende_versie(jong, -2)
    maak_gepubliceerd(titel="Nieuw", gepubliceerd_op=over(-3))
    maak_beschrijving(titel="Concept")

    gevonden = titels(maak_editie(blokken=0))

    assert gevonden == {
        "nieuw": ["Nieuw en al verbeterd", "Nieuw"],
        "bijgewerkt": ["Bijgewerkt"],
    }


def test_de_eerste_keer_kijkt_zestig_dagen_terug() -> None:
    maak_gepubliceerd(titel="Te oud", gepubliceerd_op=over(-61))
    maak_gepubliceerd(titel="Net niet", gepubliceerd_op=over(-59))

    assert titels(maak_editie(blokken=0)) == {"nieuw": ["Net niet"]}


def test_wie_bevestigt_dat_het_nog_klopt_wijzigt_niets() -> None:
    verzonden(-10)
    versie = maak_gepubliceerd(gepubliceerd_op=over(-400))
    Innovatie.objects.update(bevestigd_op=timezone.localdate())
    Beschrijving.objects.filter(pk=versie.pk).update(gewijzigd_op=timezone.now())

    assert titels(maak_editie(blokken=0)) == {}


def test_wat_na_het_plannen_verscheen_gaat_niet_verloren() -> None:
    verzonden(-2, gepland_op=over(-5))
    maak_gepubliceerd(titel="Er tussendoor", gepubliceerd_op=over(-3))

    assert titels(maak_editie(blokken=0)) == {"nieuw": ["Er tussendoor"]}


def test_een_kwartaaloverzicht_telt_niet_als_vorige_nieuwsbrief() -> None:
    nu = timezone.now()
    gewoon = verzonden(-30)
    verzonden(-5, soort=Editiesoort.OVERZICHT)
    maak_editie(status=Editiestatus.GEPLAND)

    assert sinds(Editiesoort.GEWOON, nu) == gewoon.gepland_op
    assert sinds(Editiesoort.OVERZICHT, nu) > nu - timedelta(days=6)


def test_het_eerste_overzicht_kijkt_een_kwartaal_terug() -> None:
    nu = datetime(2026, 5, 31, 13, tzinfo=UTC)

    assert sinds(Editiesoort.OVERZICHT, nu) == kwartaal_geleden(nu)
    assert timezone.localtime(kwartaal_geleden(nu)).isoformat() == "2026-02-28T00:00:00+01:00"


def test_een_wens_zoekt_partners_tot_zij_in_een_nieuwsbrief_stond() -> None:
    vorige = verzonden(-10)
    oud = maak_wens(titel="Nog niet genoemd", gepubliceerd_op=over(-300))
    genoemd = maak_wens(titel="Al genoemd", gepubliceerd_op=over(-300))
    vernieuwd = maak_wens(titel="Genoemd en gewijzigd", gepubliceerd_op=over(-1))
    maak_wens(titel="Zoekt niemand", gezochte_partners=[], gepubliceerd_op=over(-300))
    for versie in (genoemd, vernieuwd):
        maak_blok(
            vorige,
            soort=Bloksoort.GEZOCHT,
            adres=versie.get_absolute_url(),
            innovatie=versie.innovatie,
        )
    editie = maak_editie(blokken=0)

    gevonden = voorstellen(editie, timezone.now())[Bloksoort.GEZOCHT]

    assert [(v.titel, v.stond_in) for v in gevonden] == [
        ("Genoemd en gewijzigd", vorige),
        ("Nog niet genoemd", None),
    ]
    assert gevonden[1].innovatie == oud.innovatie_id
    assert gevonden[1].tekst == f"{oud.kern}\nGezocht: gemeente, GGD."


def test_een_masterclass_blijft_komen_tot_aanmelden_niet_meer_kan() -> None:
    vorige = verzonden(-3)
    soorten = ["bestuurders", "ervaring"]
    komt = maak_masterclass(titel="Komt", publiek=soorten, regios=[maak_regio()])
    maak_masterclass(titel="Vol tijd", aanmelden_van=over(2), begin=om_tien(40))
    maak_masterclass(titel="Gesloten", aanmelden_tot=over(-1))
    maak_masterclass(titel="Voorbij", begin=om_tien(-1))
    maak_masterclass(titel="Klad", fase=Masterclassfase.CONCEPT)
    maak_blok(vorige, soort=Bloksoort.MASTERCLASS, adres=komt.get_absolute_url())

    eerste, tweede = voorstellen(maak_editie(blokken=0), timezone.now())[Bloksoort.MASTERCLASS]

    assert (eerste.titel, eerste.stond_in) == ("Komt", vorige)
    assert (eerste.themas, eerste.rollen) == (
        (komt.thema,),
        ("bestuurder", "ervaringsdeskundige", "client", "naaste"),
    )
    assert (eerste.regios, eerste.alle_regios) == ((maak_regio(),), False)
    assert "uur, De Plek.\nEen dag over samen werken." in eerste.tekst
    assert (tweede.titel, tweede.stond_in) == ("Vol tijd", None)


def test_een_verslag_is_nieuws_als_het_voor_het_eerst_verschijnt() -> None:
    verzonden(-10)
    eerste, verbeterd = maak_masterclass(begin=om_tien(-4)), maak_masterclass(begin=om_tien(-90))
    maak_verslag(eerste)
    maak_verslag(verbeterd, status=Verslagstatus.VERVANGEN, geplaatst_op=over(-80))
    maak_verslag(verbeterd)
    maak_verslag(maak_masterclass(begin=om_tien(-3)), status=Verslagstatus.CONCEPT)

    voorstel = enige(maak_editie(blokken=0))

    assert voorstel.soort == Bloksoort.VERSLAG
    assert voorstel.adres == f"{eerste.get_absolute_url()}#verslag"
    assert voorstel.tekst == "Er is veel geleerd."


def test_wat_al_in_de_nieuwsbrief_staat_is_gemarkeerd() -> None:
    versie = maak_gepubliceerd()
    editie, ander = maak_editie(blokken=0), maak_editie(blokken=0)
    maak_blok(editie, soort=Bloksoort.NIEUW, adres=versie.get_absolute_url())

    assert enige(editie).opgenomen
    assert not enige(ander).opgenomen
    assert enige(ander).stond_in is None


def test_wat_niet_meer_zichtbaar_is_wordt_niet_voorgesteld() -> None:
    versie = maak_gepubliceerd()
    editie = maak_editie(blokken=0)
    Beschrijving.objects.filter(pk=versie.pk).update(status=Status.GEARCHIVEERD)
    haal_weg(versie=Beschrijving.objects.get(pk=versie.pk), reden="Samengevoegd.", naar=None)

    assert titels(editie) == {}


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"regios": True, "schaal": "regio"}, False),
        ({"regios": False, "schaal": "regio"}, True),
        ({"regios": True, "schaal": "landelijk"}, True),
    ],
)
def test_voor_wie_een_beschrijving_is(velden: dict[str, Any], verwacht: object) -> None:
    thema, regio = maak_thema("wonen"), maak_regio()
    maak_gepubliceerd(
        themas=[thema], regios=[regio] if velden["regios"] else [], schaal=velden["schaal"]
    )

    voorstel = enige(maak_editie(blokken=0))

    assert voorstel.themas == (thema,)
    assert voorstel.alle_regios is verwacht


def test_een_lange_tekst_houdt_op_bij_een_zin() -> None:
    zin = "Deze zin is precies lang genoeg om een paar keer te passen. "

    assert kort(zin * 9) == (zin * 5).strip()
    assert kort("a" * 20 + " " + "b" * 400) == "a" * 20 + "…"
    assert kort("Kort.") == "Kort."


def test_een_voorstel_kan_geen_opmaak_meebrengen() -> None:
    maak_gepubliceerd(kern="Wij zijn <strong>goed</strong> & <a href='javascript:x'>slim</a>.")

    html = enige(maak_editie(blokken=0)).html

    assert html.startswith("<p>Wij zijn &lt;strong&gt;goed")
    assert "<a" not in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_voorstellen_kosten_evenveel_vragen(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vorige = verzonden(-5)
    editie = maak_editie(blokken=0)
    for nummer in range(aantal):
        thema, regio = maak_thema(f"thema-{nummer}"), maak_regio(f"regio-{nummer}")
        versie = maak_gepubliceerd(themas=[thema], regios=[regio])
        maak_wens(gepubliceerd_op=over(-90))
        maak_masterclass(thema=thema, regios=[regio])
        maak_verslag(maak_masterclass(begin=om_tien(-2), regios=[regio]))
        les = Les.objects.create(nummer=nummer, slug=f"les-{nummer}", titel="Les", openbaar=True)
        les.themas.add(thema)
        opgaven.vindbaar.maak_vindbaar(les)
        for waar in (vorige, editie):
            maak_blok(waar, soort=Bloksoort.NIEUW, adres=versie.get_absolute_url())

    with django_assert_num_queries(17):
        gevonden = voorstellen(editie, timezone.now())
        [str(v.stond_in) for groep in gevonden.values() for v in groep]

    assert {len(groep) for groep in gevonden.values()} == {aantal}


def test_uit_het_programma_komt_wat_openstaat_en_wat_er_bij_kwam() -> None:
    verzonden(-5)
    klaar: dict[str, Any] = {"gepubliceerd_door": maak_gebruiker(), "uitkomst": "Wonen."}
    oproep = maak_tranche(titel="Wonen", begin=over(-90).date())
    gesloten = maak_tranche(titel="Voorbij", begin=over(-90).date(), einde=over(-1).date())
    for rij in (
        oproep,
        gesloten,
        maak_traject(titel="Begonnen"),
        traject_met_oproep(titel="Wie doet mee?", begin=over(30).date()),
        maak_traject(titel="Loopt al", begin=over(-90).date()),
    ):
        trajecten.vindbaar.maak_vindbaar(rij)
    for titel, dag in (("Nieuwe uitkomst", -1), ("Oude uitkomst", -90)):
        wensen.vindbaar.maak_vindbaar(
            maak_inventarisatie(titel=titel, gepubliceerd_op=over(dag), **klaar)
        )
    for nummer, openbaar in ((1, True), (2, False)):
        les = Les.objects.create(
            nummer=nummer, slug=f"les-{nummer}", titel=f"Les {nummer}", openbaar=openbaar
        )
        opgaven.vindbaar.maak_vindbaar(les)
    editie = maak_editie(blokken=0)

    gevonden = titels(editie)
    neem_op(editie=editie, adressen=["/lessen/les-1/"], door=editie.gemaakt_door)
    Editie.objects.filter(pk=editie.pk).update(
        status=Editiestatus.BEZIG, begonnen_op=timezone.now(), stukken=maak(editie)
    )

    assert gevonden == {
        "meedoen": ["Wie doet mee?", "Wonen"],
        "les": ["Les 1"],
        "programma": ["Begonnen", "Nieuwe uitkomst"],
    }
    assert editie.blokken.get().alle_themas
    assert "les" not in titels(maak_editie(blokken=0))
