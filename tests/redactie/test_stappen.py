"""The workflow: who may take which step, what it leaves behind, and what it refuses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.actions.versies import ruw
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import Beschrijving, Innovatie, Zoekdocument
from logboek.models import Logregel
from post.models import Bericht
from redactie.actions.beoordelen import (
    archiveer,
    haal_terug,
    laat_los,
    neem_in_beoordeling,
    plan_publicatie,
    publiceer,
    publiceer_geplande,
    vraag_aanvulling,
    wijs_af,
    wijs_toe,
)
from redactie.actions.opmerkingen import (
    los_op,
    plaats_opmerking,
    vergeet_meelezers,
    vraag_meelezer,
)
from redactie.actions.schrijven import (
    OnderdeelGewijzigd,
    begin,
    bewaar,
    dien_in,
    neem_terug,
    nieuwe_versie,
)
from redactie.lezen.schrijvers import schreef
from redactie.models import Meelezer, Opmerking
from redactie.werk import _concepten, _mijn_beoordelingen, _zonder_beoordelaar
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_organisatie, maak_volledig
from tests.tegelijk import tegelijk, tot_iemand_wacht

pytestmark = pytest.mark.django_db


def kennismakelaar() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"])


def in_beoordeling() -> tuple[Beschrijving, Gebruiker]:
    versie, beoordelaar = maak_volledig(), kennismakelaar()
    dien_in(versie=versie, door=kennismakelaar())
    neem_in_beoordeling(versie=versie, door=beoordelaar)
    return Beschrijving.objects.get(pk=versie.pk), beoordelaar


def test_van_begin_tot_publicatie_met_een_logregel_per_stap() -> None:
    versie, beoordelaar = in_beoordeling()

    publiceer(versie=versie, door=beoordelaar)

    versie = Beschrijving.objects.get(pk=versie.pk)
    assert (versie.status, versie.gepubliceerd_door) == (Status.GEPUBLICEERD, beoordelaar)
    assert versie.innovatie.gepubliceerd == versie
    assert Zoekdocument.objects.filter(pk=versie.pk).exists()
    stappen = [(r.wat, r.van, r.naar) for r in Logregel.objects.over(versie).order_by("pk")]
    assert stappen == [
        ("ingediend", "concept", "ingediend"),
        ("in-beoordeling", "ingediend", "in-beoordeling"),
        ("gepubliceerd", "in-beoordeling", "gepubliceerd"),
    ]


def test_wie_schreef_publiceert_niet_ook_niet_langs_de_stap_heen() -> None:
    versie, _ = in_beoordeling()
    schrijver = versie.gewijzigd_door
    assert schrijver

    with pytest.raises(RuleViolation, match="schreef zelf"):
        publiceer(versie=versie, door=schrijver)
    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Beschrijving.objects.filter(pk=versie.pk).update(
            gepubliceerd_op=timezone.now(), gepubliceerd_door=schrijver
        )


def test_wie_eerder_aan_de_versie_schreef_publiceert_evenmin() -> None:
    eerder, laatst, versie = kennismakelaar(), kennismakelaar(), maak_volledig()
    bewaar(versie=versie, waarden={"kern": "Van mij."}, door=eerder)
    bewaar(versie=versie, waarden={"kern": "Van een ander."}, door=laatst)
    dien_in(versie=versie, door=laatst)

    with pytest.raises(RuleViolation, match="schreef zelf"):
        neem_in_beoordeling(versie=versie, door=eerder)


def test_indienen_noemt_wat_ontbreekt_en_laat_geen_spoor_na() -> None:
    versie = maak_volledig(kern="", partijen=[])

    with pytest.raises(RuleViolation, match="Kern, Betrokken partijen"):
        dien_in(versie=versie, door=kennismakelaar())

    assert not Logregel.objects.exists()
    assert not Bericht.objects.exists()


def test_aanvulling_stuurt_een_mail_met_alle_open_punten() -> None:
    versie, beoordelaar = in_beoordeling()
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Wat is nieuw?", door=beoordelaar)
    gedaan = plaats_opmerking(versie=versie, onderdeel="doel", tekst="Klaar.", door=beoordelaar)
    los_op(opmerking=gedaan, door=beoordelaar)

    vraag_aanvulling(versie=versie, door=beoordelaar)

    assert versie.gewijzigd_door
    (bericht,) = Bericht.objects.filter(aan=versie.gewijzigd_door.email)
    assert "- Kern: Wat is nieuw?" in bericht.tekst
    assert "Klaar." not in bericht.tekst


def test_open_opmerkingen_houden_publicatie_tegen() -> None:
    versie, beoordelaar = in_beoordeling()
    opmerking = plaats_opmerking(versie=versie, onderdeel="kern", tekst="Hm?", door=beoordelaar)

    with pytest.raises(RuleViolation, match="1 opmerking"):
        publiceer(versie=versie, door=beoordelaar)
    with pytest.raises(RuleViolation, match="zelf schreef"):
        los_op(opmerking=opmerking, door=kennismakelaar())

    los_op(opmerking=opmerking, door=beoordelaar)
    publiceer(versie=versie, door=beoordelaar)


def test_een_nieuwe_versie_laat_de_zichtbare_staan_tot_publicatie() -> None:
    live = maak_gepubliceerd(titel="Oud", slug="plan")
    voor = {naam: ruw(live, naam) for naam in VELD}
    door = kennismakelaar()

    nieuw = nieuwe_versie(innovatie=live.innovatie, door=door)
    assert {naam: ruw(nieuw, naam) for naam in VELD} == voor
    bewaar(versie=nieuw, waarden={"titel": "Nieuw"}, door=door)

    live = Beschrijving.objects.get(pk=live.pk)
    assert {naam: ruw(live, naam) for naam in VELD} == voor
    assert nieuwe_versie(innovatie=live.innovatie, door=kennismakelaar()) == nieuw


def test_een_nieuwe_versie_openen_is_nog_niet_schrijven() -> None:
    live, opent, schrijft = maak_gepubliceerd(), kennismakelaar(), kennismakelaar()
    nieuw = nieuwe_versie(innovatie=live.innovatie, door=opent)

    assert not schreef(nieuw, opent)
    assert [versie.pk for versie in _concepten(opent)] == [nieuw.pk]

    bewaar(versie=nieuw, waarden={"kern": "Anders."}, door=schrijft)

    assert [versie.pk for versie in _concepten(schrijft)] == [nieuw.pk]
    assert not _concepten(opent)


def test_wat_niemand_wijzigde_wordt_niet_ingediend() -> None:
    live, planner = in_beoordeling()
    publiceer(versie=live, door=planner)
    nieuw = nieuwe_versie(innovatie=live.innovatie, door=planner)

    with pytest.raises(RuleViolation, match="nog niets gewijzigd"):
        dien_in(versie=nieuw, door=planner)


def test_na_een_afwijzing_begint_een_nieuwe_versie_met_de_afgewezen_tekst() -> None:
    live = maak_gepubliceerd(kern="Zichtbaar.")
    afgewezen = maak_volledig(
        innovatie=live.innovatie, versie=2, kern="Afgewezen.", status=Status.AFGEWEZEN
    )
    door = kennismakelaar()

    nieuw = nieuwe_versie(innovatie=live.innovatie, van=afgewezen, door=door)

    assert (nieuw.versie, nieuw.kern) == (3, "Afgewezen.")


def test_wie_de_afgewezen_tekst_schreef_beoordeelt_haar_kopie_niet() -> None:
    versie, beoordelaar = in_beoordeling()
    schrijver, opent = versie.gewijzigd_door, kennismakelaar()
    assert schrijver
    wijs_af(versie=versie, reden="Nog niet.", door=beoordelaar)

    nieuw = nieuwe_versie(innovatie=versie.innovatie, van=versie, door=opent)
    with pytest.raises(RuleViolation, match="nog niets gewijzigd"):
        dien_in(versie=nieuw, door=opent)
    assert {wie.pk for wie in (schrijver, opent) if _concepten(wie)} == {schrijver.pk, opent.pk}
    bewaar(versie=nieuw, waarden={"kern": "Anders."}, door=opent)
    dien_in(versie=nieuw, door=opent)

    with pytest.raises(RuleViolation, match="schreef zelf"):
        neem_in_beoordeling(versie=nieuw, door=schrijver)
    assert not _zonder_beoordelaar(schrijver)
    neem_in_beoordeling(versie=nieuw, door=beoordelaar)


def aanvulling(tekst: str = "Waarom?") -> tuple[Beschrijving, Gebruiker]:
    """A version given back to its writer, and its reviewer."""
    versie, beoordelaar = in_beoordeling()
    plaats_opmerking(versie=versie, onderdeel="kern", tekst=tekst, door=beoordelaar)
    vraag_aanvulling(versie=versie, door=beoordelaar)
    return Beschrijving.objects.get(pk=versie.pk), beoordelaar


def test_een_beoordelaar_die_meeschrijft_is_geen_beoordelaar_meer() -> None:
    versie, beoordelaar = aanvulling()
    collega = kennismakelaar()

    with pytest.raises(RuleViolation, match="Ik schrijf mee"):
        bewaar(versie=versie, waarden={"kern": "Van mij."}, door=beoordelaar)
    laat_los(versie=versie, door=beoordelaar)
    bewaar(versie=versie, waarden={"kern": "Van mij."}, door=beoordelaar)
    Bericht.objects.all().delete()
    dien_in(versie=versie, door=beoordelaar)

    assert [wacht.pk for wacht in _zonder_beoordelaar(collega)] == [versie.pk]
    assert not _mijn_beoordelingen(beoordelaar)
    aan = set(Bericht.objects.values_list("aan", flat=True))
    assert collega.email in aan
    assert beoordelaar.email not in aan


def test_een_eerste_indiening_gaat_naar_wie_haar_mag_beoordelen() -> None:
    schrijver, collega = kennismakelaar(), kennismakelaar()
    web = maak_gebruiker(rollen=["webredacteur"])
    maak_gebruiker(rollen=["projectleider"])
    versie = maak_volledig(schrijver=schrijver)

    dien_in(versie=versie, door=schrijver)

    aan = set(Bericht.objects.values_list("aan", flat=True))
    assert aan == {collega.email, web.email}


def test_een_schrijver_kiest_niet_wie_beoordeelt() -> None:
    versie = maak_volledig()
    schrijver = versie.gewijzigd_door
    assert schrijver
    dien_in(versie=versie, door=schrijver)

    with pytest.raises(RuleViolation, match="Een collega kiest"):
        wijs_toe(versie=versie, aan=kennismakelaar(), door=schrijver)


def test_de_eerste_schrijver_hoort_een_keer_dat_een_tweede_meeschrijft() -> None:
    versie, ander = maak_volledig(), kennismakelaar()
    eerste = versie.gewijzigd_door
    assert eerste

    for kern in ("Een.", "Twee."):
        bewaar(versie=versie, waarden={"kern": kern}, door=ander)

    mails = Bericht.objects.filter(onderwerp__startswith="Een collega schrijft mee")
    assert [mail.aan for mail in mails] == [eerste.email]


def test_de_database_kent_hoogstens_een_open_versie() -> None:
    versie = maak_volledig()

    with pytest.raises(IntegrityError, match="hoogstens_een_open"), transaction.atomic():
        Beschrijving.objects.create(innovatie=versie.innovatie, versie=2, titel="Tweede")


def test_bewaren_weigert_wat_een_ander_ondertussen_wijzigde_en_raakt_niets() -> None:
    versie, een, ander = maak_volledig(), kennismakelaar(), kennismakelaar()
    gelezen = {"kern": VELD["kern"].soort.kenmerk(versie.kern)}
    bewaar(versie=versie, waarden={"kern": "Van de een."}, door=een, kenmerken=gelezen)

    with pytest.raises(OnderdeelGewijzigd) as weigering:
        bewaar(versie=versie, waarden={"kern": "Van de ander."}, door=ander, kenmerken=gelezen)
    assert weigering.value.versie.kern == "Van de een."

    tips = {"tips": VELD["tips"].soort.kenmerk(versie.tips)}
    gewijzigd = bewaar(versie=versie, waarden={"tips": "<p>Bel.</p>"}, door=ander, kenmerken=tips)
    assert gewijzigd == ["tips"]


@pytest.mark.parametrize("naam", ["themas", "trefwoorden"])
def test_bewaren_weigert_een_lijst_die_te_lang_is(naam: str) -> None:
    versie = maak_volledig()
    te_veel = [f"woord-{nummer}" for nummer in range(VELD[naam].hoogstens + 1)]

    with pytest.raises(RuleViolation, match="hoogstens"):
        bewaar(versie=versie, waarden={naam: te_veel}, door=kennismakelaar())


def test_bewaren_zonder_wijziging_laat_geen_spoor_na() -> None:
    versie = maak_volledig()
    waarden = {
        "kern": versie.kern,
        "themas": list(versie.themas.all()),
        "partijen": list(versie.partijen.all()),
    }

    assert bewaar(versie=versie, waarden=waarden, door=kennismakelaar()) == []
    assert not Logregel.objects.exists()


def test_een_indiener_schrijft_alleen_voor_de_eigen_organisatie() -> None:
    eigen, vreemd = maak_organisatie(), maak_organisatie()
    indiener = maak_gebruiker(rollen=["indiener"])
    indiener.organisaties.add(eigen)

    versie = begin(titel="Ons plan", soort=Soort.BESTAAND, door=indiener, organisatie=eigen)

    assert versie.innovatie.slug == "ons-plan"
    with pytest.raises(RuleViolation, match="Kies een organisatie"):
        begin(titel="Hun plan", soort=Soort.BESTAAND, door=indiener, organisatie=vreemd)
    with pytest.raises(RuleViolation, match="Beoordelen doet"):
        neem_in_beoordeling(versie=versie, door=indiener)


def test_terugnemen_kan_tot_iemand_beoordeelt() -> None:
    versie, door = maak_volledig(), kennismakelaar()
    dien_in(versie=versie, door=door)
    neem_terug(versie=versie, door=door)
    dien_in(versie=versie, door=door)
    wijs_toe(versie=versie, aan=kennismakelaar(), door=kennismakelaar())

    with pytest.raises(RuleViolation, match="Dat kan niet"):
        neem_terug(versie=versie, door=door)


def test_afwijzen_vraagt_een_reden_en_zegt_die() -> None:
    versie, beoordelaar = in_beoordeling()
    with pytest.raises(RuleViolation, match="waarom"):
        wijs_af(versie=versie, reden=" ", door=beoordelaar)

    wijs_af(versie=versie, reden="Dit bestaat al.", door=beoordelaar)

    bericht = Bericht.objects.get(tekst__contains="Dit bestaat al.")
    assert "‘Begin een nieuwe versie’. Uw tekst staat daar al in." in bericht.tekst


def test_gepland_gaat_een_keer_live_en_niet_te_vroeg() -> None:
    versie, beoordelaar = in_beoordeling()
    straks = timezone.now() + timedelta(hours=1)
    plan_publicatie(versie=versie, op=straks, door=beoordelaar)

    assert publiceer_geplande(timezone.now()) == 0
    assert publiceer_geplande(straks) == 1
    assert publiceer_geplande(straks) == 0


def test_wat_niet_meer_gepubliceerd_kan_worden_verliest_zijn_plan_en_meldt_dat() -> None:
    versie, beoordelaar = in_beoordeling()
    straks = timezone.now() + timedelta(hours=1)
    plan_publicatie(versie=versie, op=straks, door=beoordelaar)
    plaats_opmerking(versie=versie, onderdeel="kern", tekst="Wacht!", door=kennismakelaar())

    assert publiceer_geplande(straks) == 0
    assert publiceer_geplande(straks) == 0

    assert Bericht.objects.filter(onderwerp__startswith="Niet gepubliceerd").count() == 1
    assert not Beschrijving.objects.zichtbaar().exists()


def test_archiveren_haalt_van_de_openbare_kant_en_verwijst() -> None:
    weg, blijft = maak_gepubliceerd(slug="weg"), maak_gepubliceerd(slug="blijft")
    webredacteur = maak_gebruiker(rollen=["webredacteur"])

    archiveer(
        innovatie=weg.innovatie, reden="Samengevoegd.", naar=blijft.innovatie, door=webredacteur
    )

    assert list(Beschrijving.objects.zichtbaar()) == [blijft]
    assert [d.pk for d in Zoekdocument.objects.all()] == [blijft.pk]
    with pytest.raises(RuleViolation, match="webredacteur"):
        archiveer(innovatie=blijft.innovatie, reden="Oud.", door=kennismakelaar())


def gepland_en_live() -> tuple[Beschrijving, Beschrijving, Gebruiker]:
    """A live version, the next one with a plan, and who planned it."""
    live, planner = in_beoordeling()
    publiceer(versie=live, door=planner)
    schrijver = kennismakelaar()
    versie = nieuwe_versie(innovatie=live.innovatie, door=schrijver)
    bewaar(versie=versie, waarden={"kern": "Anders."}, door=schrijver)
    dien_in(versie=versie, door=schrijver)
    versie = neem_in_beoordeling(versie=versie, door=planner)
    plan_publicatie(versie=versie, op=timezone.now() + timedelta(days=1), door=planner)
    return live, versie, planner


@pytest.mark.parametrize("stap", ["archiveren", "kalender", "doorgeven"])
def test_een_plan_dat_is_ingehaald_vervalt_en_de_planner_hoort_het(stap: str) -> None:
    live, versie, planner = gepland_en_live()
    webredacteur = maak_gebruiker(rollen=["webredacteur"])

    if stap == "doorgeven":
        wijs_toe(versie=versie, aan=kennismakelaar(), door=webredacteur)
    else:
        door = webredacteur if stap == "archiveren" else None
        archiveer(innovatie=live.innovatie, reden="Oud.", door=door)

    assert publiceer_geplande(timezone.now() + timedelta(days=2)) == 0
    mails = Bericht.objects.filter(onderwerp__startswith="Publicatie gaat niet door")
    assert [mail.aan for mail in mails] == [planner.email]
    assert Logregel.objects.over(versie).filter(wat="plan-vervallen").count() == 1


@pytest.mark.parametrize("status", [Status.GEPUBLICEERD, Status.TE_BEVESTIGEN])
def test_terughalen_zet_terug_wat_er_was_en_is_weer_te_vinden(status: Status) -> None:
    versie = maak_gepubliceerd(status=status)
    webredacteur = maak_gebruiker(rollen=["webredacteur"])
    archiveer(innovatie=versie.innovatie, reden="Oud.", wie="de kennisbank")

    haal_terug(innovatie=versie.innovatie, door=webredacteur)

    versie.refresh_from_db()
    assert versie.status == status
    assert list(Beschrijving.objects.zichtbaar()) == [versie]
    assert [d.pk for d in Zoekdocument.objects.all()] == [versie.pk]
    assert versie.innovatie.archief_reden == ""
    with pytest.raises(RuleViolation, match="staat al"):
        haal_terug(innovatie=versie.innovatie, door=webredacteur)
    with pytest.raises(RuleViolation, match="webredacteur"):
        haal_terug(innovatie=versie.innovatie, door=kennismakelaar())


def test_een_jaar_na_het_meelezen_is_vergeten_wie_het_was() -> None:
    versie, door = maak_volledig(), kennismakelaar()
    meelezers = [
        vraag_meelezer(versie=versie, naam=naam, email=f"{naam}@example.nl", door=door)
        for naam in ("Anna", "Bert")
    ]
    opmerking = plaats_opmerking(
        versie=versie, onderdeel="kern", tekst="Mooi.", meelezer=meelezers[0]
    )
    jaar_later = meelezers[0].verloopt + timedelta(days=366)

    assert vergeet_meelezers(meelezers[0].verloopt) == 0
    assert vergeet_meelezers(jaar_later) == 2
    assert vergeet_meelezers(jaar_later) == 0

    opmerking = Opmerking.objects.get(pk=opmerking.pk)
    assert (opmerking.wie, opmerking.tekst) == ("Een meelezer", "Mooi.")
    assert "Anna" not in str(list(Meelezer.objects.values()) + list(Logregel.objects.values()))


def test_wie_zelf_de_kennismakelaar_is_hoort_zijn_nieuws_niet_en_de_webredacteur_wel() -> None:
    webredacteur, schrijver = maak_gebruiker(rollen=["webredacteur"]), kennismakelaar()
    versie = maak_volledig(schrijver=schrijver)
    versie.innovatie.kennismakelaar = schrijver
    versie.innovatie.save()

    dien_in(versie=versie, door=schrijver)

    assert [bericht.aan for bericht in Bericht.objects.all()] == [webredacteur.email]


@pytest.mark.django_db(transaction=True)
def test_wie_archiveert_en_wie_tegelijk_publiceert_wachten_op_elkaar() -> None:
    """Each takes the innovatie first: else each would have what the other waits for."""
    live, schrijver, collega = maak_gepubliceerd(), kennismakelaar(), kennismakelaar()
    nieuw = maak_volledig(innovatie=live.innovatie, versie=2, schrijver=schrijver)
    neem_in_beoordeling(versie=dien_in(versie=nieuw, door=schrijver), door=collega)
    web = maak_gebruiker(rollen=["webredacteur"])
    stappen = (
        lambda: archiveer(innovatie=live.innovatie, reden="Oud.", door=web),
        lambda: publiceer(versie=nieuw, door=collega),
    )

    def zet(stap: Callable[[], object]) -> None:
        try:
            stap()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(stappen)) as pool:
        with transaction.atomic():
            Beschrijving.objects.select_for_update().get(pk=live.pk)
            gezet = []
            for aantal, stap in enumerate(stappen, 1):
                gezet.append(pool.submit(zet, stap))
                tot_iemand_wacht(aantal)
        for een in gezet:
            een.result()

    assert Innovatie.objects.get().gepubliceerd == nieuw


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_met_dezelfde_titel_beginnen_krijgen_elk_een_adres() -> None:
    een, ander = kennismakelaar(), kennismakelaar()

    tegelijk(
        lambda: begin(titel="Ons plan", soort=Soort.BESTAAND, door=een),
        lambda: begin(titel="Ons plan", soort=Soort.BESTAAND, door=ander),
    )

    assert set(Innovatie.objects.values_list("slug", flat=True)) == {"ons-plan", "ons-plan-2"}
