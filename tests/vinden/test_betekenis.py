"""Search by meaning: passages of what is published, and vectors of questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from innovaties.actions.indexeren import indexeer
from innovaties.actions.publiceren import haal_weg, zet_live
from innovaties.keuzelijsten import Status
from innovaties.lezen.passages import passages_van
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Zoekdocument
from tests.databases import adres, manage
from tests.maak import maak_beschrijving, maak_gepubliceerd
from tests.tegelijk import tegelijk
from vinden import passagetabel
from vinden.betekenis import MEESTE_WACHTENDEN, Dichtbij, dichtbij
from vinden.models import Encoder, Leesopdracht, Passage, Passagevorm, Vraagvector
from vinden.paginacache import publiek_met, voorlopig
from vinden.passages import INLEZEN, LANGSTE_SECTIE, LANGSTE_VENSTER, Teksten, lees_volgende
from vinden.stand import stand
from vinden.vraagvectoren import BEANTWOORDEN, BEWAREN, beantwoord, vergeet
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db

ZONDER_UITBREIDING = """
    DROP TABLE vinden_passage CASCADE;
    CREATE SCHEMA kaal;
    CREATE VIEW kaal.pg_available_extensions AS
        SELECT * FROM pg_catalog.pg_available_extensions WHERE name <> 'vector';
    SET LOCAL search_path = kaal, pg_catalog, public
