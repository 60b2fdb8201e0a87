"""The pages on which an edition is made."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from nieuwsbrieven.actions.meelezen import vraag_meelezen
from nieuwsbrieven.actions.opstellen import TELLER
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.models import Blok, Editie
from post.models import Bericht
from tests.maak import (
    maak_abonnee,
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_mail,
    maak_regio,
    maak_thema,
    over,
)
from tests.nieuwsbrieven.opstellen import pagina, titels
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(redacteur: Gebruiker) -> Client:
    client = Client()
    client.force_login(redacteur)
    return client


def ingevuld(editie: Editie, **anders: Any) -> dict[str, Any]:
    editie.refresh_from_db()
    standaard = {
        "onderwerp": editie.onderwerp,
        "preheader": editie.preheader,
        "inleiding": editie.inleiding,
        "kenmerk": kenmerk(editie, TELLER),
    }
    return standaard | anders


def test_van_niets_tot_een_nieuwsbrief_met_inhoud(client: Client, redacteur: Gebruiker) -> None:
    versie = maak_gepubliceerd(titel="De Huiskamer")

    begonnen = client.post(pagina("begin"), {"onderwerp": "Wat er nieuw is"})
    editie = Editie.objects.get()
    keuze = client.get(begonnen["Location"]).content.decode()
    gekozen = client.post(begonnen["Location"], {"adres": versie.get_absolute_url()}, follow=True)

    assert begonnen["Location"] == pagina("voorstellen", editie.pk)
    assert "De Huiskamer" in keuze
    assert "Opgenomen: 1 bericht." in gekozen.content.decode()
    assert titels(editie) == ["De Huiskamer"]
    assert editie.gemaakt_door == redacteur


def test_een_onderwerp_is_nodig(client: Client) -> None:
    antwoord = client.post(pagina("begin"), {"onderwerp": "  "})

    assert "Schrijf een onderwerp." in antwoord.content.decode()
    assert not Editie.objects.exists()


def test_een_tab_in_het_onderwerp_houdt_geen_mail_tegen(client: Client) -> None:
    client.post(pagina("begin"), {"onderwerp": "Wat\ter\u2028nieuw is\x07"})
    onderwerp = Editie.objects.get().onderwerp
    editie = maak_editie()
    client.post(
        pagina("bewerken", editie.pk),
        ingevuld(editie, onderwerp="Van\tons", preheader="Kijk\r\nmee"),
    )
    editie.refresh_from_db()

    mails = [maak_mail(tekst).message() for tekst in (onderwerp, editie.onderwerp)]

    assert [mail["Subject"] for mail in mails] == ["Wat er nieuw is", "Van ons"]
    assert editie.preheader == "Kijk mee"


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_overzicht_kost_evenveel_vragen(
    aantal: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for status in Editiestatus:
        for _ in range(aantal):
            maak_editie(status=status)
    maak_abonnee()

    with django_assert_num_queries(7):
        antwoord = client.get(pagina("overzicht"))

    assert antwoord.status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_opstellen_kost_evenveel_vragen(
    aantal: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    editie = maak_editie(blokken=0)
    for nummer in range(aantal):
        maak_blok(
            editie, themas=[maak_thema(f"thema-{nummer}")], regios=[maak_regio(f"regio-{nummer}")]
        )

    with django_assert_num_queries(10):
        client.get(pagina("bewerken", editie.pk))


def test_het_overzicht_zegt_wat_er_te_doen_is(client: Client) -> None:
    maak_editie(onderwerp="Klad", blokken=2)
    maak_editie(onderwerp="Straks", status=Editiestatus.GEPLAND)
    bezig = maak_editie(onderwerp="Nu", status=Editiestatus.BEZIG)
    maak_editie(onderwerp="Klaar", status=Editiestatus.VERZONDEN, verzonden=40, mislukt=2)
    maak_abonnee()

    tekst = client.get(pagina("overzicht")).content.decode()

    assert "2 berichten" in tekst
    assert "Gaat weg op" in tekst
    assert pagina("voortgang", bezig.pk) in tekst
    assert "aan 42 lezers" in tekst
    assert "1 abonnee" in tekst
    assert "Maak het kwartaaloverzicht" not in tekst


@pytest.mark.parametrize(
    ("lezers", "vorige", "nodig"),
    [(0, None, False), (1, None, True), (1, -120, True), (1, -30, False)],
)
def test_na_drie_maanden_is_er_een_knop_voor_het_overzicht(
    lezers: int, vorige: int | None, nodig: object, client: Client
) -> None:
    maak_editie(status=Editiestatus.VERZONDEN)
    if vorige:
        maak_editie(
            soort=Editiesoort.OVERZICHT, status=Editiestatus.VERZONDEN, begonnen_op=over(vorige)
        )
    for _ in range(lezers):
        maak_abonnee(frequentie="overzicht")

    tekst = client.get(pagina("overzicht")).content.decode()

    assert ("Maak het kwartaaloverzicht" in tekst) is nodig


def test_de_knop_zet_het_overzicht_klaar(client: Client) -> None:
    bron = maak_editie(status=Editiestatus.VERZONDEN)

    client.post(pagina("begin"), {"soort": "overzicht"})
    antwoord = client.post(pagina("begin"), {"soort": "overzicht"}, follow=True)

    editie = Editie.objects.get(soort=Editiesoort.OVERZICHT)
    assert titels(editie) == titels(bron)
    assert "Het overzicht is klaargezet." in antwoord.content.decode()


def test_bewaren(client: Client) -> None:
    editie = maak_editie()

    client.post(
        pagina("bewerken", editie.pk),
        ingevuld(editie, onderwerp="Nieuw onderwerp", inleiding="Een <b>zin</b>", vier_ogen="on"),
    )

    editie.refresh_from_db()
    assert (editie.onderwerp, editie.vier_ogen) == ("Nieuw onderwerp", True)
    assert "zin" in editie.inleiding


@pytest.mark.parametrize("veld", ["onderwerp", "preheader", "inleiding"])
def test_een_megabyte_tekst_wordt_geweigerd_en_blijft_staan(veld: str, client: Client) -> None:
    editie = maak_editie()
    geplakt = "plakwerk " * 116_000

    antwoord = client.post(pagina("bewerken", editie.pk), ingevuld(editie, **{veld: geplakt}))

    tekst = antwoord.content.decode()
    editie.refresh_from_db()
    assert antwoord.status_code == 200
    assert "Er is nog niets bewaard" in tekst
    assert geplakt[:9000].strip() in tekst
    assert editie.wijziging == 0


@pytest.mark.parametrize("knop", ["omhoog", "eerste"])
def test_een_bericht_gaat_omhoog_en_de_knop_houdt_de_focus(knop: str, client: Client) -> None:
    editie = maak_editie(blokken=0)
    *_, laatste = (maak_blok(editie, titel=titel) for titel in "ABC")

    antwoord = client.post(
        pagina("bewerken", editie.pk),
        ingevuld(editie, preheader="Ook bewaard", actie=f"{knop}:{laatste.pk}"),
        follow=True,
    )

    tekst = antwoord.content.decode()
    plaats, focus = (2, "omhoog") if knop == "omhoog" else (1, "omlaag")
    editie.refresh_from_db()
    assert titels(editie).index("C") == plaats - 1
    assert f"‘C’ staat nu op plaats {plaats} van 3." in tekst
    assert f'value="{focus}:{laatste.pk}" autofocus' in tekst
    assert tekst.count("autofocus") == 1
    assert editie.preheader == "Ook bewaard"


@pytest.mark.parametrize(
    "vraag", ["deel=x&knop=omhoog", "deel=1&knop=onzin", "deel=99999&knop=eerste"]
)
def test_onzin_in_het_adres_verplaatst_niets(vraag: str, client: Client) -> None:
    editie = maak_editie()

    tekst = client.get(f"{pagina('bewerken', editie.pk)}?{vraag}").content.decode()

    assert "staat nu op plaats" not in tekst


def test_weghalen(client: Client) -> None:
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, titel="Weg ermee")

    antwoord = client.post(
        pagina("bewerken", editie.pk), ingevuld(editie, actie=f"weg:{blok.pk}"), follow=True
    )

    assert "Weggehaald: Weg ermee." in antwoord.content.decode()
    assert titels(editie) == []


@pytest.mark.parametrize("actie", ["weg:{}", "omhoog:{}", "weg:x", "weg:", "omhoog:" + "9" * 30])
def test_een_deel_dat_er_niet_is_kost_geen_tekst(actie: str, client: Client) -> None:
    editie, ander = maak_editie(), maak_editie()
    vreemd = ander.blokken.get()

    antwoord = client.post(
        pagina("bewerken", editie.pk),
        ingevuld(editie, preheader="Mijn zin", actie=actie.format(vreemd.pk)),
    )

    assert antwoord.status_code == 409
    assert "Mijn zin" in antwoord.content.decode()
    assert Blok.objects.filter(pk=vreemd.pk).exists()


def test_wie_te_laat_bewaart_ziet_beide_teksten(client: Client) -> None:
    editie = maak_editie()
    oud = ingevuld(editie, onderwerp="Van mij")
    client.post(
        pagina("bewerken", editie.pk),
        ingevuld(editie, onderwerp="Van de ander", inleiding="<p>Hun inleiding</p>"),
    )

    geweigerd = client.post(pagina("bewerken", editie.pk), oud)
    tekst = geweigerd.content.decode()
    editie.refresh_from_db()
    nu = kenmerk(editie, TELLER)
    alsnog = client.post(pagina("bewerken", editie.pk), {**oud, "kenmerk": nu})

    assert geweigerd.status_code == 409
    assert 'value="Van mij"' in tekst
    assert "<p>Van de ander</p>" in tekst
    assert "<p>Hun inleiding</p>" in tekst
    assert f'name="kenmerk" value="{nu}"' in tekst
    assert alsnog.status_code == 302
    editie.refresh_from_db()
    assert editie.onderwerp == "Van mij"


def test_ondertussen_gepland_kost_geen_tekst(client: Client, redacteur: Gebruiker) -> None:
    editie = maak_editie()
    oud = ingevuld(editie, onderwerp="Net te laat")
    Editie.objects.update(
        status=Editiestatus.GEPLAND,
        gepland_op=over(0),
        gepland_door=redacteur,
        verzendmoment=over(1),
    )

    antwoord = client.post(pagina("bewerken", editie.pk), oud)

    assert antwoord.status_code == 409
    assert "Haal haar terug bij ‘Versturen’" in antwoord.content.decode()
    assert 'value="Net te laat"' in antwoord.content.decode()


@pytest.mark.parametrize(
    ("status", "naar"),
    [(Editiestatus.GEPLAND, "verzenden"), (Editiestatus.BEZIG, "voortgang")],
)
def test_wat_niet_meer_wijzigt_is_alleen_te_lezen(
    status: Editiestatus, naar: str, client: Client
) -> None:
    editie = maak_editie(status=status)

    antwoord = client.get(pagina("bewerken", editie.pk))
    tekst = antwoord.content.decode()
    elders = [
        client.get(adres)["Location"]
        for adres in (
            pagina("voorstellen", editie.pk),
            pagina("blok_nieuw", editie.pk),
            pagina("blok", editie.pk, editie.blokken.get().pk),
        )
    ]

    assert pagina(naar, editie.pk) in tekst
    assert "data-rijkvakken" not in tekst
    assert elders == [pagina("bewerken", editie.pk)] * 3


def test_voorstellen_zeggen_wat_er_al_in_staat(client: Client) -> None:
    erin, eerder = maak_gepubliceerd(titel="Erin"), maak_gepubliceerd(titel="Eerder")
    editie = maak_editie(blokken=0)
    vorige = maak_editie(blokken=0, status=Editiestatus.VERZONDEN, begonnen_op=over(-5))
    Editie.objects.filter(pk=vorige.pk).update(gepland_op=over(-5))
    for waar, versie in ((editie, erin), (vorige, eerder)):
        maak_blok(waar, soort=Bloksoort.NIEUW, adres=versie.get_absolute_url())

    tekst = client.get(pagina("voorstellen", editie.pk)).content.decode()

    assert "Al opgenomen" in tekst
    assert "Stond in de nieuwsbrief van" in tekst
    assert tekst.count("disabled checked") == 1


def test_vreemde_en_verdwenen_voorstellen_worden_overgeslagen(client: Client) -> None:
    goed, weg = maak_gepubliceerd(titel="Goed"), maak_gepubliceerd(titel="Weg")
    editie = maak_editie(blokken=0)
    Beschrijving.objects.filter(pk=weg.pk).update(status=Status.GEARCHIVEERD)
    adressen = [goed.get_absolute_url(), weg.get_absolute_url(), "https://elders.example/"]

    antwoord = client.post(pagina("voorstellen", editie.pk), {"adres": adressen}, follow=True)

    assert titels(editie) == ["Goed"]
    assert "Overgeslagen: 2 keuzes." in antwoord.content.decode()


def test_vragen_om_mee_te_lezen(client: Client) -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["projectleider"])
    vreemde = maak_gebruiker(rollen=["indiener"])
    adres = pagina("bewerken", editie.pk)

    zonder = client.post(adres, ingevuld(editie, actie="meelezen"))
    niet_uit_de_lijst = client.post(adres, ingevuld(editie, actie="meelezen", collega=vreemde.pk))
    client.post(adres, ingevuld(editie, actie="meelezen", collega=collega.pk))

    editie.refresh_from_db()
    assert "Kies een collega." in zonder.content.decode()
    assert "Kies een collega uit de lijst." in niet_uit_de_lijst.content.decode()
    assert editie.vier_ogen
    assert [bericht.aan for bericht in Bericht.objects.all()] == [collega.email]


def test_de_collega_leest_en_is_akkoord(client: Client, redacteur: Gebruiker) -> None:
    editie, collega = maak_editie(), maak_gebruiker(rollen=["kennismakelaar"])
    vraag_meelezen(editie=editie, collega=collega, door=redacteur)
    client.force_login(collega)
    editie.refresh_from_db()

    pagina_van_collega = client.get(pagina("bewerken", editie.pk)).content.decode()
    gevraagd = client.get(pagina("stap", editie.pk, "akkoord"))
    editie.refresh_from_db()
    na_kijken = editie.akkoord_op
    client.post(pagina("stap", editie.pk, "akkoord"), {"wijziging": editie.wijziging})

    editie.refresh_from_db()
    assert ">Akkoord</button>" in pagina_van_collega
    assert "data-rijkvakken" not in pagina_van_collega
    assert gevraagd.status_code == 200
    assert na_kijken is None
    assert editie.akkoord_door == collega


@pytest.mark.parametrize("gelezen", ["", "7", "x", "-1"])
def test_akkoord_geldt_alleen_voor_wat_er_nu_staat(gelezen: str, client: Client) -> None:
    editie = maak_editie(vier_ogen=True)

    antwoord = client.post(pagina("stap", editie.pk, "akkoord"), {"wijziging": gelezen})

    editie.refresh_from_db()
    assert antwoord.status_code == 409
    assert editie.akkoord_op is None


def test_weggooien_vraagt_eerst(client: Client) -> None:
    editie = maak_editie()
    adres = pagina("stap", editie.pk, "verwijderen")

    client.get(adres)
    na_kijken = Editie.objects.count()
    client.post(adres)

    assert na_kijken == 1
    assert not Editie.objects.exists()


def test_wie_alleen_kijkt_wijzigt_niets(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    editie = maak_editie()
    blok = editie.blokken.get()

    gezien = [
        client.get(pagina(n, *a)).status_code
        for n, a in (("overzicht", ()), ("bewerken", [editie.pk]))
    ]
    geweigerd = [
        client.post(adres, ingevuld(editie, actie=f"weg:{blok.pk}")).status_code
        for adres in (
            pagina("begin"),
            pagina("bewerken", editie.pk),
            pagina("voorstellen", editie.pk),
            pagina("blok_nieuw", editie.pk),
            pagina("blok", editie.pk, blok.pk),
            pagina("stap", editie.pk, "verwijderen"),
        )
    ]

    assert gezien == [200, 200]
    assert geweigerd == [403] * 6
    assert titels(editie) == [blok.titel]


def test_een_onbekende_stap_bestaat_niet(client: Client) -> None:
    assert client.post(pagina("stap", maak_editie().pk, "verzenden")).status_code == 404
