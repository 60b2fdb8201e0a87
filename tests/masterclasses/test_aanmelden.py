"""Registering: seats, the waiting list, and what people hear."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.fouten import RuleViolation
from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in, wijzig
from masterclasses.actions.plekken import laat_vervallen, zet_plekken
from masterclasses.berichten import van_aanbod
from masterclasses.keuzelijsten import BEZET, Aanmeldstatus, Publiek, Toelating, Wijze
from masterclasses.models import Aanmelding
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding, over
from tests.tegelijk import tegelijk
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD, TeVeelOnbevestigd

pytestmark = pytest.mark.django_db


def test_wie_zich_aanmeldt_krijgt_een_plek_die_na_bevestigen_vaststaat() -> None:
    masterclass = maak_masterclass(zaal=1)

    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    bevestigd = bevestig(aanmelding=aanmelding)

    assert aanmelding.status == Aanmeldstatus.TE_BEVESTIGEN
    assert bevestigd.status == Aanmeldstatus.BEVESTIGD
    assert bevestigd.plek_id == aanmelding.plek_id
    assert [bericht.onderwerp.split(":")[0] for bericht in Bericht.objects.order_by("pk")] == [
        "Bevestig uw aanmelding",
        "U komt naar de masterclass",
    ]


def test_een_vrije_plek_gaat_naar_de_eerste_in_de_rij() -> None:
    masterclass = maak_masterclass(zaal=1)
    bezet = maak_aanmelding(masterclass)
    eerste, tweede = (
        bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass))) for _ in range(2)
    )
    assert (eerste.plaats_in_rij, tweede.plaats_in_rij) == (1, 2)

    trek_in(aanmelding=bezet)

    eerste.refresh_from_db()
    tweede.refresh_from_db()
    assert (eerste.status, tweede.status) == (Aanmeldstatus.AANGEBODEN, Aanmeldstatus.WACHTLIJST)
    assert tweede.plaats_in_rij == 1


def test_een_aanbod_dat_verloopt_gaat_naar_de_volgende() -> None:
    masterclass = maak_masterclass(zaal=1)
    bezet = maak_aanmelding(masterclass)
    eerste, tweede = (
        bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass))) for _ in range(2)
    )
    trek_in(aanmelding=bezet)
    Bericht.objects.update(verzonden_op=timezone.now())

    laat_vervallen(timezone.now() + timedelta(hours=48, seconds=1))

    eerste.refresh_from_db()
    tweede.refresh_from_db()
    assert (eerste.status, tweede.status) == (Aanmeldstatus.VERVALLEN, Aanmeldstatus.AANGEBODEN)


@pytest.mark.parametrize(
    ("verzonden_na", "status"),
    [
        (None, Aanmeldstatus.AANGEBODEN),
        (30, Aanmeldstatus.AANGEBODEN),
        (20, Aanmeldstatus.VERVALLEN),
    ],
)
def test_een_aanbod_vervalt_pas_als_wie_het_kreeg_tijd_had_om_te_kiezen(
    verzonden_na: int | None, status: Aanmeldstatus
) -> None:
    masterclass, nu = maak_masterclass(zaal=1), timezone.now()
    bezet = maak_aanmelding(masterclass)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    trek_in(aanmelding=bezet)
    aanbod = Bericht.objects.filter(sleutel__startswith=van_aanbod(wacht))
    if verzonden_na:
        aanbod.update(verzonden_op=nu + timedelta(hours=verzonden_na))
    later = nu + timedelta(hours=48, seconds=2)

    for _ in range(2):
        laat_vervallen(later)

    wacht.refresh_from_db()
    assert wacht.status == status
    if status == Aanmeldstatus.AANGEBODEN:
        assert wacht.verloopt == later + timedelta(hours=48)
        assert aanbod.wachtend().count() == 1


def test_de_database_weigert_wie_geen_plek_heeft() -> None:
    masterclass = maak_masterclass(zaal=1)
    bezet = maak_aanmelding(masterclass)
    wachtend = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    for plek in (None, bezet.plek):
        with pytest.raises(IntegrityError), transaction.atomic():
            Aanmelding.objects.filter(pk=wachtend.pk).update(
                status=Aanmeldstatus.BEVESTIGD, bevestigd_op=timezone.now(), plek=plek
            )


def test_minder_plekken_dan_er_bezet_zijn_kan_niet() -> None:
    masterclass = maak_masterclass(zaal=2)
    maak_aanmelding(masterclass)
    maak_aanmelding(masterclass)

    with pytest.raises(RuleViolation, match="al 2 plekken bezet"):
        zet_plekken(
            masterclass=masterclass, aantallen={Wijze.ZAAL: 1}, door=masterclass.organisator
        )

    assert masterclass.plekken.count() == 2


def test_wie_al_is_aangemeld_hoort_dat_alleen_zelf_en_hoogstens_elk_uur() -> None:
    masterclass = maak_masterclass(zaal=2)
    eerste = maak_aanmelding(masterclass, email="jan@example.nl")

    for _ in range(2):
        opnieuw = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, email="JAN@example.nl"))

    assert opnieuw == eerste
    mail = Bericht.objects.get()
    assert mail.aan == "jan@example.nl"
    assert mail.onderwerp.startswith("U was al aangemeld")


def test_wie_nog_niet_bevestigde_en_weer_klikt_krijgt_pas_later_nog_een_mail() -> None:
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(maak_masterclass()))
    nog_eens = nieuwe_aanmelding(aanmelding.masterclass, email=aanmelding.email)

    meld_aan(aanmelding=nog_eens)
    na_een_klik = Bericht.objects.count()
    Aanmelding.objects.update(aangemeld_op=over(-0.1))
    meld_aan(aanmelding=nog_eens)

    assert na_een_klik == 1
    assert Bericht.objects.count() == 2


def test_een_adres_krijgt_niet_eindeloos_mail_om_te_bevestigen() -> None:
    onbevestigd = [
        meld_aan(aanmelding=nieuwe_aanmelding(maak_masterclass(), email="jan@example.nl"))
        for _ in range(MEESTE_ONBEVESTIGD)
    ]
    trek_in(aanmelding=onbevestigd[0])
    masterclass = maak_masterclass()

    with pytest.raises(TeVeelOnbevestigd):
        meld_aan(aanmelding=nieuwe_aanmelding(masterclass, email="Jan@example.nl"))
    bevestig(aanmelding=onbevestigd[1])
    na_bevestigen = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, email="jan@example.nl"))

    assert na_bevestigen.status == Aanmeldstatus.TE_BEVESTIGEN


def test_wie_zich_afmeldt_en_weer_aanmeldt_sluit_achteraan() -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass)
    eerste, tweede = (
        bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass))) for _ in range(2)
    )
    trek_in(aanmelding=eerste)

    opnieuw = bevestig(
        aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass, email=eerste.email))
    )

    assert (tweede.plaats_in_rij, opnieuw.plaats_in_rij) == (1, 2)


@pytest.mark.parametrize(
    "velden", [{"begin": over(-0.1)}, {"aanmelden_van": over(1)}, {"aanmelden_tot": over(-1)}]
)
def test_aanmelden_buiten_de_tijd_wordt_geweigerd(velden: dict[str, Any]) -> None:
    masterclass = maak_masterclass(**velden)

    with pytest.raises(RuleViolation, match="kan nu niet"):
        meld_aan(aanmelding=nieuwe_aanmelding(masterclass))

    assert not Aanmelding.objects.exists()


def test_een_manier_zonder_plekken_heeft_ook_geen_wachtlijst() -> None:
    masterclass = maak_masterclass(zaal=1, online=0)

    with pytest.raises(RuleViolation, match="Zo kunt u niet meedoen"):
        meld_aan(aanmelding=nieuwe_aanmelding(masterclass, wijze=Wijze.ONLINE))


def test_wie_buiten_het_publiek_valt_wacht_en_de_organisator_hoort_het_na_bevestigen() -> None:
    masterclass = maak_masterclass(publiek=[Publiek.BESTUURDERS], toelating=Toelating.GOEDKEURING)
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    bij_organisator = Bericht.objects.filter(aan=masterclass.organisator.email)
    voor = bij_organisator.count()

    for _ in range(2):
        bevestigd = bevestig(aanmelding=aanmelding)

    assert (bevestigd.status, bevestigd.plek) == (Aanmeldstatus.TE_BEOORDELEN, None)
    assert bevestigd.bevestigd_op
    assert (voor, bij_organisator.count()) == (0, 1)


@pytest.mark.parametrize(
    ("publiek", "rol", "status"),
    [
        (Publiek.ERVARING, "ervaringsdeskundige", Aanmeldstatus.TE_BEVESTIGEN),
        (Publiek.ERVARING, "naaste", Aanmeldstatus.TE_BEVESTIGEN),
        (Publiek.BESTUURDERS, "bestuurder", Aanmeldstatus.TE_BEVESTIGEN),
        (Publiek.ERVARING, "professional", Aanmeldstatus.TE_BEOORDELEN),
        (Publiek.PROFESSIONALS, "client", Aanmeldstatus.TE_BEOORDELEN),
        (Publiek.PROFESSIONALS, "anders", Aanmeldstatus.TE_BEOORDELEN),
    ],
)
def test_de_rol_van_iemand_zegt_of_een_dag_voor_die_persoon_is(
    publiek: Publiek, rol: str, status: Aanmeldstatus
) -> None:
    masterclass = maak_masterclass(publiek=[publiek], toelating=Toelating.GOEDKEURING)

    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, rol=rol, organisatie=""))

    assert aanmelding.status == status


def test_te_laat_bevestigen_wordt_geweigerd() -> None:
    aanmelding = maak_aanmelding(status=Aanmeldstatus.TE_BEVESTIGEN, verloopt=over(-0.01))

    with pytest.raises(RuleViolation, match="voorbij"):
        bevestig(aanmelding=aanmelding)

    assert not Bericht.objects.filter(sleutel__endswith="-bevestigd").exists()


def test_wisselen_van_manier_neemt_daar_een_plek_en_geeft_de_oude_door() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    aanmelding = maak_aanmelding(masterclass)
    wachtend = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    gewijzigd = wijzig(
        aanmelding=aanmelding, waarden={"wijze": Wijze.ONLINE}, antwoorden={}, behoefte=""
    )

    assert gewijzigd.plek
    assert gewijzigd.plek.wijze == Wijze.ONLINE
    wachtend.refresh_from_db()
    assert wachtend.status == Aanmeldstatus.AANGEBODEN
    bericht = Bericht.objects.get(aan=aanmelding.email)
    assert "U zou op locatie meedoen" in bericht.tekst
    assert masterclass.online_adres in bericht.tekst
    assert "METHOD:REQUEST" in bericht.agenda
    assert "SEQUENCE:1" in bericht.agenda


def test_wie_op_goedkeuring_wacht_kiest_vrij_een_andere_manier() -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    aanmelding = maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEOORDELEN)

    gewijzigd = wijzig(
        aanmelding=aanmelding, waarden={"wijze": Wijze.ONLINE}, antwoorden={}, behoefte=""
    )

    assert (gewijzigd.wijze, gewijzigd.plek) == (Wijze.ONLINE, None)


@pytest.mark.django_db(transaction=True)
def test_van_vier_tegelijk_krijgt_er_een_de_laatste_plek() -> None:
    masterclass = maak_masterclass(zaal=1)
    nieuwen = [nieuwe_aanmelding(masterclass) for _ in range(4)]

    tegelijk(*(partial(meld_aan, aanmelding=nieuw) for nieuw in nieuwen))

    assert [bool(een.plek_id) for een in masterclass.aanmeldingen.order_by("pk")] == [
        True,
        *[False] * 3,
    ]
    assert Bericht.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_twee_keer_hetzelfde_adres_tegelijk_is_een_aanmelding_en_een_mail() -> None:
    masterclass = maak_masterclass()
    zelfde = [nieuwe_aanmelding(masterclass, email="jan@example.nl") for _ in range(2)]

    tegelijk(*(partial(meld_aan, aanmelding=nieuw) for nieuw in zelfde))

    assert masterclass.aanmeldingen.count() == 1
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_bevestigen_en_vervallen_tegelijk_is_een_van_beide() -> None:
    masterclass = maak_masterclass(zaal=1)
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    wachtend = bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass)))
    geweigerd = []

    def zeg_ja() -> None:
        try:
            bevestig(aanmelding=aanmelding)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(zeg_ja, lambda: laat_vervallen(over(1.01)))

    aanmelding.refresh_from_db()
    wachtend.refresh_from_db()
    uitkomst = (aanmelding.status, wachtend.status, len(geweigerd))
    assert uitkomst in [
        (Aanmeldstatus.BEVESTIGD, Aanmeldstatus.WACHTLIJST, 0),
        (Aanmeldstatus.VERVALLEN, Aanmeldstatus.AANGEBODEN, 1),
    ]
    assert masterclass.aanmeldingen.filter(status__in=BEZET).count() == 1
    mails = Bericht.objects.filter(sleutel__startswith=f"aanmelding-{aanmelding.pk}-")
    laatste = [] if geweigerd else ["bevestigd"]
    assert [mail.sleutel.rpartition("-")[2] for mail in mails.order_by("pk")] == [
        "bevestig",
        *laatste,
    ]


def test_zonder_bevestiging_houdt_niemand_een_plek_langer_dan_twintig_minuten() -> None:
    masterclass = maak_masterclass(zaal=1)
    traag = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    snel = bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass)))

    laat_vervallen(traag.aangemeld_op + timedelta(minutes=20) - timedelta(seconds=1))
    snel.refresh_from_db()
    ervoor = snel.status
    laat_vervallen(traag.aangemeld_op + timedelta(minutes=20))

    snel.refresh_from_db()
    traag.refresh_from_db()
    assert (ervoor, snel.status) == (Aanmeldstatus.WACHTLIJST, Aanmeldstatus.AANGEBODEN)
    assert (traag.status, traag.plek) == (Aanmeldstatus.TE_BEVESTIGEN, None)
    assert bevestig(aanmelding=traag).status == Aanmeldstatus.WACHTLIJST


def test_wie_later_bevestigt_sluit_aan_in_de_volgorde_van_bevestigen() -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass)
    eerste, tweede = (meld_aan(aanmelding=nieuwe_aanmelding(masterclass)) for _ in range(2))

    tweede = bevestig(aanmelding=tweede)
    eerste = bevestig(aanmelding=eerste)

    assert (tweede.plaats_in_rij, eerste.plaats_in_rij) == (1, 2)


def test_wie_bevestigt_als_er_een_plek_vrij_is_krijgt_die() -> None:
    masterclass = maak_masterclass(zaal=1)
    bezet = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    zonder = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    trek_in(aanmelding=bezet)

    bevestigd = bevestig(aanmelding=zonder)

    assert (zonder.plek, bevestigd.status) == (None, Aanmeldstatus.BEVESTIGD)
    assert (
        "Wij houden nog geen plek voor u vast"
        in Bericht.objects.get(sleutel=f"aanmelding-{zonder.pk}-bevestig").tekst
    )


def test_een_netwerk_houdt_hoogstens_drie_plekken_vast_en_wie_bevestigt_telt_niet_mee() -> None:
    masterclass = maak_masterclass(zaal=20)

    vast = [meld_aan(aanmelding=nieuwe_aanmelding(masterclass, netwerk="hier")) for _ in range(24)]
    ander = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, netwerk="daar"))
    bevestig(aanmelding=vast[0])
    weer = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, netwerk="hier"))

    assert [bool(een.plek_id) for een in vast] == [True] * 3 + [False] * 21
    assert ander.plek_id
    assert weer.plek_id
    assert bevestig(aanmelding=vast[-1]).status == Aanmeldstatus.BEVESTIGD
    assert not masterclass.aanmeldingen.bevestigd().exclude(netwerk="").exists()
