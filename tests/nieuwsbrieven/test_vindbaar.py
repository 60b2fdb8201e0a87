"""What search and the neighbours of a page know of a newsletter."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nieuwsbrieven.keuzelijsten import Bloksoort, Editiestatus
from nieuwsbrieven.models import Editie
from nieuwsbrieven.vindbaar import maak_vindbaar
from tests.maak import maak_blok, maak_editie, maak_gepubliceerd, maak_regio, maak_thema
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer

pytestmark = pytest.mark.django_db


def editie_over_wonen() -> Editie:
    editie = maak_editie(
        blokken=0,
        status=Editiestatus.VERZONDEN,
        onderwerp="Een plek om te wonen",
        preheader="Over huizen.",
        inleiding="<p>Eerst een <strong>woord</strong>.</p><p>Dan meer.</p>",
    )
    for _ in range(2):  # what is in it twice leads to it once
        maak_blok(
            editie,
            soort=Bloksoort.EIGEN,
            titel="Woonladder",
            tekst="<p>Stap voor <em>stap</em>.</p>",
            themas=[maak_thema("wonen")],
            regios=[maak_regio("drenthe")],
            innovatie=maak_gepubliceerd(themas=[]).innovatie,
        )
    return editie


def test_een_editie_wijst_naar_waar_zij_over_gaat_en_is_te_vinden_op_haar_woorden(
    client: Client,
) -> None:
    editie = editie_over_wonen()

    maak_vindbaar(editie)

    (wegwijzer,) = Wegwijzer.objects.all()
    assert wegwijzer.soort == Wegwijzersoort.NIEUWSBRIEF
    assert wegwijzer.adres == editie.get_absolute_url()
    assert (wegwijzer.titel, wegwijzer.samenvatting) == ("Een plek om te wonen", "Over huizen.")
    assert wegwijzer.datum == editie.begonnen_op
    assert wegwijzer.tekst == (
        "Eerst een woord. Dan meer. Woonladder Stap voor stap. Woonladder Stap voor stap."
    )
    assert [thema.slug for thema in wegwijzer.themas.all()] == ["wonen"]
    assert [regio.slug for regio in wegwijzer.regios.all()] == ["drenthe"]
    assert set(wegwijzer.innovaties.all()) == {b.innovatie for b in editie.blokken.all()}
    response = client.get("/zoeken/", {"q": "woonladder", "soort": "nieuwsbrief"})
    assert [gevonden.titel for gevonden in response.context["blad"]] == ["Een plek om te wonen"]
    assert "1 nieuwsbrief<" in response.text


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_aantal_queries_hangt_niet_van_de_delen_af(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = maak_editie(blokken=0, status=Editiestatus.VERZONDEN)
    for n in range(aantal):
        maak_blok(
            editie,
            themas=[maak_thema(f"thema-{n}")],
            regios=[maak_regio(f"regio-{n}")],
            innovatie=maak_gepubliceerd().innovatie,
        )

    with django_assert_num_queries(19):
        maak_vindbaar(editie)


def test_wat_voor_alles_is_wijst_naar_niets_in_het_bijzonder() -> None:
    editie = maak_editie(blokken=0, status=Editiestatus.VERZONDEN)
    themas, regios = [maak_thema()], [maak_regio()]
    maak_blok(editie, themas=themas, regios=regios, alle_themas=True, alle_regios=True)

    maak_vindbaar(editie)

    wegwijzer = Wegwijzer.objects.get()
    assert not wegwijzer.themas.exists()
    assert not wegwijzer.regios.exists()


@pytest.mark.parametrize("status", [Editiestatus.CONCEPT, Editiestatus.GEPLAND])
def test_naar_wat_nog_niet_begon_leidt_niets(status: Editiestatus) -> None:
    maak_vindbaar(maak_editie(status=status))

    assert not Wegwijzer.objects.exists()


def test_themas_regios_en_beschrijvingen_leiden_naar_de_nieuwsbrief(client: Client) -> None:
    plan = maak_gepubliceerd(slug="plan", themas=[maak_thema()], regios=[maak_regio()])
    editie = maak_editie(blokken=0, status=Editiestatus.VERZONDEN)
    maak_blok(editie, themas=[maak_thema()], regios=[maak_regio()], innovatie=plan.innovatie)
    maak_vindbaar(editie)

    for adres in ("/innovaties/plan/", "/thema/herstel/", "/regio/drenthe/"):
        tekst = client.get(adres).text
        assert '<span class="label">Nieuwsbrief</span>' in tekst, adres
        assert f'<a href="{editie.get_absolute_url()}">{editie}</a>' in tekst, adres