"""
"""As on a server where nobody installed pgvector, until the test is rolled back."""


def lees_alles() -> None:
    while lees_volgende(Zoekdocument, passages_van, lambda: False):
        pass


def vraag(tekst: str) -> Dichtbij:
    """What is near to `tekst`, asked once more when the worker has read it."""
    dichtbij(Zoekdocument, tekst)
    beantwoord(timezone.now())
    return dichtbij(Zoekdocument, tekst)


@pytest.fixture
def werker() -> None:
    """A worker has said that it is there."""
    beantwoord(timezone.now())


def test_wat_gepubliceerd_wordt_krijgt_passages_en_wat_weg_is_verliest_ze(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        versie = maak_gepubliceerd(titel="Maatjes", kern="Een maatje gaat mee. Elke week weer.")
    assert ProcrastinateJob.objects.filter(task_name=INLEZEN, status="todo").count() == 1
    assert Leesopdracht.objects.exists()

    lees_alles()

    van_deze = Passage.objects.filter(soort="innovaties.zoekdocument", sleutel=versie.pk)
    assert {passage.vorm for passage in van_deze} == {Passagevorm.SECTIE, Passagevorm.VENSTER}
    assert not Leesopdracht.objects.exists()

    Beschrijving.objects.filter(pk=versie.pk).update(status=Status.GEARCHIVEERD)
    versie.refresh_from_db()
    haal_weg(versie=versie, reden="vervallen", naar=None)
    lees_alles()

    assert not Passage.objects.exists()


def test_wat_in_de_vorige_versie_stond_wordt_niet_opnieuw_gelezen() -> None:
    oud = maak_gepubliceerd(titel="Maatjes", kern="Iemand die hetzelfde meemaakte gaat mee.")
    lees_alles()
    bekend = _vectoren(oud.pk)
    nieuw = maak_beschrijving(
        innovatie=oud.innovatie,
        versie=2,
        titel=oud.titel,
        kern=oud.kern,
        themas=list(oud.themas.all()),
        status=Status.GEPUBLICEERD,
        gepubliceerd_op=oud.gepubliceerd_op,
        gepubliceerd_door=oud.gepubliceerd_door,
    )
    zet_live(versie=nieuw)

    while lees_volgende(Zoekdocument, passages_van, _niets_te_lezen):
        pass

    assert _vectoren(nieuw.pk) == bekend
    assert not Passage.objects.filter(sleutel=oud.pk).exists()


def _niets_te_lezen() -> bool:
    pytest.fail("a text was to be read that is known")


def _vectoren(pk: int) -> set[tuple[bytes, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kenmerk, vector::text FROM vinden_passage WHERE sleutel = %s", [pk])
        return {(bytes(kenmerk), vector) for kenmerk, vector in cursor}


def test_wie_stopt_leest_later_verder() -> None:
    maak_gepubliceerd()

    gelezen = lees_volgende(Zoekdocument, passages_van, lambda: True)

    assert not gelezen
    assert not Passage.objects.exists()
    assert Leesopdracht.objects.count() == 1


def test_wat_niet_te_lezen_is_houdt_de_rest_niet_op(caplog: pytest.LogCaptureFixture) -> None:
    kapot, heel = maak_gepubliceerd(), maak_gepubliceerd()

    def teksten_van(pk: int) -> Teksten | None:
        return passages_van(pk) if pk == heel.pk else {Passagevorm.SECTIE: ["\ud800"]}

    while lees_volgende(Zoekdocument, teksten_van, lambda: False):
        pass

    assert set(Passage.objects.values_list("sleutel", flat=True)) == {heel.pk}
    assert f"zoekdocument {kapot.pk} zijn niet gelezen" in caplog.text


def test_opnieuw_indexeren_laat_passages_en_bewaarde_paginas_zoals_ze_zijn() -> None:
    maak_gepubliceerd()
    lees_alles()
    passages = list(Passage.objects.values_list("pk", flat=True))

    indexeer(Beschrijving.objects.all())
    nummer = stand().nummer
    lees_alles()

    assert list(Passage.objects.values_list("pk", flat=True)) == passages
    assert stand().nummer == nummer


def test_passages_zijn_secties_vensters_van_twee_zinnen_en_vragen() -> None:
    versie = maak_gepubliceerd(
        titel="Crisiskaart",
        kern="De eerste zin staat hier. De tweede zin volgt daarop. De derde zin sluit af.",
        aanpak=f"<p>{'Een lange zin zonder einde ' * 65}</p>",
        lezersvragen="<ul><li>Wie helpt mij in een crisis?</li><li>Wat is een noodplan?</li></ul>",
        contact_naam="Piet Geheim",
    )

    passages = passages_van(versie.pk) or {}

    assert passages[Passagevorm.VRAAG] == ["Wie helpt mij in een crisis?", "Wat is een noodplan?"]

    vensters = passages[Passagevorm.VENSTER]
    assert vensters[:3] == [
        "Crisiskaart",
        "De eerste zin staat hier. De tweede zin volgt daarop.",
        "De tweede zin volgt daarop. De derde zin sluit af.",
    ]
    assert passages[Passagevorm.SECTIE][0].startswith("Crisiskaart. In het kort. Crisiskaart")
    assert max(map(len, passages[Passagevorm.SECTIE])) == LANGSTE_SECTIE
    assert max(map(len, vensters)) == LANGSTE_VENSTER
    assert "Geheim" not in str(passages)


@pytest.mark.usefixtures("met_inhoud")
def test_elke_beschrijving_van_de_site_heeft_passages() -> None:
    for pk in Zoekdocument.objects.values_list("pk", flat=True):
        passages = passages_van(pk) or {}

        assert passages[Passagevorm.SECTIE]
        assert all(all(lijst) for lijst in passages.values())


def test_een_concept_heeft_geen_passages() -> None:
    assert passages_van(maak_beschrijving().pk) is None


@pytest.mark.usefixtures("werker")
def test_wat_dichtbij_is_wordt_gevonden_met_andere_woorden() -> None:
    kaart = maak_gepubliceerd(
        titel="Crisiskaart",
        kern="Hierop staat wat anderen doen als u in paniek bent.",
    )
    maak_gepubliceerd(titel="Moestuin", kern="Samen groenten kweken op een stuk land in de wijk.")
    maak_gepubliceerd(titel="Administratie", kern="Wij vullen formulieren in voor de gemeente.")
    lees_alles()

    gevonden = vraag("hulp bij een plotselinge angstaanval").documenten

    assert gevonden[0][0] == kaart.pk
    assert gevonden[0][1] > 1 > gevonden[1][1]


@pytest.mark.usefixtures("werker")
def test_een_vreemd_woord_heeft_geen_antwoord_tenzij_het_heel_dichtbij_is() -> None:
    maak_gepubliceerd(titel="Voorstelling", aanpak="<p>Ergens anders over.</p>")
    met = maak_gepubliceerd(titel="Eten", kern="Hulp bij een eetstoornis. Mensen eten te weinig.")
    lees_alles()

    def antwoord(tekst: str) -> list[int]:
        assert vraag(tekst).documenten
        return BESCHRIJVINGEN.zoek(Vraag(tekst)).op_volgorde("relevantie")[:1]

    assert antwoord("zebra") == antwoord("recept appeltaart") == []
    assert antwoord("anorexia") == [met.pk]
    assert antwoord("zij wil bijna nooit iets proeven van wat ik kook") == [met.pk]


@pytest.mark.usefixtures("werker")
def test_een_vraag_die_een_tekst_beantwoordt_brengt_haar_dichterbij() -> None:
    velden = {"kern": "Een kaart met afspraken.", "aanpak": "<p>Wij maken een kaart.</p>"}
    for nummer in range(3):
        maak_gepubliceerd(titel=f"Kaart {nummer}", **velden)
    vragen = "<ul><li>Wat moet ik doen als mijn zoon niet meer naar school gaat?</li></ul>"
    met = maak_gepubliceerd(titel="Kaart 3", lezersvragen=vragen, **velden)
    ander = "<ul><li>Waar kan ik een woning huren?</li></ul>"
    maak_gepubliceerd(titel="Kaart 4", lezersvragen=ander, **velden)
    lees_alles()

    gevonden = vraag("mijn kind zit al weken thuis van school").documenten

    assert gevonden[0][0] == met.pk


@pytest.mark.usefixtures("werker")
def test_wat_van_de_site_is_komt_ook_voor_het_opruimen_niet_terug() -> None:
    versie = maak_gepubliceerd()
    lees_alles()
    Zoekdocument.objects.filter(pk=versie.pk).delete()

    assert Passage.objects.exists()
    assert vraag("zorg") == Dichtbij()


@pytest.mark.usefixtures("werker")
def test_een_vraag_wordt_eenmaal_gelezen_en_zonder_woorden_bewaard(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    maak_gepubliceerd()
    lees_alles()

    eerst = dichtbij(Zoekdocument, "Wie helpt\tmij?")
    assert eerst == Dichtbij(laat=True)
    assert Vraagvector.objects.get().tekst == "wie helpt mij?"
    assert ProcrastinateJob.objects.filter(task_name=BEANTWOORDEN).count() == 1

    beantwoord(timezone.now())

    with django_assert_num_queries(2):
        daarna = dichtbij(Zoekdocument, "wie  HELPT mij? ")
    assert daarna.documenten
    assert not daarna.laat
    rij = Vraagvector.objects.get()
    assert rij.tekst == ""
    assert "helpt" not in f"{rij.sleutel}{rij.vector}"


def test_van_een_vraag_staan_nooit_woorden_en_vector_samen() -> None:
    with pytest.raises(IntegrityError, match="zonder_woorden"), transaction.atomic():
        Vraagvector.objects.create(
            sleutel="x", tekst="wie", vector="[1]", laatst_gevraagd=timezone.localdate()
        )


@pytest.mark.usefixtures("werker")
@pytest.mark.parametrize("tekst", ["", " \t", "\x00", "\ud800"])
def test_zonder_woorden_wordt_niets_gevraagd(tekst: str) -> None:
    assert dichtbij(Zoekdocument, tekst) == Dichtbij()
    assert not Vraagvector.objects.exists()


@pytest.mark.usefixtures("werker")
def test_wie_een_lange_rij_voor_zich_heeft_wacht_niet_en_maakt_haar_niet_langer() -> None:
    for nummer in range(MEESTE_WACHTENDEN):
        dichtbij(Zoekdocument, f"vraag {nummer}")

    assert dichtbij(Zoekdocument, "nog een") == Dichtbij(laat=True)
    assert Vraagvector.objects.count() == MEESTE_WACHTENDEN


def test_zonder_werker_wordt_niets_gevraagd(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        assert dichtbij(Zoekdocument, "wonen") == Dichtbij()

    Encoder.objects.create(pk=1, laatst_gezien=timezone.now() - timedelta(minutes=2))
    with django_assert_num_queries(1):
        assert dichtbij(Zoekdocument, "wonen") == Dichtbij()
    assert not Vraagvector.objects.exists()


def test_een_werker_die_komt_maakt_bewaarde_paginas_oud_en_een_die_blijft_niet() -> None:
    nu = timezone.now()
    nummers = []
    for moment in (nu, nu + timedelta(seconds=20), nu + timedelta(minutes=5)):
        beantwoord(moment)
        nummers.append(stand().nummer)

    assert nummers[0] == nummers[1] < nummers[2]


@pytest.mark.usefixtures("werker")
def test_een_vraag_wordt_vergeten_als_niemand_haar_negentig_dagen_stelt() -> None:
    nu = timezone.now()
    vraag("wonen")
    dichtbij(Zoekdocument, "nooit gelezen")
    rijen = Vraagvector.objects.exclude(vector="")

    vergeet(nu)
    assert Vraagvector.objects.count() == 2

    rijen.update(laatst_gevraagd=timezone.localdate(nu) - BEWAREN)
    vergeet(nu)
    assert Vraagvector.objects.count() == 2

    dichtbij(Zoekdocument, "wonen")
    assert rijen.get().laatst_gevraagd == timezone.localdate()

    rijen.update(laatst_gevraagd=timezone.localdate(nu) - BEWAREN - timedelta(days=1))
    vergeet(nu + timedelta(days=1))
    assert not Vraagvector.objects.exists()


@pytest.fixture
def _zonder_uitbreiding() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ZONDER_UITBREIDING)


@pytest.mark.usefixtures("werker", "_zonder_uitbreiding")
def test_zonder_pgvector_werkt_alles_op_woorden() -> None:
    assert not passagetabel.maak(connection)

    versie = maak_gepubliceerd()
    beantwoord(timezone.now())

    assert Zoekdocument.objects.filter(pk=versie.pk).exists()
    assert not Leesopdracht.objects.exists()
    assert dichtbij(Zoekdocument, "wonen") == Dichtbij()


def test_met_pgvector_komt_de_tabel_er_ook_na_de_migratie_bij_het_indexeren() -> None:
    versie = maak_gepubliceerd()
    passagetabel.verwijder(connection)
    assert not passagetabel.bestaat()
    Leesopdracht.objects.all().delete()

    call_command("indexeer")

    assert passagetabel.bestaat()
    beschrijvingen = Leesopdracht.objects.filter(soort=Zoekdocument._meta.label_lower)
    assert beschrijvingen.get().sleutel == versie.pk


@pytest.mark.usefixtures("werker")
def test_een_tabel_van_voor_de_vragen_leert_ze_bij_de_migratie() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX passage_vraag; DROP FUNCTION vinden_dichtbij(text, halfvec)")
    versie = maak_gepubliceerd(lezersvragen="<p>Waar kan ik een woning huren?</p>")
    lees_alles()

    assert passagetabel.maak(connection)

    assert [pk for pk, _ in vraag("een huis huren").documenten] == [versie.pk]


@pytest.fixture
def _leeg_erna() -> Iterator[None]:
    """Django empties only the tables that it made."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE vinden_passage")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_leeg_erna", "werker")
