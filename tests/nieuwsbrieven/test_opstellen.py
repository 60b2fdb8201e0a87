"""Making an edition: its texts, its parts, and who may change what."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from nieuwsbrieven.actions.kwartaaloverzicht import maak_overzicht
from nieuwsbrieven.actions.meelezen import geef_akkoord, vraag_meelezen
from nieuwsbrieven.actions.opstellen import (
    TELLER,
    begin_editie,
    haal_weg,
    neem_op,
    verplaats,
    verwijder,
    voeg_blok_toe,
    wijzig,
    wijzig_blok,
)
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.models import Blok, Editie
from tests.maak import (
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_regio,
    maak_thema,
    over,
)
from tests.nieuwsbrieven.opstellen import blokwaarden, logregels, teksten, titels
from tests.tegelijk import tegelijk
from werkplek.bewerken import OndertussenGewijzigd, kenmerk

pytestmark = pytest.mark.django_db


def test_een_editie_begint_als_concept_met_de_dag_in_haar_adres(redacteur: Gebruiker) -> None:
    editie = begin_editie(soort=Editiesoort.GEWOON, onderwerp="Nieuw: de wijk!", door=redacteur)

    assert editie.slug == f"{timezone.localdate().isoformat()}-nieuw-de-wijk"
    assert editie.status == Editiestatus.CONCEPT
    assert list(editie.schrijvers.all()) == [redacteur]
    assert logregels(editie) == ["begonnen"]


def test_een_onderwerp_zonder_letters_geeft_alleen_de_dag(redacteur: Gebruiker) -> None:
    editie = begin_editie(soort=Editiesoort.GEWOON, onderwerp="!!!", door=redacteur)

    assert editie.slug == timezone.localdate().isoformat()


def test_alleen_een_webredacteur_maakt_een_nieuwsbrief() -> None:
    kijker = maak_gebruiker(rollen=["kennismakelaar"])
    editie = maak_editie()

    stappen: list[Callable[[], object]] = [
        lambda: begin_editie(soort=Editiesoort.GEWOON, onderwerp="Herfst", door=kijker),
        lambda: wijzig(
            editie=editie, waarden=teksten(editie), kenmerk=kenmerk(editie, TELLER), door=kijker
        ),
        lambda: neem_op(editie=editie, adressen=[], door=kijker),
        lambda: voeg_blok_toe(editie=editie, waarden=blokwaarden(), afbeelding=None, door=kijker),
        lambda: verwijder(editie=editie, door=kijker),
        lambda: maak_overzicht(door=kijker),
    ]

    for stap in stappen:
        with pytest.raises(Verboden):
            stap()


@pytest.mark.django_db(transaction=True)
def test_twee_redacteuren_beginnen_tegelijk_met_hetzelfde_onderwerp() -> None:
    redacteuren = [maak_gebruiker(rollen=["webredacteur"]) for _ in range(4)]

    tegelijk(
        *(
            lambda door=door: begin_editie(soort=Editiesoort.GEWOON, onderwerp="Herfst", door=door)
            for door in redacteuren
        )
    )

    slugs = set(Editie.objects.values_list("slug", flat=True))
    dag = timezone.localdate().isoformat()
    assert slugs == {f"{dag}-herfst", *(f"{dag}-herfst-{n}" for n in (2, 3, 4))}


def test_wijzigen_telt_en_het_adres_volgt_het_onderwerp(redacteur: Gebruiker) -> None:
    editie = maak_editie()

    nu = wijzig(
        editie=editie,
        waarden=teksten(editie, onderwerp="Winter", inleiding="<p>Welkom.</p>"),
        kenmerk=kenmerk(editie, TELLER),
        door=redacteur,
    )

    assert (nu.onderwerp, nu.inleiding, nu.wijziging) == ("Winter", "<p>Welkom.</p>", 1)
    assert nu.slug == f"{timezone.localdate().isoformat()}-winter"
    assert redacteur in nu.schrijvers.all()
    assert Logregel.objects.over(editie)[0].velden == ["onderwerp", "inleiding"]


def test_bewaren_zonder_wijziging_doet_niets(redacteur: Gebruiker) -> None:
    editie = maak_editie()
    Editie.objects.update(wijziging=7)

    wijzig(editie=editie, waarden=teksten(editie), kenmerk="van eerder", door=redacteur)

    editie.refresh_from_db()
    assert editie.wijziging == 7
    assert logregels(editie) == []


def test_wie_te_laat_bewaart_overschrijft_niets(redacteur: Gebruiker) -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["webredacteur"])
    wijzig(
        editie=editie,
        waarden=teksten(editie, onderwerp="Van de een"),
        kenmerk=kenmerk(editie, TELLER),
        door=collega,
    )

    with pytest.raises(OndertussenGewijzigd) as geweigerd:
        wijzig(
            editie=editie,
            waarden=teksten(editie, onderwerp="Van de ander"),
            kenmerk=kenmerk(editie, TELLER),
            door=redacteur,
        )

    assert isinstance(geweigerd.value.nu, Editie)
    assert geweigerd.value.nu.onderwerp == "Van de een"
    editie.refresh_from_db()
    assert editie.onderwerp == "Van de een"


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_bewaren_slaagt_er_een() -> None:
    editie = maak_editie()
    geweigerd = []

    def bewaar(onderwerp: str) -> None:
        try:
            wijzig(
                editie=editie,
                waarden=teksten(editie, onderwerp=onderwerp),
                kenmerk=kenmerk(editie, TELLER),
                door=editie.gemaakt_door,
            )
        except OndertussenGewijzigd:
            geweigerd.append(onderwerp)

    tegelijk(lambda: bewaar("Een"), lambda: bewaar("Twee"))

    editie.refresh_from_db()
    assert {editie.onderwerp, *geweigerd} == {"Een", "Twee"}
    assert editie.wijziging == 1


@pytest.mark.parametrize("status", [s for s in Editiestatus if s != Editiestatus.CONCEPT])
def test_wat_geen_concept_meer_is_wijzigt_niet(status: Editiestatus, redacteur: Gebruiker) -> None:
    editie = maak_editie(status=status)
    blok = editie.blokken.get()
    uitleg = "Haal haar terug bij ‘Versturen’" if status == Editiestatus.GEPLAND else "verandert"

    stappen: list[Callable[[], object]] = [
        lambda: wijzig(
            editie=editie,
            waarden=teksten(editie, onderwerp="X"),
            kenmerk=kenmerk(editie, TELLER),
            door=redacteur,
        ),
        lambda: neem_op(editie=editie, adressen=[], door=redacteur),
        lambda: voeg_blok_toe(
            editie=editie, waarden=blokwaarden(), afbeelding=None, door=redacteur
        ),
        lambda: wijzig_blok(
            blok=blok,
            waarden=blokwaarden(),
            afbeelding=None,
            kenmerk=kenmerk(editie, TELLER),
            door=redacteur,
        ),
        lambda: verplaats(editie=editie, pk=blok.pk, waarheen="eerste", door=redacteur),
        lambda: haal_weg(editie=editie, pk=blok.pk, door=redacteur),
        lambda: vraag_meelezen(
            editie=editie, collega=maak_gebruiker(rollen=["projectleider"]), door=redacteur
        ),
        lambda: geef_akkoord(editie=editie, wijziging=0, door=redacteur),
        lambda: verwijder(editie=editie, door=redacteur),
    ]

    for stap in stappen:
        with pytest.raises(RuleViolation, match=uitleg):
            stap()
    assert titels(editie) == [blok.titel]


def test_opgenomen_voorstellen_komen_bij_hun_soort(redacteur: Gebruiker) -> None:
    thema, regio = maak_thema("wonen"), maak_regio()
    eerste = maak_gepubliceerd(titel="Eerste", themas=[thema], regios=[regio])
    tweede = maak_gepubliceerd(titel="Tweede", gepubliceerd_op=over(-1))
    masterclass = maak_masterclass(titel="Dag", publiek=["bestuurders"])
    editie = maak_editie(blokken=0)
    maak_blok(editie, titel="Eigen")

    neem_op(editie=editie, adressen=[masterclass.get_absolute_url()], door=redacteur)
    adressen = [versie.get_absolute_url() for versie in (eerste, tweede)]
    neem_op(editie=editie, adressen=adressen, door=redacteur)

    assert titels(editie) == ["Eigen", "Eerste", "Tweede", "Dag"]
    blok = editie.blokken.get(titel="Eerste")
    assert (blok.soort, blok.innovatie, blok.tekst) == (
        Bloksoort.NIEUW,
        eerste.innovatie,
        f"<p>{eerste.kern}</p>",
    )
    assert (blok.alle_themas, list(blok.themas.all())) == (False, [thema])
    assert (blok.alle_regios, list(blok.regios.all())) == (False, [regio])
    assert editie.blokken.get(titel="Dag").rollen == ["bestuurder"]
    assert Logregel.objects.over(editie)[0].toelichting == "Eerste, Tweede"


def test_wat_er_al_in_staat_of_nooit_een_voorstel_was_slaat_opnemen_over(
    redacteur: Gebruiker,
) -> None:
    versie, weg = maak_gepubliceerd(), maak_gepubliceerd()
    editie = maak_editie(blokken=0)
    Beschrijving.objects.filter(pk=weg.pk).update(status=Status.GEARCHIVEERD)
    adressen = [
        versie.get_absolute_url(),
        weg.get_absolute_url(),
        "https://elders.example/",
        "javascript:alert(1)",
    ]

    opgenomen = [neem_op(editie=editie, adressen=adressen, door=redacteur) for _ in range(2)]

    assert [len(blokken) for blokken in opgenomen] == [1, 0]
    assert [blok.adres for blok in editie.blokken.all()] == [versie.get_absolute_url()]


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_hetzelfde_opnemen_krijgen_het_een_keer() -> None:
    adres = maak_gepubliceerd().get_absolute_url()
    editie = maak_editie(blokken=1)

    tegelijk(
        *(
            lambda: neem_op(editie=editie, adressen=[adres], door=editie.gemaakt_door)
            for _ in range(3)
        )
    )

    assert [blok.volgorde for blok in editie.blokken.all()] == [0, 1]


def test_een_eigen_bericht_komt_achteraan(redacteur: Gebruiker) -> None:
    thema, editie = maak_thema(), maak_editie()

    blok = voeg_blok_toe(
        editie=editie,
        waarden=blokwaarden(alle_themas=False, themas=[thema], rollen=["bestuurder"]),
        afbeelding=None,
        door=redacteur,
    )

    assert editie.blokken.last() == blok
    assert (blok.soort, list(blok.themas.all())) == (Bloksoort.EIGEN, [thema])
    assert blok.rollen == ["bestuurder"]


def test_een_blok_wijzigen_laat_het_adres_van_een_voorstel_staan(redacteur: Gebruiker) -> None:
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, soort=Bloksoort.NIEUW, adres="/innovaties/x/")

    nu = wijzig_blok(
        blok=blok,
        waarden=blokwaarden(titel="Anders", adres="/elders/"),
        afbeelding=None,
        kenmerk=kenmerk(editie, TELLER),
        door=redacteur,
    )

    assert (nu.titel, nu.adres) == ("Anders", "/innovaties/x/")
    editie.refresh_from_db()
    assert editie.wijziging == 1


def test_een_blok_dat_een_collega_wijzigde_wordt_niet_overschreven(redacteur: Gebruiker) -> None:
    blok = maak_editie().blokken.get()
    wijzig_blok(
        blok=blok,
        waarden=blokwaarden(titel="Van de een"),
        afbeelding=None,
        kenmerk=kenmerk(blok.editie, TELLER),
        door=blok.editie.gemaakt_door,
    )

    with pytest.raises(OndertussenGewijzigd) as geweigerd:
        wijzig_blok(
            blok=blok,
            waarden=blokwaarden(titel="Van de ander"),
            afbeelding=None,
            kenmerk=kenmerk(blok.editie, TELLER),
            door=redacteur,
        )

    assert str(geweigerd.value.nu) == "Van de een"


@pytest.mark.parametrize(
    ("waarheen", "volgorde"),
    [("eerste", "CAB"), ("omhoog", "ACB"), ("omlaag", "ABC"), ("laatste", "ABC")],
)
def test_een_blok_verplaatsen(waarheen: str, volgorde: str, redacteur: Gebruiker) -> None:
    editie = maak_editie(blokken=0)
    blokken = [maak_blok(editie, titel=titel) for titel in "ABC"]

    verplaats(editie=editie, pk=blokken[2].pk, waarheen=waarheen, door=redacteur)

    assert "".join(titels(editie)) == volgorde
    assert [blok.volgorde for blok in editie.blokken.all()] == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_wie_tegelijk_verplaatst_maakt_geen_dubbele_plaats() -> None:
    editie = maak_editie(blokken=4)
    eerste, *_, laatste = editie.blokken.all()

    tegelijk(
        *(
            lambda pk=pk, naar=naar: verplaats(
                editie=editie, pk=pk, waarheen=naar, door=editie.gemaakt_door
            )
            for pk, naar in ((eerste.pk, "laatste"), (laatste.pk, "eerste"), (eerste.pk, "omhoog"))
        )
    )

    assert [blok.volgorde for blok in editie.blokken.all()] == [0, 1, 2, 3]


def test_een_blok_weghalen_sluit_de_rij(redacteur: Gebruiker) -> None:
    editie = maak_editie(blokken=0)
    blokken = [maak_blok(editie, titel=titel) for titel in "ABC"]

    haal_weg(editie=editie, pk=blokken[1].pk, door=redacteur)

    assert titels(editie) == ["A", "C"]
    assert [blok.volgorde for blok in editie.blokken.all()] == [0, 1]


def test_een_blok_van_een_andere_nieuwsbrief_blijft_daar(redacteur: Gebruiker) -> None:
    editie, ander = maak_editie(), maak_editie()
    vreemd = ander.blokken.get()

    with pytest.raises(RuleViolation, match="staat niet meer in deze"):
        haal_weg(editie=editie, pk=vreemd.pk, door=redacteur)
    with pytest.raises(RuleViolation, match="staat niet meer in deze"):
        verplaats(editie=editie, pk=vreemd.pk, waarheen="eerste", door=redacteur)

    assert titels(ander) == [vreemd.titel]


@pytest.mark.django_db(transaction=True)
def test_de_afbeelding_gaat_pas_weg_als_niemand_haar_meer_gebruikt(
    redacteur: Gebruiker,
) -> None:
    editie = maak_editie(blokken=0)
    blok = voeg_blok_toe(
        editie=editie,
        waarden=blokwaarden(alt="Een huis"),
        afbeelding=ContentFile(b"beeld", name="ab/huis.png"),
        door=redacteur,
    )
    kopie = maak_blok(maak_editie(blokken=0), afbeelding=blok.afbeelding.name)
    opslag, naam = blok.afbeelding.storage, str(blok.afbeelding)

    haal_weg(editie=editie, pk=blok.pk, door=redacteur)
    na_de_eerste = opslag.exists(naam)
    verwijder(editie=kopie.editie, door=redacteur)

    assert na_de_eerste
    assert not opslag.exists(naam)


def test_weggooien_kan_tot_het_verzenden(redacteur: Gebruiker) -> None:
    editie = maak_editie(blokken=2)

    verwijder(editie=editie, door=redacteur)

    assert not Editie.objects.exists()
    assert not Blok.objects.exists()
    with pytest.raises(RuleViolation, match="weggegooid"):
        wijzig(
            editie=editie, waarden=teksten(editie), kenmerk=kenmerk(editie, TELLER), door=redacteur
        )
