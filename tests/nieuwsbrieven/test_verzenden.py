"""From the moment that was planned to the last mail."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from functools import partial

import pytest
from django.core.mail import EmailMessage as Mail
from django.db import IntegrityError
from django.utils import timezone
from pytest_django.fixtures import Settings

from basis.fouten import RuleViolation
from innovaties.models import Thema
from logboek.models import Logregel
from nieuwsbrieven import links
from nieuwsbrieven.actions.abonneren import pauzeer, wis
from nieuwsbrieven.actions.plannen import hervat, probeer_opnieuw, stop
from nieuwsbrieven.actions.verzenden import (
    BEWAREN,
    NIET_AANGENOMEN,
    NIET_GEMAAKT,
    NIEUWE_POGINGEN,
    STIL,
    TE_LAAT,
    begin,
    begin_wat_moet,
    lever_volgende,
    vergeet_leveringen,
)
from nieuwsbrieven.keuzelijsten import Editiesoort, Editiestatus, Frequentie, Leveringstatus
from nieuwsbrieven.models import Abonnee, Blok, Editie, Levering
from post.actions import terugmeldingen
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from post.models import Bericht, Postadres, Terugmelding
from post.regels.antwoorden import Onbereikbaar
from post.uitvoer.verzender import Verzender
from tests.maak import maak_abonnee, maak_blok, maak_editie, maak_gebruiker, maak_thema, over
from tests.nieuwsbrieven.verzenden import begonnen, gepland, lever_alles, mailer
from tests.post.brievenbus import Brievenbus
from tests.tegelijk import tegelijk
from vinden.models import Wegwijzer

pytestmark = pytest.mark.django_db


def test_beginnen_legt_vast_wat_er_uitgaat_en_aan_wie() -> None:
    lezer, regel = maak_abonnee(), maak_abonnee(frequentie=Frequentie.OVERZICHT)
    maak_abonnee(bevestigd_op=None)
    maak_abonnee(afgemeld_op=timezone.now())
    pauzeer(abonnee=maak_abonnee())
    terugmeldingen.stop(email=maak_abonnee().email.upper(), reden=Poststopreden.KLACHT)
    editie, digest = gepland(), gepland(soort=Editiesoort.OVERZICHT)

    beide = [begin(pk, timezone.now()) for pk in (editie.pk, digest.pk)]

    editie.refresh_from_db()
    blok = editie.blokken.get()
    assert beide == [True, True]
    assert [levering.abonnee for levering in digest.leveringen.all()] == [regel]
    levering = editie.leveringen.get()
    assert (levering.abonnee, levering.email, levering.blokken) == (lezer, lezer.email, [blok.pk])
    assert (editie.status, levering.status) == (Editiestatus.BEZIG, Leveringstatus.WACHT)
    assert editie.stukken
    assert editie.stukken["html"]["blokken"].keys() == {str(blok.pk)}
    assert Wegwijzer.objects.filter(adres=editie.get_absolute_url()).exists()
    assert Logregel.objects.over(editie).get().wat == "verzending-begonnen"


@pytest.mark.parametrize("stukken", [None, {}, {"html": {}}])
def test_zonder_wat_er_uitgaat_begint_er_niets(stukken: object) -> None:
    with pytest.raises(IntegrityError, match="editie_begonnen_met_stukken"):
        maak_editie(status=Editiestatus.BEZIG, stukken=stukken)


def test_wat_niet_gepland_is_of_later_moet_begint_niet() -> None:
    maak_abonnee()
    later = gepland(verzendmoment=over(1))
    concept, bezig = maak_editie(), maak_editie(status=Editiestatus.BEZIG)

    begon = [begin(pk, timezone.now()) for pk in (later.pk, concept.pk, bezig.pk, 0)]

    assert begon == [False] * 4
    assert not Levering.objects.exists()


def test_wat_ondertussen_fout_werd_is_weer_een_concept_en_de_planner_krijgt_mail() -> None:
    maak_abonnee()
    editie = gepland()
    Blok.objects.update(tekst="")

    begon = begin(editie.pk, timezone.now())

    editie.refresh_from_db()
    bericht = Bericht.objects.get()
    assert not begon
    assert (editie.status, editie.gepland_door) == (Editiestatus.CONCEPT, None)
    assert "leeg deel" in editie.reden
    assert bericht.aan == editie.gemaakt_door.email
    assert "leeg deel" in bericht.tekst
    assert f"/redactie/nieuwsbrieven/{editie.pk}/" in bericht.tekst
    assert Logregel.objects.over(editie).get().wat == "verzending-geweigerd"
    assert not Levering.objects.exists()


def test_wat_niemand_krijgt_is_meteen_verzonden() -> None:
    editie = begonnen()

    assert (editie.status, editie.totaal) == (Editiestatus.VERZONDEN, 0)
    assert editie.klaar_op


def test_een_thema_dat_tussen_plannen_en_verzenden_verdween() -> None:
    weg, blijft = maak_thema("weg"), maak_thema("wonen")
    editie = gepland(blokken=0)
    over_weg, over_wonen = maak_blok(editie, themas=[weg]), maak_blok(editie, themas=[blijft])
    maak_abonnee(themas=[weg])
    alles, wonen = maak_abonnee(), maak_abonnee(themas=[weg, blijft])
    Thema.objects.filter(pk=weg.pk).delete()

    assert begin(editie.pk, timezone.now())

    gekregen = {levering.abonnee: levering.blokken for levering in editie.leveringen.all()}
    assert gekregen == {alles: [over_weg.pk, over_wonen.pk], wonen: [over_wonen.pk]}


def test_elke_lezer_krijgt_een_mail_waarmee_afmelden_een_klik_is(bus: Brievenbus) -> None:
    lezers = {abonnee.email: abonnee for abonnee in (maak_abonnee(), maak_abonnee())}
    editie = begonnen(onderwerp="Nieuw in november: samen wonen")
    titel = editie.blokken.get().titel

    lever_alles()

    mails = bus.alle()
    assert {mail["To"] for mail in mails} == lezers.keys()
    for mail in mails:
        sleutel = links.sleutel(links.AFMELDEN, lezers[mail["To"]].pk)
        link = links.adres("afmelden", sleutel)
        assert mail["Subject"] == "Nieuw in november: samen wonen"
        assert mail["List-Id"] == "<nieuwsbrief.127.0.0.1>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Unsubscribe"].split() == [
            f"<{link}>,",
            f"<mailto:redactie@example.nl?subject=afmelden-{sleutel}>",
        ]
        assert mail["Message-ID"].startswith(f"<editie-{editie.pk}.")
        assert "Auto-Submitted" not in mail
        for soort in ("plain", "html"):
            inhoud = _inhoud(mail, soort)
            assert titel in inhoud
            assert link in inhoud
    editie.refresh_from_db()
    assert (editie.status, editie.verzonden, editie.mislukt) == (Editiestatus.VERZONDEN, 2, 0)
    assert Logregel.objects.over(editie)[0].wat == "verzonden"


def _inhoud(mail: EmailMessage, soort: str) -> str:
    deel = mail.get_body((soort,))
    assert deel
    return str(deel.get_content())


def test_wat_er_na_het_begin_verandert_gaat_niet_meer_mee(bus: Brievenbus) -> None:
    maak_abonnee()
    begonnen()
    Blok.objects.update(titel="Achteraf bedacht")

    lever_alles()

    (mail,) = bus.alle()
    assert "Achteraf bedacht" not in _inhoud(mail, "html")


def test_een_tijdelijke_weigering_wacht_steeds_langer_en_houdt_een_keer_op(
    bus: Brievenbus,
) -> None:
    abonnee = maak_abonnee()
    bus.antwoorden[abonnee.email] = "450 4.2.0 straks graag"
    editie = begonnen()
    momenten = [timezone.now()]

    with Verzender() as verzender:
        for pauze in NIEUWE_POGINGEN:
            assert lever_volgende(verzender, momenten[-1])
            levering = Levering.objects.get()
            assert levering.status == Leveringstatus.WACHT
            assert levering.volgende_op == momenten[-1] + pauze
            assert not lever_volgende(verzender, momenten[-1])
            momenten.append(levering.volgende_op)
        assert lever_volgende(verzender, momenten[-1])
        assert not lever_volgende(verzender, momenten[-1])

    levering, editie = Levering.objects.get(), Editie.objects.get()
    assert (levering.status, levering.pogingen) == (Leveringstatus.MISLUKT, 7)
    assert levering.reden == "tijdelijk niet bereikbaar"
    assert "straks graag" in levering.fout
    assert Terugmelding.objects.get().soort == Terugmeldsoort.ZACHT
    assert (editie.status, editie.verzonden, editie.mislukt) == (Editiestatus.VERZONDEN, 0, 1)
    assert bus.alle() == []


def test_een_adres_dat_niet_bestaat_wordt_gestopt(bus: Brievenbus) -> None:
    weg, vol = maak_abonnee(), maak_abonnee()
    bus.antwoorden = {
        weg.email: "550 5.1.1 wie is dat?",
        vol.email: "554 5.7.1 geweigerd door ons beleid",
    }
    editie = begonnen()

    lever_alles()

    gevolg = {levering.email: levering for levering in Levering.objects.all()}
    melding = Terugmelding.objects.get()
    assert {levering.status for levering in gevolg.values()} == {Leveringstatus.MISLUKT}
    assert gevolg[weg.email].reden == "adres bestaat niet"
    assert gevolg[vol.email].reden == "geweigerd"
    assert (melding.email, melding.soort) == (weg.email, Terugmeldsoort.HARD)
    assert melding.zending == f"editie-{editie.pk}"
    assert [adres.email for adres in Postadres.objects.gestopt()] == [weg.email]


@pytest.mark.parametrize("oorzaak", ["421", "weg"])
def test_zonder_server_telt_er_niets_en_gaat_alles_later(
    bus: Brievenbus, settings: Settings, oorzaak: str
) -> None:
    abonnee = maak_abonnee()
    begonnen()
    if oorzaak == "weg":
        settings.MAILERS = {"default": mailer(1)}
    else:
        bus.antwoorden[abonnee.email] = "421 4.3.2 ik ga dicht"

    with pytest.raises(Onbereikbaar):
        lever_alles()

    levering = Levering.objects.get()
    assert (levering.status, levering.pogingen) == (Leveringstatus.WACHT, 0)
    bus.antwoorden.clear()
    settings.MAILERS = {"default": mailer(bus.port)}
    with Verzender() as verzender:
        assert lever_volgende(verzender, timezone.now() + timedelta(minutes=2))
    assert len(bus.alle()) == 1


def test_een_mail_waar_de_server_op_afhaakt_houdt_de_rest_niet_op(bus: Brievenbus) -> None:
    lastig, gewoon = maak_abonnee(), maak_abonnee()
    bus.antwoorden[lastig.email] = "421 4.3.2 ik ga dicht"
    begonnen()

    with pytest.raises(Onbereikbaar):
        lever_alles()
    lever_alles()

    assert [mail["To"] for mail in bus.alle()] == [gewoon.email]


def test_wie_ondertussen_vertrok_krijgt_geen_mail(bus: Brievenbus) -> None:
    weg, gewist, gepauzeerd, gestopt, blijft = (maak_abonnee() for _ in range(5))
    editie = begonnen()
    Abonnee.objects.filter(pk=weg.pk).update(afgemeld_op=timezone.now())
    wis(abonnee=gewist)
    pauzeer(abonnee=gepauzeerd)
    terugmeldingen.stop(email=gestopt.email, reden=Poststopreden.HARD)

    lever_alles()

    redenen = dict(Levering.objects.values_list("email", "reden"))
    assert [mail["To"] for mail in bus.alle()] == [blijft.email]
    assert redenen == {
        weg.email: "afgemeld",
        "": "afgemeld",
        gepauzeerd.email: "gepauzeerd",
        gestopt.email: "adres gestopt",
        blijft.email: "",
    }
    editie.refresh_from_db()
    assert (editie.verzonden, editie.mislukt) == (1, 4)


def test_stoppen_geldt_vanaf_de_volgende_mail(bus: Brievenbus) -> None:
    for _ in range(3):
        maak_abonnee()
    editie = begonnen()

    with Verzender() as verzender:
        eerste = lever_volgende(verzender, timezone.now())
        stop(editie=editie, door=editie.gemaakt_door)
        na_stoppen = lever_volgende(verzender, timezone.now())
    hervat(editie=editie, door=editie.gemaakt_door)

    assert (eerste, na_stoppen) == (True, False)
    assert lever_alles() == 2
    assert len(bus.alle()) == 3


def test_een_gestopte_editie_houdt_een_andere_niet_op(bus: Brievenbus) -> None:
    maak_abonnee()
    gestopt, bezig = begonnen(), begonnen()
    stop(editie=gestopt, door=gestopt.gemaakt_door)

    lever_alles()

    (mail,) = bus.alle()
    assert mail["Message-ID"].startswith(f"<editie-{bezig.pk}.")


class Afgebroken(BaseException):
    """As a kill: nothing catches it."""


class BreektAf(Verzender):
    """Is killed after the mail went out, before that was written down."""

    def verstuur(self, mail: Mail) -> None:
        super().verstuur(mail)
        raise Afgebroken


def test_een_dode_werker_kost_hoogstens_een_dubbele_met_hetzelfde_kenmerk(
    bus: Brievenbus,
) -> None:
    for _ in range(2):
        maak_abonnee()
    editie = begonnen()

    with pytest.raises(Afgebroken), BreektAf() as verzender:
        lever_volgende(verzender, timezone.now())
    wachtend = Levering.objects.wachtend().count()
    lever_alles()

    kenmerken = [mail["Message-ID"] for mail in bus.alle()]
    editie.refresh_from_db()
    assert wachtend == 2
    assert (len(kenmerken), len(set(kenmerken))) == (3, 2)
    assert (editie.verzonden, editie.mislukt) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_werkers_tegelijk_sturen_ieder_een_mail_en_ronden_een_keer_af(bus: Brievenbus) -> None:
    adressen = sorted(maak_abonnee().email for _ in range(12))
    editie = gepland()
    tegelijk(*[partial(begin, editie.pk, timezone.now())] * 3)

    tegelijk(*[lever_alles] * 3)

    editie.refresh_from_db()
    assert sorted(mail["To"] for mail in bus.alle()) == adressen
    assert (editie.status, editie.verzonden) == (Editiestatus.VERZONDEN, 12)
    stappen = [regel.wat for regel in Logregel.objects.over(editie)]
    assert stappen == ["verzonden", "verzending-begonnen"]


@pytest.mark.usefixtures("bus")
def test_na_een_half_jaar_is_vergeten_wie_wat_kreeg() -> None:
    maak_abonnee()
    oud, nieuw = begonnen(), begonnen()
    lever_alles()
    lang_geleden = timezone.now() - BEWAREN - timedelta(days=1)
    Editie.objects.filter(pk=oud.pk).update(klaar_op=lang_geleden)

    vergeten = [vergeet_leveringen(timezone.now()) for _ in range(2)]

    oud.refresh_from_db()
    assert vergeten == [1, 0]
    assert oud.totaal == 1
    assert [levering.editie for levering in Levering.objects.all()] == [nieuw]


def test_een_adres_waar_geen_mail_voor_te_maken_is_houdt_niemand_op(bus: Brievenbus) -> None:
    slecht, goed = maak_abonnee(), maak_abonnee()
    begonnen()
    Levering.objects.filter(abonnee=slecht).update(email="geen adres@example.nl")

    lever_alles()

    assert [mail["To"] for mail in bus.alle()] == [goed.email]
    assert Levering.objects.get(reden="adres onbruikbaar").status == Leveringstatus.MISLUKT


def test_een_server_die_steeds_ophangt_na_de_inhoud_krijgt_die_niet_eindeloos(
    bus: Brievenbus,
) -> None:
    maak_abonnee()
    editie = begonnen()
    bus.valt_bij = "INHOUD"

    for _ in range(len(NIEUWE_POGINGEN) + 3):
        lever_alles()
        Levering.objects.wachtend().update(volgende_op=timezone.now())
    lever_alles()

    levering = Levering.objects.get()
    editie.refresh_from_db()
    assert (levering.status, levering.pogingen) == ("mislukt", len(NIEUWE_POGINGEN) + 1)
    assert bus.verbindingen == len(NIEUWE_POGINGEN) + 1
    assert editie.status == Editiestatus.VERZONDEN


def test_een_editie_die_uren_te_laat_is_is_weer_een_concept() -> None:
    maak_abonnee()
    editie = gepland()

    begon = begin(editie.pk, over(0) + TE_LAAT + timedelta(minutes=5))

    editie.refresh_from_db()
    assert not begon
    assert editie.status == Editiestatus.CONCEPT
    assert "nieuw moment" in Bericht.objects.get(aan=editie.gemaakt_door.email).tekst


def test_een_verzending_die_uren_stil_lag_wacht_tot_iemand_haar_hervat(bus: Brievenbus) -> None:
    maak_abonnee()
    editie = begonnen()
    later = timezone.now() + TE_LAAT + timedelta(minutes=5)

    begin_wat_moet(later)

    editie.refresh_from_db()
    assert (editie.status, editie.reden) == (Editiestatus.GESTOPT, STIL)
    hervat(editie=editie, door=editie.gemaakt_door)
    begin_wat_moet(timezone.now())
    assert lever_alles() == 1
    assert len(bus.alle()) == 1


def test_een_mail_die_niet_te_maken_is_stopt_de_editie_en_roept_de_webredacteur(
    bus: Brievenbus,
) -> None:
    lezers = [maak_abonnee() for _ in range(2)]
    maak_gebruiker(email="web@example.nl", rollen=["webredacteur"])
    editie = begonnen()
    Editie.objects.filter(pk=editie.pk).update(stukken={"html": 1, "tekst": 1})

    lever_alles()

    editie.refresh_from_db()
    assert (editie.status, editie.reden) == (Editiestatus.GESTOPT, NIET_GEMAAKT)
    assert {(rij.status, rij.reden) for rij in editie.leveringen.all()} == {("wacht", "")}
    assert editie.leveringen.count() == len(lezers)
    assert Bericht.objects.filter(aan="web@example.nl", onderwerp__startswith="Gestopt").exists()
    assert not Terugmelding.objects.exists()
    assert bus.alle() == []


def test_drie_lezers_zonder_antwoord_van_een_server_stoppen_de_editie(settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "tests.nieuwsbrieven.verzenden.Kapot"}}
    for _ in range(5):
        maak_abonnee()
    editie = begonnen()

    lever_alles()

    editie.refresh_from_db()
    assert (editie.status, editie.reden) == (Editiestatus.GESTOPT, NIET_AANGENOMEN)
    assert editie.leveringen.wachtend().count() == 5
    assert editie.leveringen.filter(pogingen__gt=0).count() == 3
    assert not Terugmelding.objects.exists()


def test_een_enkele_lezer_zonder_antwoord_van_een_server_telt_nooit_als_onbereikbaar(
    settings: Settings,
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "tests.nieuwsbrieven.verzenden.Kapot"}}
    maak_abonnee()
    editie = begonnen()

    for _ in range(len(NIEUWE_POGINGEN) + 1):
        lever_alles()
        Levering.objects.wachtend().update(volgende_op=timezone.now())

    editie.refresh_from_db()
    assert editie.status == Editiestatus.GESTOPT
    assert editie.leveringen.wachtend().count() == 1
    assert not Terugmelding.objects.exists()


def test_opnieuw_proberen_gaat_naar_wie_niet_zelf_nee_zei(bus: Brievenbus) -> None:
    lezers = [maak_abonnee() for _ in range(3)]
    editie = begonnen()
    lever_alles()
    bus.alle()
    for lezer, reden in zip(lezers, ["postvak vol", "afgemeld", "adres bestaat niet"], strict=True):
        mislukt = {"status": Leveringstatus.MISLUKT, "reden": reden, "verzonden_op": None}
        Levering.objects.filter(abonnee=lezer).update(**mislukt)

    aantal = probeer_opnieuw(editie=editie, door=editie.gemaakt_door)
    lever_alles()

    editie.refresh_from_db()
    assert aantal == 1
    assert [mail["To"] for mail in bus.alle()] == [lezers[0].email]
    assert (editie.status, editie.verzonden, editie.mislukt) == (Editiestatus.VERZONDEN, 1, 2)
    with pytest.raises(RuleViolation, match="niemand"):
        probeer_opnieuw(editie=editie, door=editie.gemaakt_door)
    Editie.objects.filter(pk=editie.pk).update(klaar_op=timezone.now() - timedelta(days=8))
    with pytest.raises(RuleViolation, match="week"):
        probeer_opnieuw(editie=editie, door=editie.gemaakt_door)