def test_wie_wacht_krijgt_het_antwoord_zodra_het_er_is() -> None:
    maak_gepubliceerd()
    lees_alles()
    antwoorden: list[Dichtbij] = []

    def lezer() -> None:
        antwoorden.append(dichtbij(Zoekdocument, "wonen", wacht=30))

    def werker() -> None:
        while not Vraagvector.objects.exclude(vector="").exists():
            beantwoord(timezone.now())

    tegelijk(lezer, werker)

    assert antwoorden[0].documenten
    assert not antwoorden[0].laat


@pytest.mark.eigen_klok
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_leeg_erna", "werker")
def test_de_werker_leest_wat_gepubliceerd_en_wat_gevraagd_is() -> None:
    versie = maak_gepubliceerd()
    assert dichtbij(Zoekdocument, "wonen", wacht=0).laat

    naam = connection.settings_dict["NAME"]
    manage("procrastinate", "worker", "--one-shot", environment={"DATABASE_URL": adres(naam)})

    assert [pk for pk, _ in dichtbij(Zoekdocument, "wonen").documenten] == [versie.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("werker")
def test_wie_te_lang_zou_wachten_krijgt_een_antwoord_op_woorden() -> None:
    assert dichtbij(Zoekdocument, "wonen", wacht=0) == Dichtbij(laat=True)
    assert Vraagvector.objects.get().tekst == "wonen"


def test_een_voorlopig_antwoord_wordt_niet_bewaard() -> None:
    @publiek_met("snel")
    def view(request: HttpRequest) -> HttpResponse:
        antwoord = HttpResponse("ja")
        return voorlopig(antwoord) if "snel" in request.GET else antwoord

    def bewaard(adres: str) -> object:
        return getattr(view(RequestFactory().get(adres)), "publiek", None)

    assert bewaard("/") is True
    assert bewaard("/?snel=1") is False


@pytest.mark.usefixtures("werker")
@pytest.mark.parametrize("adres", ["/innovaties/", "/zoeken/"])
def test_een_pagina_waarvoor_de_encoder_te_laat_was_wordt_niet_bewaard(
    adres: str, client: Client
) -> None:
    maak_gepubliceerd(titel="Samen wonen")

    antwoord = client.get(adres, {"q": "wonen"})

    assert "Samen wonen" in antwoord.text
    assert antwoord.publiek is False  # type: ignore[attr-defined]
