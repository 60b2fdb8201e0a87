"""The pages of who takes part: the form, the personal page, and what each refuses."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from masterclasses import links
from masterclasses.actions.aankondigen import gelast_af
from masterclasses.actions.aanmelden import bevestig, meld_aan
from masterclasses.actions.nadien import vergeet
from masterclasses.keuzelijsten import (
    Aanmeldstatus,
    Masterclassfase,
    Publiek,
    Toelating,
    Vraagsoort,
    Wijze,
)
from masterclasses.models import (
    Aanmelding,
    Antwoord,
    Behoefte,
    Inschrijfvraag,
    Masterclass,
    Uitnodiging,
)
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding, om_tien, over
from vinden import paginacache
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD

pytestmark = pytest.mark.django_db

GEGEVENS = {
    "naam": "Jan Jansen",
    "email": "Jan@Example.nl",
    "organisatie": "Lentis",
    "functie": "Begeleider",
    "rol": "professional",
    "wijze": "zaal",
    "behoefte": "",
    "akkoord": "on",
    "website": "",
    "uitnodiging": "",
}


def formulier(masterclass: Masterclass) -> str:
    return f"/masterclasses/{masterclass.slug}/aanmelden/"


def pagina(aanmelding: Aanmelding, naam: str = "aanmelding") -> str:
    return urlsplit(links.persoonlijk(aanmelding, naam)).path


def tekst_van(client: Client, pad: str) -> str:
    return re.sub(r"\s+", " ", client.get(pad).content.decode())


def gewist(aanmelding: Aanmelding) -> Aanmelding:
    Aanmelding.objects.filter(pk=aanmelding.pk).update(
        status=Aanmeldstatus.AFGEWEZEN, plek=None, naam="", email="", bevestigd_op=None
    )
    return aanmelding


def alles() -> list[dict[str, Any]]:
    return [
        rij
        for app in ("masterclasses", "post", "logboek", "gebruikers")
        for model in apps.get_app_config(app).get_models()
        for rij in model._default_manager.order_by("pk").values()
    ]


def test_van_formulier_tot_bevestigde_plek_zonder_account_of_cookie() -> None:
    masterclass = maak_masterclass(zaal=2, online=1)
    bezoeker = Client(enforce_csrf_checks=True)

    formulier_ = bezoeker.get(formulier(masterclass))
    verstuurd = bezoeker.post(formulier(masterclass), GEGEVENS, follow=True)

    assert "nog 2 plekken vrij" in formulier_.content.decode()
    assert "Kijk in uw mail" in verstuurd.content.decode()
    aanmelding = Aanmelding.objects.get()
    assert (aanmelding.email, aanmelding.wijze) == ("jan@example.nl", Wijze.ZAAL)
    mail = Bericht.objects.get()
    assert pagina(aanmelding) in mail.tekst
    assert "Bevestig uw aanmelding" in tekst_van(bezoeker, pagina(aanmelding))

    for _ in range(2):
        na = bezoeker.post(pagina(aanmelding), {"stap": "bevestigen"}, follow=True)
        assert "U komt naar de masterclass" in na.content.decode()

    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.BEVESTIGD
    assert Bericht.objects.count() == 2
    assert not bezoeker.cookies


def test_wie_een_vreemd_adres_invult_ziet_niet_of_dat_is_aangemeld(client: Client) -> None:
    masterclass = maak_masterclass()
    bekend = maak_aanmelding(masterclass)
    vol = "vol@example.nl"
    for _ in range(MEESTE_ONBEVESTIGD):
        maak_aanmelding(status=Aanmeldstatus.TE_BEVESTIGEN, email=vol)

    antwoorden = [
        client.post(formulier(masterclass), {**GEGEVENS, "email": email})
        for email in ("nieuw@example.nl", bekend.email, vol, f" {bekend.email.upper()} ")
    ]

    for antwoord in antwoorden:
        del antwoord["Expires"]  # the clock
    gezien = [(a.status_code, sorted(a.items()), a.content, a.cookies) for a in antwoorden]
    assert gezien == [gezien[0]] * 4
    assert gezien[0][0] == 302
    assert masterclass.aanmeldingen.count() == 2
    assert set(Bericht.objects.values_list("aan", flat=True)) == {"nieuw@example.nl", bekend.email}


def test_wat_iemand_invult_staat_op_de_eigen_pagina(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1)
    open_vraag = Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Waarom?")
    keuze = Inschrijfvraag.objects.create(
        masterclass=masterclass,
        vraag="Welke workshop?",
        soort=Vraagsoort.KEUZE,
        keuzes=["Wmo", "Zvw"],
    )
    gegevens = {
        **GEGEVENS,
        "behoefte": "Geen noten",
        f"vraag_{open_vraag.pk}": "Omdat <b>het</b>\nmoet",
        f"vraag_{keuze.pk}": "Zvw",
    }
    del gegevens["wijze"]  # with one way to take part nothing is asked

    client.post(formulier(masterclass), gegevens)

    aanmelding = Aanmelding.objects.get()
    assert aanmelding.behoefte.tekst == "Geen noten"
    tekst = tekst_van(client, pagina(aanmelding))
    for deel in ("Jan Jansen", "Lentis", "Geen noten", "Zvw", "Omdat &lt;b&gt;het"):
        assert deel in tekst


def test_wat_al_was_ingevuld_staat_klaar_om_te_wijzigen(client: Client) -> None:
    masterclass = maak_masterclass(zaal=2, online=1)
    vraag = Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Waarom?", verplicht=True)
    aanmelding = maak_aanmelding(masterclass, naam="Oude Naam")
    Antwoord.objects.create(aanmelding=aanmelding, vraag=vraag, tekst="Oud antwoord")
    Behoefte.objects.create(aanmelding=aanmelding, tekst="Geen noten")
    adres = pagina(aanmelding, "wijzigen")
    nieuw = {**GEGEVENS, "wijze": "online", "naam": "Nieuwe Naam", f"vraag_{vraag.pk}": "Nieuw"}

    voor = client.get(adres).content.decode()
    fout = client.post(adres, {**nieuw, f"vraag_{vraag.pk}": ""}).content.decode()
    na = client.post(adres, nieuw, follow=True).content.decode()

    for deel in ("Oude Naam", "Oud antwoord", "Geen noten"):
        assert deel in voor
    assert 'name="email"' not in voor
    assert 'name="akkoord"' not in voor
    assert "Beantwoord deze vraag." in fout
    assert "Nieuwe Naam" in fout
    assert "Uw wijzigingen zijn bewaard." in na
    aanmelding.refresh_from_db()
    assert (aanmelding.naam, aanmelding.wijze) == ("Nieuwe Naam", Wijze.ONLINE)
    assert aanmelding.email != "jan@example.nl"
    assert [antwoord.tekst for antwoord in aanmelding.antwoorden.all()] == ["Nieuw"]
    assert not Behoefte.objects.exists()


def test_wie_een_volle_manier_kiest_houdt_de_plek_en_leest_de_plaats_in_de_rij(
    client: Client,
) -> None:
    masterclass = maak_masterclass(zaal=1, online=1)
    maak_aanmelding(masterclass, wijze=Wijze.ONLINE)
    aanmelding = maak_aanmelding(masterclass)

    formulier = client.get(pagina(aanmelding, "wijzigen")).text
    tekst = client.post(
        pagina(aanmelding, "wijzigen"),
        {**GEGEVENS, "wijze": "online", "naam": "Een Ander"},
        follow=True,
    ).text

    assert "Online: vol, u houdt uw plek en komt in de rij" in formulier
    assert "U staat op plaats 1 in die" in tekst
    aanmelding.refresh_from_db()
    assert (aanmelding.wijze, aanmelding.naam) == (Wijze.ZAAL, "Een Ander")


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("naam", "", "Vul uw naam in."),
        ("naam", "x" * 10_000, "niet meer dan 100 tekens"),
        ("naam", "Jan\nBcc: x@example.nl", "zonder webadres"),
        ("naam", "Kijk op https://spam.example", "zonder webadres"),
        ("email", "", "Vul uw e-mailadres in."),
        ("email", "jan", "geen geldig e-mailadres"),
        ("email", "jan@example.nl\nBcc: x@example.nl", "geen geldig e-mailadres"),
        ("email", f"{'x' * 10_000}@example.nl", "geen geldig e-mailadres"),
        ("organisatie", "x" * 10_000, "niet meer dan 120 tekens"),
        ("functie", "x" * 10_000, "niet meer dan 100 tekens"),
        ("rol", "", "Kies in welke rol u komt."),
        ("rol", "koning", "koning is geen"),
        ("wijze", "", "Kies hoe u meedoet."),
        ("wijze", "telepathie", "telepathie is geen"),
        ("behoefte", "x" * 10_000, "niet meer dan 500 tekens"),
        ("akkoord", "", "Zonder uw toestemming"),
    ],
)
def test_het_formulier_zegt_wat_er_niet_klopt_en_houdt_wat_er_stond(
    client: Client, veld: str, waarde: str, fout: str
) -> None:
    masterclass = maak_masterclass(zaal=1, online=1)

    response = client.post(formulier(masterclass), {**GEGEVENS, veld: waarde})

    tekst = response.content.decode()
    assert response.status_code == 200
    assert fout in tekst
    anker = re.search(r'<li>\s*<a href="#(id_\w+)"', tekst)
    assert anker
    assert f'id="{anker[1]}"' in tekst
    assert "Nog niet goed ingevuld" in tekst
    assert ("Jan Jansen" if veld != "naam" else "Lentis") in tekst
    assert not Aanmelding.objects.exists()
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("soort", "waarde", "fout"),
    [
        (Vraagsoort.TEKST, "", "Beantwoord deze vraag."),
        (Vraagsoort.TEKST, "x" * 10_000, "niet meer dan 500 tekens"),
        (Vraagsoort.KEUZE, "", "Kies een antwoord."),
        (Vraagsoort.KEUZE, "iets anders", "iets anders is geen"),
    ],
)
def test_een_vraag_van_de_organisator_is_verplicht_of_heeft_vaste_antwoorden(
    client: Client, soort: Vraagsoort, waarde: str, fout: str
) -> None:
    masterclass = maak_masterclass()
    vraag = Inschrijfvraag.objects.create(
        masterclass=masterclass, vraag="Wat?", soort=soort, keuzes=["a", "b"], verplicht=True
    )

    response = client.post(formulier(masterclass), {**GEGEVENS, f"vraag_{vraag.pk}": waarde})

    assert fout in response.content.decode()
    assert not Aanmelding.objects.exists()


def test_een_robot_die_alles_invult_merkt_niets_en_bereikt_niets(client: Client) -> None:
    masterclass = maak_masterclass()

    response = client.post(
        formulier(masterclass), {**GEGEVENS, "website": "https://spam.example"}, follow=True
    )

    assert "Kijk in uw mail" in response.content.decode()
    assert not Aanmelding.objects.exists()
    assert not Bericht.objects.exists()


def test_twee_keer_klikken_is_een_aanmelding_en_een_mail(client: Client) -> None:
    masterclass = maak_masterclass()

    for _ in range(2):
        assert client.post(formulier(masterclass), GEGEVENS).status_code == 302

    assert Aanmelding.objects.count() == 1
    assert Bericht.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "uitleg"),
    [
        ({"begin": om_tien(-10)}, "Deze masterclass is voorbij"),
        ({"begin": over(-0.1)}, "Deze masterclass is al begonnen"),
        ({"aanmelden_van": over(2)}, "Aanmelden kan nog niet"),
        ({"aanmelden_tot": over(-1)}, "Aanmelden kan niet meer"),
        ({"zaal": 0}, "Er zijn nog geen plekken"),
        ({"fase": Masterclassfase.AFGELAST, "reden": "De spreker is ziek."}, "De spreker is ziek."),
    ],
)
def test_wanneer_aanmelden_niet_kan_zegt_de_pagina_dat(
    client: Client, velden: dict[str, Any], uitleg: str
) -> None:
    masterclass = maak_masterclass(**velden, **_door(velden))

    getoond, gestuurd = (
        client.get(formulier(masterclass)),
        client.post(formulier(masterclass), GEGEVENS),
    )

    assert (getoond.status_code, gestuurd.status_code) == (200, 409)
    for response in (getoond, gestuurd):
        assert uitleg in response.content.decode()
        assert 'name="naam"' not in response.content.decode()
    assert not Aanmelding.objects.exists()


def _door(velden: dict[str, Any]) -> dict[str, Any]:
    if velden.get("fase") != Masterclassfase.AFGELAST:
        return {}
    return {
        "afgelast_op": timezone.now(),
        "afgelast_door": maak_masterclass().organisator,
    }


def test_een_concept_bestaat_voor_bezoekers_niet(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)

    assert client.get(formulier(masterclass)).status_code == 404
    assert client.post(formulier(masterclass), GEGEVENS).status_code == 404
    assert client.get(f"{formulier(masterclass)}?verstuurd").status_code == 404


def test_wat_vol_is_zegt_vooraf_dat_u_op_de_wachtlijst_komt(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1, online=1)

    voor = client.get(formulier(masterclass)).content.decode()
    maak_aanmelding(masterclass)
    na = client.get(formulier(masterclass)).content.decode()

    assert "Op locatie: nog 1 plek vrij" in voor
    assert "vol, u komt op de wachtlijst" not in voor
    assert "Op locatie: vol, u komt op de wachtlijst" in na
    assert "Online: nog 1 plek vrij" in na


def test_een_bewaarde_pagina_opent_als_de_tijd_daar_is(client: Client) -> None:
    masterclass = maak_masterclass(aanmelden_van=over(1))

    response = client.get(formulier(masterclass))

    assert response.vervalt == masterclass.aanmelden_van  # type: ignore[attr-defined]
    assert client.get(formulier(masterclass)).content == response.content
    paginacache.bewaard.clear()


def test_wie_is_uitgenodigd_hoeft_niet_op_goedkeuring_te_wachten(client: Client) -> None:
    masterclass = maak_masterclass(
        publiek=[Publiek.BESTUURDERS, Publiek.NETWERKPARTNERS], toelating=Toelating.GOEDKEURING
    )
    uitnodiging, vreemd = (
        Uitnodiging.objects.create(
            masterclass=van, email="p@example.nl", verstuurd_door=van.organisator
        )
        for van in (masterclass, maak_masterclass())
    )
    sleutel, vreemde_sleutel = (
        links.met_uitnodiging(rij).partition("?uitnodiging=")[2] for rij in (uitnodiging, vreemd)
    )
    adres = formulier(masterclass)

    zonder = tekst_van(client, adres)
    met = tekst_van(client, f"{adres}?uitnodiging={sleutel}")
    fout = [tekst_van(client, f"{adres}?uitnodiging={s}") for s in (vreemde_sleutel, "onzin:x")]
    client.post(f"{adres}?uitnodiging={sleutel}", {**GEGEVENS, "uitnodiging": sleutel, "naam": ""})
    for nummer, gegeven in enumerate((sleutel, vreemde_sleutel)):
        client.post(adres, {**GEGEVENS, "email": f"{nummer}@example.nl", "uitnodiging": gegeven})

    assert "voor bestuurders en netwerkpartners" in zonder
    assert "U bent uitgenodigd" in met
    assert f'name="uitnodiging" value="{sleutel}"' in met
    assert all("Deze uitnodiging kennen wij niet." in tekst for tekst in fout)
    assert list(Aanmelding.objects.values_list("uitgenodigd", "status")) == [
        (True, Aanmeldstatus.TE_BEVESTIGEN),
        (False, Aanmeldstatus.TE_BEOORDELEN),
    ]


@pytest.mark.parametrize(
    ("status", "kop", "knop"),
    [
        (Aanmeldstatus.TE_BEVESTIGEN, "Bevestig uw aanmelding", "Ja, ik kom"),
        (Aanmeldstatus.AANGEBODEN, "Er is een plek voor u vrij", "Ja, ik neem de plek aan"),
        (Aanmeldstatus.WACHTLIJST, "U staat op de wachtlijst", None),
        (Aanmeldstatus.TE_BEOORDELEN, "Bevestig uw aanmelding", "Ja, ik wil komen"),
        (Aanmeldstatus.BEVESTIGD, "U komt naar de masterclass", None),
        (Aanmeldstatus.INGETROKKEN, "U bent afgemeld", None),
        (Aanmeldstatus.VERVALLEN, "Uw aanmelding is vervallen", None),
        (Aanmeldstatus.AFGEWEZEN, "Er is geen plek voor u", None),
    ],
)
def test_de_eigen_pagina_zegt_hoe_het_ervoor_staat(
    client: Client, status: Aanmeldstatus, kop: str, knop: str | None
) -> None:
    aanmelding = maak_aanmelding(status=status)
    if status == Aanmeldstatus.TE_BEOORDELEN:
        Aanmelding.objects.filter(pk=aanmelding.pk).update(verloopt=over(1))

    tekst = tekst_van(client, pagina(aanmelding))

    assert f"<h1>{kop}</h1>" in tekst
    assert tekst.count('value="bevestigen"') == (1 if knop else 0)
    assert knop is None or f">{knop}</button>" in tekst
    loopt = status not in (
        Aanmeldstatus.INGETROKKEN,
        Aanmeldstatus.VERVALLEN,
        Aanmeldstatus.AFGEWEZEN,
    )
    assert ('value="afmelden"' in tekst) == loopt


def test_wie_wacht_ziet_de_eigen_plaats(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass)
    eerste, tweede = (
        bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass))) for _ in range(2)
    )

    assert "plaats 1" in tekst_van(client, pagina(eerste))
    assert "plaats 2" in tekst_van(client, pagina(tweede))


def test_een_plek_die_verliep_is_weg_ook_als_de_worker_nog_niet_liep(client: Client) -> None:
    aanmelding = maak_aanmelding(status=Aanmeldstatus.TE_BEVESTIGEN, verloopt=over(-0.01))

    tekst = tekst_van(client, pagina(aanmelding))
    te_laat = client.post(pagina(aanmelding), {"stap": "bevestigen"})

    assert "Uw aanmelding is vervallen" in tekst
    assert te_laat.status_code == 409
    assert "De tijd om te antwoorden is voorbij." in te_laat.content.decode()
    aanmelding.refresh_from_db()
    assert aanmelding.bevestigd_op is None


def test_afmelden_vraagt_het_nog_eens_en_geeft_de_plek_door(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1)
    aanmelding = maak_aanmelding(masterclass)
    wachtend = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    voor = tekst_van(client, pagina(aanmelding))
    for _ in range(2):
        na = client.post(pagina(aanmelding), {"stap": "afmelden"}, follow=True)

    assert "Weet u het zeker?" in voor
    assert "U bent afgemeld" in na.content.decode()
    wachtend.refresh_from_db()
    assert wachtend.status == Aanmeldstatus.AANGEBODEN
    assert Bericht.objects.filter(sleutel__endswith="-ingetrokken").count() == 1


@pytest.mark.parametrize("naam", ["aanmelding", "wijzigen", "evaluatie", "bewijs"])
def test_een_link_die_niet_van_ons_is_of_gewist_zegt_dat(client: Client, naam: str) -> None:
    echt = pagina(gewist(maak_aanmelding()), naam)
    vervalst = re.sub("/1?[0-9]+:", "/1234567:", echt)

    for pad in (echt, vervalst, echt.replace(":", ":x"), echt.replace(":", "")):
        response = client.get(pad)
        assert response.status_code == 410
        assert "Deze link werkt niet" in response.content.decode()
        assert response["Referrer-Policy"] == "no-referrer"
    if naam != "bewijs":
        assert client.post(echt, {"stap": "bevestigen", **GEGEVENS}).status_code == 410


def test_een_stap_die_niet_bestaat_doet_niets(client: Client) -> None:
    aanmelding = maak_aanmelding(status=Aanmeldstatus.TE_BEVESTIGEN)

    assert client.post(pagina(aanmelding), {"stap": "wissen"}).status_code == 400
    assert client.post(pagina(aanmelding)).status_code == 400


def test_na_het_begin_is_er_niets_meer_te_wijzigen(client: Client) -> None:
    aanmelding = maak_aanmelding(maak_masterclass(begin=over(-0.1)))

    wijzigen = client.post(pagina(aanmelding, "wijzigen"), GEGEVENS)
    afmelden = client.post(pagina(aanmelding), {"stap": "afmelden"})

    assert wijzigen["Location"] == pagina(aanmelding)
    assert afmelden.status_code == 409
    assert "al begonnen" in afmelden.content.decode()
    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.BEVESTIGD
    assert aanmelding.naam != "Jan Jansen"


def test_bij_een_afgelaste_masterclass_valt_er_niets_te_bevestigen(client: Client) -> None:
    masterclass = maak_masterclass()
    aanmelding = maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN)
    masterclass.fase, masterclass.reden = Masterclassfase.AFGELAST, "De spreker is ziek."
    masterclass.afgelast_op, masterclass.afgelast_door = timezone.now(), masterclass.organisator
    masterclass.save()

    tekst = tekst_van(client, pagina(aanmelding))
    response = client.post(pagina(aanmelding), {"stap": "bevestigen"})

    assert "De spreker is ziek." in tekst
    assert "<button" not in tekst.partition("<main")[2].partition("</main>")[0]
    assert response.status_code == 409
    aanmelding.refresh_from_db()
    assert aanmelding.status == Aanmeldstatus.TE_BEVESTIGEN


def test_wie_een_plek_had_leest_na_het_afgelasten_waarom(client: Client) -> None:
    masterclass = maak_masterclass()
    aanmelding = maak_aanmelding(masterclass)

    gelast_af(masterclass=masterclass, reden="De spreker is ziek.", door=masterclass.organisator)
    tekst = tekst_van(client, pagina(aanmelding))

    assert "<h1>De masterclass gaat niet door</h1>" in tekst
    assert "De spreker is ziek." in tekst
    assert "Meld u opnieuw aan" not in tekst


def test_alleen_wie_online_komt_ziet_het_webadres(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1, online=2)
    zaal, online, onbevestigd = (
        maak_aanmelding(masterclass),
        maak_aanmelding(masterclass, wijze=Wijze.ONLINE),
        maak_aanmelding(masterclass, wijze=Wijze.ONLINE, status=Aanmeldstatus.TE_BEVESTIGEN),
    )

    ziet = [
        masterclass.online_adres in tekst_van(client, pagina(wie))
        for wie in (zaal, online, onbevestigd)
    ]

    assert ziet == [False, True, False]


def test_een_scanner_die_elke_link_opent_verandert_niets(client: Client) -> None:
    masterclass = maak_masterclass(zaal=2, toelating=Toelating.GOEDKEURING)
    bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass)))
    meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    meld_aan(aanmelding=nieuwe_aanmelding(masterclass, rol="bestuurder"))
    was_er = maak_aanmelding(
        maak_masterclass(begin=om_tien(-2)),
        aanwezig_op=timezone.now(),
        aanwezig_door=masterclass.organisator,
    )
    adressen = {
        urlsplit(adres)
        for tekst in Bericht.objects.values_list("tekst", flat=True)
        for adres in re.findall(r"https?://\S+", tekst)
    }
    paden = {f"{adres.path}?{adres.query}" for adres in adressen}
    paden |= {pagina(was_er, naam) for naam in ("aanmelding", "wijzigen", "evaluatie")}
    paden |= {f"{pad.rstrip('?')}wijzigen/" for pad in paden if pad.startswith("/aanmelding/")}
    voor = alles()

    for pad in paden:
        client.get(pad)
        client.head(pad)

    assert len(paden) >= 9
    assert alles() == voor


def test_het_bewijs_is_voor_wie_er_was_en_na_afloop(client: Client) -> None:
    nu, dag = timezone.now(), maak_masterclass(begin=over(-0.1))
    voorbij = maak_masterclass(begin=om_tien(-2))
    aanwezig = {"aanwezig_op": nu, "aanwezig_door": dag.organisator}
    was_er, niet, nog_bezig = (
        maak_aanmelding(voorbij, **aanwezig),
        maak_aanmelding(voorbij),
        maak_aanmelding(dag, **aanwezig),
    )

    pdf, *geen = (client.get(pagina(wie, "bewijs")) for wie in (was_er, niet, nog_bezig))

    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert [response.status_code for response in geen] == [404, 404]
    assert pagina(was_er, "bewijs") in tekst_van(client, pagina(was_er))
    assert pagina(niet, "bewijs") not in tekst_van(client, pagina(niet))


def test_wie_is_vergeten_heeft_geen_pagina_meer(client: Client) -> None:
    aanmelding = maak_aanmelding(maak_masterclass(begin=om_tien(-2)))

    vergeet(timezone.now() + timedelta(days=366))

    assert client.get(pagina(aanmelding)).status_code == 410
