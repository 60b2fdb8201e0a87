"""'Wij willen dit ook': who counts, when there is a match, and when we forget who it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import haal_weg
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.beoordelen import neem_in_beoordeling, publiceer
from redactie.actions.programma import begin_beschrijving
from redactie.actions.schrijven import bewaar, dien_in, nieuwe_versie
from tests.maak import (
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_thema,
    maak_volledig,
    met_element,
    met_partij,
)
from tests.tegelijk import tegelijk
from tests.wensen.wensen import bevestigd, gemeld, maak_wens, nieuw
from wensen.actions.wensen import (
    bevestig,
    is_verlopen,
    meld_ook,
    nodig_uit,
    rond_af,
    trek_in,
    vergeet_belangstelling,
)
from wensen.lezen.nabij import nabij
from wensen.lezen.wens import begonnen, mijn_matches, willen_ook
from wensen.models import Belangstelling, Match
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD, TeVeelOnbevestigd

pytestmark = pytest.mark.django_db


@pytest.fixture
def makelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], email="makelaar@example.nl")


def aan(adres: str) -> list[str]:
    return list(
        Bericht.objects.filter(aan=adres).order_by("pk").values_list("onderwerp", flat=True)
    )


def test_wie_meldt_krijgt_een_mail_en_telt_pas_na_bevestigen() -> None:
    wens = maak_wens()

    rij = gemeld(wens, email="Jan@Example.nl")

    assert not willen_ook(wens.innovatie_id)
    assert aan("jan@example.nl") == ["Bevestig dat u dit ook wilt: Logeerhuis in de wijk"]
    bevestig(belangstelling=rij)
    assert [r.organisatie for r in willen_ook(wens.innovatie_id)] == ["Lentis"]


def test_wie_het_beschreef_is_de_eerste_partij_en_een_ander_maakt_de_match(
    makelaar: Gebruiker,
) -> None:
    wens = maak_wens(partijen=[met_partij("Gemeente Emmen")])
    Innovatie.objects.filter(pk=wens.innovatie_id).update(kennismakelaar=makelaar)

    bevestig(belangstelling=gemeld(wens))

    assert Match.objects.get().innovatie == wens.innovatie
    assert aan("makelaar@example.nl") == ["Breng ze samen: Logeerhuis in de wijk"]
    assert list(mijn_matches(makelaar)) == list(Match.objects.all())


def test_een_wens_zonder_organisatie_vraagt_er_twee(makelaar: Gebruiker) -> None:
    wens = maak_wens()

    bevestig(belangstelling=gemeld(wens, "Lentis"))
    assert not Match.objects.exists()
    bevestig(belangstelling=gemeld(wens, "Cosis"))
    bevestig(belangstelling=gemeld(wens, "Emmen"))

    assert Match.objects.count() == 1
    assert len(aan(makelaar.email)) == 1


def test_zonder_eigen_kennismakelaar_horen_allen_het_en_zonder_hen_de_webredacteuren() -> None:
    webredacteur = maak_gebruiker(rollen=["webredacteur"])
    weg = maak_gebruiker(rollen=["kennismakelaar"], is_active=False)
    wens = maak_wens(partijen=[met_partij()])
    Innovatie.objects.filter(pk=wens.innovatie_id).update(kennismakelaar=weg)

    bevestig(belangstelling=gemeld(wens))

    assert len(aan(webredacteur.email)) == 1
    assert not aan(weg.email)
    assert mijn_matches(webredacteur).count() == 1


@pytest.mark.parametrize("naam", ["Gemeente Emmen", "GEMEENTE  emmen", "Gemeente Émmen "])
def test_een_wens_die_zichzelf_wil_wordt_geweigerd(naam: str) -> None:
    wens = maak_wens()
    Innovatie.objects.filter(pk=wens.innovatie_id).update(
        organisatie=maak_organisatie("Gemeente Emmen")
    )
    wens.refresh_from_db()

    with pytest.raises(RuleViolation, match="beschreef deze wens zelf"):
        gemeld(wens, naam)

    assert not Belangstelling.objects.exists()
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("naam", ["Lentis", "LENTIS", " lentis "])
def test_dezelfde_organisatie_telt_maar_een_keer(naam: str) -> None:
    wens = maak_wens()
    eerder = gemeld(wens, naam, email="twee@example.nl")
    bevestigd(wens, "Lentis")

    with pytest.raises(RuleViolation, match="staat al bij"):
        gemeld(wens, naam, email="drie@example.nl")
    with pytest.raises(RuleViolation, match="staat al bij"):
        bevestig(belangstelling=eerder)

    assert willen_ook(wens.innovatie_id).count() == 1


def test_een_adres_krijgt_hoogstens_een_mail_per_uur_en_houdt_de_laatste_tekst() -> None:
    wens = maak_wens()

    een, twee = gemeld(wens, "Lentiss", email="j@a.nl"), gemeld(wens, "Lentis", email="j@a.nl")

    assert een.pk == twee.pk
    assert Belangstelling.objects.get().organisatie == "Lentis"
    assert len(aan("j@a.nl")) == 1


def test_wie_al_meedoet_leest_dat_in_de_mail_en_blijft_zoals_het_was() -> None:
    wens = maak_wens()
    rij = bevestigd(wens, "Lentis", email="j@a.nl")

    gemeld(wens, "Cosis", email="j@a.nl")

    assert Belangstelling.objects.get() == rij
    assert aan("j@a.nl") == ["Wij wisten al dat u dit wilt: Logeerhuis in de wijk"]


def test_een_adres_laat_hoogstens_vijf_wensen_onbevestigd() -> None:
    for nummer in range(MEESTE_ONBEVESTIGD):
        gemeld(maak_wens(titel=f"Wens {nummer}"), email="j@a.nl")

    with pytest.raises(TeVeelOnbevestigd):
        gemeld(maak_wens(), email="j@a.nl")

    assert len(aan("j@a.nl")) == MEESTE_ONBEVESTIGD


def archiveer(wens: Beschrijving) -> None:
    Beschrijving.objects.filter(pk=wens.pk).update(status=Status.GEARCHIVEERD)
    wens.refresh_from_db()
    haal_weg(versie=wens, reden="Oud.", naar=None)


def begin_gewoon(wens: Beschrijving) -> None:
    Beschrijving.objects.filter(pk=wens.pk).update(soort=Soort.BESTAAND)


def trek_eerst_in(_wens: Beschrijving) -> None:
    trek_in(belangstelling=Belangstelling.objects.get())


def laat_verlopen(_wens: Beschrijving) -> None:
    Belangstelling.objects.update(gemeld_op=timezone.now() - timedelta(days=7))


def wis(_wens: Beschrijving) -> None:
    Belangstelling.objects.all().delete()


@pytest.mark.parametrize("doe", [archiveer, begin_gewoon, trek_eerst_in, laat_verlopen, wis])
def test_bevestigen_kan_niet_meer(doe: Callable[[Beschrijving], None]) -> None:
    wens = maak_wens(partijen=[met_partij()])
    rij = gemeld(wens)
    doe(wens)

    with pytest.raises(RuleViolation):
        bevestig(belangstelling=rij)

    assert not willen_ook(wens.innovatie_id)
    assert not Match.objects.exists()


@pytest.mark.parametrize("doe", [archiveer, begin_gewoon])
def test_melden_kan_niet_bij_wat_geen_wens_meer_is(doe: Callable[[Beschrijving], None]) -> None:
    wens = maak_wens()
    doe(wens)

    with pytest.raises(RuleViolation, match="staat niet meer open"):
        meld_ook(belangstelling=nieuw(wens))


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_bevestigen_maken_een_match() -> None:
    makelaar = maak_gebruiker(rollen=["kennismakelaar"])
    wens = maak_wens(partijen=[met_partij()])
    rijen = [gemeld(wens, naam) for naam in ("Lentis", "Cosis")]

    tegelijk(*(partial(bevestig, belangstelling=rij) for rij in rijen))

    assert willen_ook(wens.innovatie_id).count() == 2
    assert Match.objects.count() == 1
    assert len(aan(makelaar.email)) == 1
    assert Logregel.objects.filter(wat="match-ontstaan").count() == 1


@pytest.mark.django_db(transaction=True)
def test_een_organisatie_die_tegelijk_tweemaal_bevestigt_telt_een_keer() -> None:
    wens = maak_wens()
    rijen = [
        gemeld(wens, naam, email=f"{nummer}@example.nl")
        for nummer, naam in enumerate(("Lentis", "LENTIS"))
    ]
    geweigerd: list[str] = []

    def probeer(rij: Belangstelling) -> None:
        try:
            bevestig(belangstelling=rij)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(*(partial(probeer, rij) for rij in rijen))

    assert willen_ook(wens.innovatie_id).count() == 1
    assert len(geweigerd) == 1


def match_van(wens: Beschrijving, *namen: str) -> Match:
    for naam in namen:
        bevestig(belangstelling=gemeld(wens, naam))
    return Match.objects.get(innovatie=wens.innovatie)


def test_de_uitnodiging_gaat_naar_ieder_apart_en_naar_wie_later_kwam(makelaar: Gebruiker) -> None:
    wens = maak_wens(contact_naam="Anna", contact_email="anna@example.nl")
    match = match_van(wens, "Lentis", "Cosis")

    aantal = nodig_uit(match=match, onderwerp="Kom", tekst="Wij komen samen.", door=makelaar)
    with pytest.raises(RuleViolation, match="kreeg de uitnodiging al"):
        nodig_uit(match=match, onderwerp="Kom", tekst="Wij komen samen.", door=makelaar)
    bevestig(belangstelling=gemeld(wens, "Emmen"))
    later = nodig_uit(match=match, onderwerp="Kom ook", tekst="Sluit aan.", door=makelaar)

    assert (aantal, later) == (3, 1)
    assert aan("anna@example.nl") == ["Kom"]
    assert aan("cosis@example.nl")[1:] == ["Kom"]
    assert aan("emmen@example.nl")[1:] == ["Kom ook"]
    tekst = Bericht.objects.get(aan="cosis@example.nl", onderwerp="Kom").tekst
    assert tekst.startswith("Beste Jan,\n\nWij komen samen.")
    assert "lentis@example.nl" not in tekst
    assert aan(makelaar.email)[1:] == ["Nog een partij: Logeerhuis in de wijk"]


def test_afronden_sluit_de_taak_en_een_nieuwe_partij_opent_haar_weer(makelaar: Gebruiker) -> None:
    wens = maak_wens()
    match = match_van(wens, "Lentis", "Cosis")
    nodig_uit(match=match, onderwerp="Kom", tekst="Kom.", door=makelaar)

    rond_af(match=match, uitkomst="Zij beginnen samen.", door=makelaar)
    with pytest.raises(RuleViolation, match="al af"):
        rond_af(match=match, uitkomst="Nog eens.", door=makelaar)
    assert not mijn_matches(makelaar)
    bevestig(belangstelling=gemeld(wens, "Emmen"))

    assert [m.uitkomst for m in mijn_matches(makelaar)] == ["Zij beginnen samen."]
    assert len(aan(makelaar.email)) == 2


@pytest.mark.parametrize("rol", ["coach", "stuurgroep", "indiener"])
def test_samenbrengen_doet_een_kennismakelaar(rol: str) -> None:
    match = match_van(maak_wens(), "Lentis", "Cosis")
    door = maak_gebruiker(rollen=[rol])

    with pytest.raises(Verboden):
        nodig_uit(match=match, onderwerp="Kom", tekst="Kom.", door=door)
    with pytest.raises(Verboden):
        rond_af(match=match, uitkomst="Klaar.", door=door)


def geleden(dagen: int) -> datetime:
    return timezone.now() - timedelta(days=dagen)


def test_wij_vergeten_wie_het_was_als_de_tijd_voorbij_is(makelaar: Gebruiker) -> None:
    wens, dicht, weg = maak_wens(), maak_wens(titel="Dicht"), maak_wens(titel="Weg")
    bevestigd(wens, "Blijft", gemeld_op=geleden(900), bevestigd_op=geleden(900))
    bevestigd(wens, "Nog niet", ingetrokken_op=geleden(364))
    bevestigd(wens, "Terug", ingetrokken_op=geleden(366))
    nieuw(wens, "Wacht", gemeld_op=geleden(6)).save()
    nieuw(wens, "Nooit", gemeld_op=geleden(8)).save()
    bevestigd(dicht, "Klaar", bevestigd_op=geleden(500))
    Match.objects.create(
        innovatie=dicht.innovatie, ontstaan_op=geleden(500), afgerond_op=geleden(366),
        afgerond_door=makelaar, uitkomst="Klaar.",
    )  # fmt: skip
    bevestigd(weg, "Archief", bevestigd_op=geleden(366))
    archiveer(weg)

    vergeet_belangstelling(timezone.now())

    over = {r.organisatie: bool(r.email or r.naam) for r in Belangstelling.objects.all()}
    assert over == {
        "Blijft": True, "Nog niet": True, "Terug": False, "Wacht": True, "Klaar": False,
        "Archief": False,
    }  # fmt: skip


def test_wie_nooit_bevestigt_wordt_na_zeven_dagen_vergeten_en_niet_eerder() -> None:
    toen, week = timezone.now(), timedelta(days=7)
    rij = nieuw(maak_wens(), gemeld_op=toen)
    rij.save()
    net = timedelta(seconds=1)

    te_laat = [is_verlopen(rij, toen + week + erbij) for erbij in (-net, 0 * net)]
    vergeet_belangstelling(toen + week)
    bleef = Belangstelling.objects.count()
    vergeet_belangstelling(toen + week + net)

    assert te_laat == [False, True]
    assert (bleef, Belangstelling.objects.count()) == (1, 0)


def begin_en_publiceer(wens: Beschrijving) -> Beschrijving:
    schrijver = maak_gebruiker(rollen=["kennismakelaar"])
    lezer = maak_gebruiker(rollen=["kennismakelaar"])
    versie = begin_beschrijving(innovatie=wens.innovatie, door=schrijver)
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=lezer)
    return publiceer(versie=versie, door=lezer)


def volledige_wens(**velden: Any) -> Beschrijving:
    versie = maak_volledig(
        soort="gewenst", titel="Logeerhuis", gezochte_partners=["gemeente"],
        gezochte_partners_toelichting="<p>Wie?</p>", **velden,
    )  # fmt: skip
    lezer = maak_gebruiker(rollen=["kennismakelaar"])
    schrijver = versie.gewijzigd_door
    assert schrijver
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=lezer)
    return publiceer(versie=versie, door=lezer)


def test_een_wens_die_begint_houdt_haar_geschiedenis_en_meldt_het_wie_haar_wilde() -> None:
    wens = volledige_wens()
    match = match_van(wens, "Lentis")
    trek_in(belangstelling=bevestigd(wens, "Cosis"))

    begonnen_ = begin_en_publiceer(wens)

    oud = Beschrijving.objects.get(pk=wens.pk)
    assert (oud.soort, oud.gezochte_partners) == ("gewenst", ["gemeente"])
    assert (begonnen_.soort, begonnen_.gezochte_partners) == ("bestaand", [])
    assert (begonnen_.versie, begonnen_.innovatie_id) == (2, wens.innovatie_id)
    assert aan("lentis@example.nl")[1:] == ["Deze wens is begonnen: Logeerhuis"]
    assert not aan("cosis@example.nl")
    match.refresh_from_db()
    assert (match.uitkomst, bool(match.afgerond_op)) == ("De wens is begonnen.", True)
    was = begonnen(begonnen_)
    assert was
    assert (was.sinds, was.partijen) == (wens.gepubliceerd_op, 2)


def test_wie_een_wens_samen_beschrijven_tellen_samen_als_een_partij() -> None:
    wens = volledige_wens(partijen=[met_partij("Gemeente Emmen"), met_partij("Cosis")])
    Innovatie.objects.filter(pk=wens.innovatie_id).update(organisatie=maak_organisatie("Menzis"))
    match_van(wens, "Lentis")

    was = begonnen(begin_en_publiceer(wens))

    assert was
    assert was.partijen == 2


def test_een_gewone_nieuwe_versie_meldt_niets() -> None:
    wens = volledige_wens()
    bevestigd(wens, "Lentis")
    volgende = begin_en_publiceer(wens)
    Bericht.objects.all().delete()
    schrijver, lezer = (maak_gebruiker(rollen=["kennismakelaar"]) for _ in range(2))

    versie = nieuwe_versie(innovatie=volgende.innovatie, door=schrijver)
    bewaar(versie=versie, waarden={"kern": "Anders."}, door=schrijver)
    dien_in(versie=versie, door=schrijver)
    neem_in_beoordeling(versie=versie, door=lezer)
    publiceer(versie=versie, door=lezer)

    assert not aan("lentis@example.nl")
    assert begonnen(versie)
    assert begonnen(maak_gepubliceerd()) is None


def test_beginnen_kan_alleen_bij_een_zichtbare_wens() -> None:
    door = maak_gebruiker(rollen=["kennismakelaar"])

    with pytest.raises(RuleViolation, match="al begonnen"):
        begin_beschrijving(innovatie=maak_gepubliceerd().innovatie, door=door)
    with pytest.raises(Verboden):
        begin_beschrijving(
            innovatie=maak_wens().innovatie, door=maak_gebruiker(rollen=["indiener"])
        )


def test_nabij_weegt_element_thema_wet_en_woorden_en_legt_dat_uit() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    wens, _ander = (
        maak_wens(
            kern="Een logeerhuis waar naasten rustig slapen.",
            themas=[herstel],
            wetten=["wlz"],
            elementen=[met_element("een-plan")],
        )
        for _ in range(2)
    )
    maak_gepubliceerd(titel="Element", themas=[wonen], elementen=[met_element("een-plan")])
    maak_gepubliceerd(titel="Thema en wet", themas=[herstel], wetten=["wlz", "zvw"])
    maak_gepubliceerd(titel="Wet alleen", themas=[wonen], wetten=["wlz"])
    maak_gepubliceerd(titel="Logeerhuis", themas=[wonen], kern="In de wijk slapen naasten rustig.")
    maak_gepubliceerd(titel="Ver weg", themas=[wonen])

    gevonden = {rij.titel: rij.waarom for rij in nabij(wens)}

    assert gevonden == {
        "Element": "Zelfde element (Een plan)",
        "Thema en wet": "Zelfde thema (Herstel), zelfde wet (Wlz)",
        "Logeerhuis": "Dezelfde woorden",
    }


def test_nabij_noemt_er_hoogstens_drie_en_nooit_zichzelf() -> None:
    wens = maak_wens()
    for nummer in range(7):
        maak_gepubliceerd(titel=f"Plan {nummer}")
    begonnen_ = maak_gepubliceerd(titel="Zelf begonnen")
    Beschrijving.objects.filter(pk=begonnen_.pk).update(soort=Soort.GEWENST)
    begonnen_.refresh_from_db()

    assert len(nabij(wens)) == 3
    assert "Zelf begonnen" not in [rij.titel for rij in nabij(begonnen_)]


def bladen_gelezen(wens: Beschrijving) -> int:
    """How many blocks of its tables the database reads to say what is near `wens`."""
    with CaptureQueriesContext(connection) as gesteld:
        nabij(wens)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {gesteld[-1]['sql']}")
        plan = cursor.fetchone()[0]
    return int(
        (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]["Shared Hit Blocks"]
    )


def test_nabij_leest_een_lange_tekst_eenmaal_hoeveel_woorden_een_wens_ook_heeft() -> None:
    maak_gepubliceerd(titel="Lang", aanpak=" ".join(f"w{n}" for n in range(900)))
    wens = maak_wens(kern="Slapen.")
    weinig = bladen_gelezen(wens)

    wens.kern = "Een logeerhuis waar naasten rustig slapen, koken, praten, wandelen, tuinieren."

    assert bladen_gelezen(wens) == weinig
