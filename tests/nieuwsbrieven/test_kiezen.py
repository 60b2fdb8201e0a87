"""Which parts of an edition a reader gets."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from nieuwsbrieven.lezen.kiezen import Profiel, doelen, kies, lezers, profiel_uit, profiel_van
from nieuwsbrieven.models import Abonnee
from tests.maak import maak_abonnee, maak_blok, maak_editie, maak_regio, maak_thema

pytestmark = pytest.mark.django_db


def test_een_lezer_krijgt_alleen_de_delen_van_eigen_themas_en_die_voor_allen() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    editie = maak_editie(blokken=0)
    voor_allen = maak_blok(editie)
    over_herstel = maak_blok(editie, themas=[herstel])
    over_wonen = maak_blok(editie, themas=[wonen])
    over_beide = maak_blok(editie, themas=[herstel, wonen])

    gekozen = {
        naam: kies(doelen(editie), profiel_van(abonnee))
        for naam, abonnee in {
            "herstel": maak_abonnee(themas=[herstel]),
            "alles": maak_abonnee(),
            "niets": maak_abonnee(themas=[]),
        }.items()
    }

    assert gekozen == {
        "herstel": (voor_allen.pk, over_herstel.pk, over_beide.pk),
        "alles": (voor_allen.pk, over_herstel.pk, over_wonen.pk, over_beide.pk),
        "niets": (voor_allen.pk,),
    }


def test_een_provincie_en_de_zorgregios_erin_raken_elkaar_en_de_buren_niet() -> None:
    drenthe, utrecht = maak_regio("drenthe"), maak_regio("utrecht")
    assen, emmen = maak_regio("assen", ligt_in=[drenthe]), maak_regio("emmen", ligt_in=[drenthe])
    editie = maak_editie(blokken=0)
    uit_drenthe, uit_assen = maak_blok(editie, regios=[drenthe]), maak_blok(editie, regios=[assen])

    gekozen = {
        regio.slug: kies(doelen(editie), profiel_uit(None, [regio.pk], []))
        for regio in (drenthe, assen, emmen, utrecht)
    }

    assert gekozen == {
        "drenthe": (uit_drenthe.pk, uit_assen.pk),
        "assen": (uit_drenthe.pk, uit_assen.pk),
        "emmen": (uit_drenthe.pk,),
        "utrecht": (),
    }


def test_publiek_telt_alleen_waar_beide_kozen() -> None:
    editie = maak_editie(blokken=0)
    voor_bestuur = maak_blok(editie, rollen=["bestuurder"])
    voor_ieder = maak_blok(editie)

    assert kies(doelen(editie), Profiel()) == (voor_bestuur.pk, voor_ieder.pk)
    assert kies(doelen(editie), profiel_uit(None, None, ["professionals"])) == (voor_ieder.pk,)


def test_een_thema_dat_is_weggehaald_maakt_niets_breder() -> None:
    weg, wonen = maak_thema("weg"), maak_thema("wonen")
    editie = maak_editie(blokken=0)
    maak_blok(editie, themas=[weg])
    over_wonen = maak_blok(editie, themas=[wonen])
    abonnee = maak_abonnee(themas=[weg])

    weg.delete()

    assert kies(doelen(editie), profiel_van(abonnee)) == ()
    assert kies(doelen(editie), profiel_uit([wonen.pk], None, [])) == (over_wonen.pk,)


def test_wie_niets_zou_krijgen_is_geen_lezer() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, themas=[wonen])
    maak_abonnee(themas=[herstel])
    lezer = maak_abonnee(themas=[herstel, wonen])

    gevonden = list(lezers(Abonnee.objects.all(), editie))

    assert gevonden == [(lezer, (blok.pk,))]


@pytest.mark.parametrize("aantal", [1, 3])
def test_lezers_kosten_evenveel_vragen(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = maak_editie(blokken=0)
    maak_blok(editie, themas=[maak_thema()], regios=[maak_regio()])
    for nummer in range(aantal):
        maak_abonnee(themas=[maak_thema(), maak_thema(f"thema-{nummer}")])

    with django_assert_num_queries(5):
        gevonden = list(lezers(Abonnee.objects.all(), editie))

    assert len(gevonden) == aantal
