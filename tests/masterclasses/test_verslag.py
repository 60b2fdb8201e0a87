"""The verslag: who writes, who places, and that nobody's text is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses.actions.verslag import (
    dien_in,
    laatste,
    neem_terug,
    plaats,
    schrijf,
    vraag_aanvulling,
)
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.models import Masterclass, Verslag
from post.models import Bericht
from tests.maak import maak_gebruiker, maak_masterclass, om_tien, over
from tests.tegelijk import tegelijk
from vinden.models import Wegwijzer
from werkplek.bewerken import OndertussenGewijzigd, kenmerk

pytestmark = pytest.mark.django_db

WAARDEN = {"auteur": "Redacteur", "tekst": "<p>Het was goed.</p>", "meer_weten": ""}


@pytest.fixture
def masterclass() -> Masterclass:
    return maak_masterclass(begin=om_tien(-1), titel="Samen")


def makelaar(naam: str = "Kim") -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def geschreven(masterclass: Masterclass, door: Gebruiker, **waarden: str) -> Verslag:
    return schrijf(
        masterclass=masterclass,
        waarden={**WAARDEN, **waarden},
        kenmerk=kenmerk(laatste(masterclass)),
        door=door,
    )


def ingediend(masterclass: Masterclass, door: Gebruiker, **waarden: str) -> Verslag:
    geschreven(masterclass, door, **waarden)
    return dien_in(masterclass=masterclass, door=door)


def geplaatst(masterclass: Masterclass, **waarden: str) -> Verslag:
    verslag = ingediend(masterclass, makelaar("Schrijver"), **waarden)
    return plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=makelaar("Plaatser"))


def pagina(masterclass: Masterclass) -> str:
    return reverse("masterclasses:verslag", args=[masterclass.slug])


def stap(masterclass: Masterclass, naam: str) -> str:
    return reverse("masterclasses:verslag_stap", args=[masterclass.slug, naam])


def test_van_schrijven_tot_plaatsen(masterclass: Masterclass) -> None:
    schrijver, collega = makelaar(), makelaar()
    verslag = ingediend(masterclass, schrijver)

    plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=collega)

    verslag.refresh_from_db()
    assert verslag.status == Verslagstatus.GEPUBLICEERD
    assert (verslag.gewijzigd_door, verslag.geplaatst_door) == (schrijver, collega)
    assert Wegwijzer.objects.get().soort == "verslag"
    assert list(Logregel.objects.over(masterclass).values_list("wat", flat=True))[::-1] == [
        "verslag-geschreven",
        "verslag-ingediend",
        "verslag-geplaatst",
    ]


def test_het_zichtbare_verslag_blijft_staan_tot_het_nieuwe_is_geplaatst(
    masterclass: Masterclass,
) -> None:
    eerste = geplaatst(masterclass)

    tweede = ingediend(masterclass, makelaar(), tekst="<p>Nog beter.</p>")
    eerste.refresh_from_db()
    assert (eerste.status, tweede.pk) == (Verslagstatus.GEPUBLICEERD, eerste.pk + 1)
    plaats(masterclass=masterclass, kenmerk=kenmerk(tweede), door=makelaar())

    assert [v.status for v in masterclass.verslagen.order_by("pk")] == ["vervangen", "gepubliceerd"]
    assert "Nog beter" in Wegwijzer.objects.get().tekst


def test_wie_het_laatst_schreef_plaatst_niet_en_vraagt_geen_aanvulling(
    masterclass: Masterclass,
) -> None:
    schrijver = makelaar()
    verslag = ingediend(masterclass, schrijver)

    stappen: list[Callable[[], object]] = [
        lambda: plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=schrijver),
        lambda: vraag_aanvulling(
            masterclass=masterclass, tekst="Meer", kenmerk=kenmerk(verslag), door=schrijver
        ),
    ]
    for doe in stappen:
        with pytest.raises(RuleViolation, match="schreef zelf"):
            doe()

    verslag.refresh_from_db()
    assert verslag.status == Verslagstatus.INGEDIEND


def test_wie_eerder_schreef_plaatst_ook_niet_wat_een_collega_bijschaafde(
    masterclass: Masterclass,
) -> None:
    eerste, tweede, derde = (makelaar() for _ in range(3))
    geschreven(masterclass, eerste)
    verslag = ingediend(masterclass, tweede, auteur="Twee mensen")

    with pytest.raises(RuleViolation, match="schreef zelf"):
        plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=eerste)

    geplaatst = plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=derde)
    assert geplaatst.status == Verslagstatus.GEPUBLICEERD


def test_een_ander_neemt_een_verslag_niet_terug(masterclass: Masterclass) -> None:
    schrijver = makelaar()
    ingediend(masterclass, schrijver)

    with pytest.raises(RuleViolation, match="wie het verslag schreef"):
        neem_terug(masterclass=masterclass, door=makelaar())

    assert neem_terug(masterclass=masterclass, door=schrijver).status == Verslagstatus.CONCEPT


def test_wat_ondertussen_anders_werd_wordt_niet_geplaatst(masterclass: Masterclass) -> None:
    schrijver = makelaar()
    gelezen = kenmerk(ingediend(masterclass, schrijver))
    neem_terug(masterclass=masterclass, door=schrijver)
    ingediend(masterclass, schrijver, tekst="<p>Iets heel anders.</p>")

    with pytest.raises(RuleViolation, match="ondertussen gewijzigd"):
        plaats(masterclass=masterclass, kenmerk=gelezen, door=makelaar())

    assert not masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).exists()


def test_een_oude_tekst_overschrijft_niets(masterclass: Masterclass) -> None:
    gelezen = kenmerk(geschreven(masterclass, makelaar()))
    nieuw = geschreven(masterclass, makelaar(), tekst="<p>Van een ander.</p>")

    with pytest.raises(OndertussenGewijzigd) as fout:
        schrijf(masterclass=masterclass, waarden=WAARDEN, kenmerk=gelezen, door=makelaar())

    assert fout.value.nu == nieuw
    assert masterclass.verslagen.get().tekst == "<p>Van een ander.</p>"


def test_bewaren_zonder_wijziging_maakt_niemand_schrijver(masterclass: Masterclass) -> None:
    schrijver = makelaar()
    eerste = geschreven(masterclass, schrijver)

    zelfde = geschreven(masterclass, makelaar())

    assert (zelfde.gewijzigd_door, kenmerk(zelfde)) == (schrijver, kenmerk(eerste))


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_beginnen_maken_een_verslag() -> None:
    masterclass = maak_masterclass(begin=om_tien(-1))
    uitkomsten: list[str] = []

    def begin(door: Gebruiker, tekst: str) -> Callable[[], None]:
        def doe() -> None:
            try:
                schrijf(
                    masterclass=masterclass,
                    waarden={**WAARDEN, "tekst": tekst},
                    kenmerk="",
                    door=door,
                )
            except OndertussenGewijzigd:
                uitkomsten.append("geweigerd")
            else:
                uitkomsten.append("bewaard")

        return doe

    tegelijk(begin(makelaar("Een"), "<p>Een.</p>"), begin(makelaar("Twee"), "<p>Twee.</p>"))

    assert sorted(uitkomsten) == ["bewaard", "geweigerd"]
    assert masterclass.verslagen.count() == 1


@pytest.mark.parametrize(
    ("waarden", "nodig"),
    [
        ({"auteur": ""}, "wie het verslag schreef"),
        ({"tekst": "<p> </p>"}, "de tekst"),
        ({"auteur": "", "tekst": ""}, "wie het verslag schreef en de tekst"),
    ],
)
def test_indienen_noemt_wat_er_nog_moet(
    masterclass: Masterclass, waarden: dict[str, str], nodig: str
) -> None:
    schrijver = makelaar()
    geschreven(masterclass, schrijver, **waarden)

    with pytest.raises(RuleViolation, match=f"Vul eerst in: {nodig}\\."):
        dien_in(masterclass=masterclass, door=schrijver)


def test_wat_ingediend_is_staat_stil(masterclass: Masterclass) -> None:
    verslag = ingediend(masterclass, makelaar())

    with pytest.raises(RuleViolation, match="staat stil"):
        schrijf(
            masterclass=masterclass,
            waarden={**WAARDEN, "tekst": "<p>Anders.</p>"},
            kenmerk=kenmerk(verslag),
            door=makelaar(),
        )


@pytest.mark.parametrize(
    "velden",
    [{"begin": om_tien(1)}, {"begin": om_tien(-1), "fase": Masterclassfase.AFGELAST}],
    ids=["vroeg", "af"],
)
def test_zonder_geweest_te_zijn_is_er_geen_verslag(velden: dict[str, Any]) -> None:
    if velden.get("fase"):
        velden |= {"reden": "Ziek", "afgelast_op": over(-2), "afgelast_door": makelaar()}
    masterclass = maak_masterclass(**velden)

    with pytest.raises(RuleViolation, match="vanaf de dag"):
        geschreven(masterclass, makelaar())

    assert not Verslag.objects.exists()


@pytest.mark.parametrize("rol", ["projectleider", "indiener", "coach"])
def test_wie_niet_organiseert_schrijft_en_plaatst_niet(masterclass: Masterclass, rol: str) -> None:
    ander = maak_gebruiker(rollen=[rol])
    verslag = ingediend(masterclass, makelaar())

    stappen: list[Callable[[], object]] = [
        lambda: geschreven(masterclass, ander),
        lambda: dien_in(masterclass=masterclass, door=ander),
        lambda: plaats(masterclass=masterclass, kenmerk=kenmerk(verslag), door=ander),
    ]
    for doe in stappen:
        with pytest.raises(Verboden):
            doe()


def test_indienen_zegt_het_elke_beoordelaar_een_keer(masterclass: Masterclass) -> None:
    webredacteur = maak_gebruiker(rollen=["webredacteur"])
    maak_gebruiker(rollen=["webredacteur"], is_active=False)
    Masterclass.objects.update(organisator=webredacteur)

    ingediend(masterclass, makelaar())

    bericht = Bericht.objects.get()
    assert bericht.aan == webredacteur.email
    assert bericht.tekst.endswith(pagina(masterclass))


def test_wie_indient_krijgt_zelf_geen_mail(masterclass: Masterclass) -> None:
    ingediend(masterclass, masterclass.organisator)

    assert not Bericht.objects.exists()


def test_een_vraag_om_aanvulling_gaat_naar_de_schrijver_en_terug(masterclass: Masterclass) -> None:
    schrijver = makelaar()
    verslag = ingediend(masterclass, schrijver)

    vraag_aanvulling(
        masterclass=masterclass,
        tekst="Wie sprak er?",
        kenmerk=kenmerk(verslag),
        door=makelaar("Bo"),
    )

    verslag.refresh_from_db()
    assert (verslag.status, verslag.aanvulling) == (Verslagstatus.CONCEPT, "Wie sprak er?")
    mail = Bericht.objects.get(aan=schrijver.email)
    assert "Bo las uw verslag" in mail.tekst
    assert "Wie sprak er?" in mail.tekst
    assert dien_in(masterclass=masterclass, door=schrijver).aanvulling == ""


# --- the page ---


def test_de_pagina_bewaart_en_dient_in(client: Client, masterclass: Masterclass) -> None:
    client.force_login(makelaar())

    client.post(pagina(masterclass), {**WAARDEN, "kenmerk": ""})
    antwoord = client.post(
        pagina(masterclass),
        {**WAARDEN, "kenmerk": kenmerk(laatste(masterclass)), "actie": "indienen"},
        follow=True,
    )

    assert masterclass.verslagen.get().status == Verslagstatus.INGEDIEND
    assert "Het verslag is ingediend" in antwoord.text
    assert "Neem terug" in antwoord.text
    assert "Ja, plaats" not in antwoord.text


def test_een_oud_formulier_toont_beide_teksten_en_houdt_daarna_de_eigen(
    client: Client, masterclass: Masterclass
) -> None:
    gelezen = kenmerk(geschreven(masterclass, makelaar()))
    geschreven(masterclass, makelaar("Bo"), tekst="<p>Van Bo.</p>")
    client.force_login(makelaar())
    mijn = {**WAARDEN, "tekst": "<p>Van mij.</p>"}

    antwoord = client.post(pagina(masterclass), {**mijn, "kenmerk": gelezen})

    assert "Bo wijzigde het verslag terwijl u schreef" in antwoord.text
    assert "<p>Van Bo.</p>" in antwoord.text
    assert "&lt;p&gt;Van mij.&lt;/p&gt;" in antwoord.text
    assert masterclass.verslagen.get().tekst == "<p>Van Bo.</p>"
    client.post(pagina(masterclass), {**mijn, "kenmerk": antwoord.context["kenmerk"]})
    assert masterclass.verslagen.get().tekst == "<p>Van mij.</p>"


def test_wat_te_lang_is_wordt_niet_bewaard_en_blijft_staan(
    client: Client, masterclass: Masterclass
) -> None:
    client.force_login(makelaar())

    antwoord = client.post(
        pagina(masterclass), {**WAARDEN, "tekst": "a" * 20_001, "auteur": "b" * 101, "kenmerk": ""}
    )

    assert "1 tekens te lang" in antwoord.text
    assert antwoord.context["tekst"].errors.keys() == {"auteur", "tekst"}
    assert "a" * 20_001 in antwoord.text
    assert not Verslag.objects.exists()


def test_kwade_tekst_wordt_geschoond(client: Client, masterclass: Masterclass) -> None:
    client.force_login(makelaar())

    client.post(
        pagina(masterclass),
        {**WAARDEN, "tekst": "<p onclick='x()'>Hoi<script>x()</script></p>", "kenmerk": ""},
    )

    assert masterclass.verslagen.get().tekst == "<p>Hoi</p>"


def test_een_ander_leest_en_plaatst_het(client: Client, masterclass: Masterclass) -> None:
    ingediend(masterclass, makelaar())
    client.force_login(makelaar())
    gelezen = client.get(pagina(masterclass))

    antwoord = client.post(
        stap(masterclass, "plaatsen"), {"kenmerk": gelezen.context["kenmerk"]}, follow=True
    )

    assert "<p>Het was goed.</p>" in gelezen.text
    assert "staat nu op de pagina van de masterclass" in antwoord.text
    assert masterclass.verslagen.get().status == Verslagstatus.GEPUBLICEERD


def test_aanvulling_vragen_kan_niet_zonder_tekst(client: Client, masterclass: Masterclass) -> None:
    verslag = ingediend(masterclass, makelaar())
    client.force_login(makelaar())

    antwoord = client.post(stap(masterclass, "aanvulling"), {"kenmerk": kenmerk(verslag)})

    assert "Schrijf wat er nog nodig is." in antwoord.text
    verslag.refresh_from_db()
    assert verslag.status == Verslagstatus.INGEDIEND


def test_de_schrijver_leest_welke_aanvulling_gevraagd_is_en_neemt_terug(
    client: Client, masterclass: Masterclass
) -> None:
    schrijver = makelaar()
    verslag = ingediend(masterclass, schrijver)
    client.force_login(makelaar())
    client.post(
        stap(masterclass, "aanvulling"),
        {"kenmerk": kenmerk(verslag), "aanvulling": "Wie sprak er?"},
    )
    client.force_login(schrijver)

    assert "Wie sprak er?" in client.get(pagina(masterclass)).text
    dien_in(masterclass=masterclass, door=schrijver)
    assert client.post(stap(masterclass, "terugnemen")).status_code == 302
    verslag.refresh_from_db()
    assert verslag.status == Verslagstatus.CONCEPT


def test_een_stap_die_niet_bestaat_is_er_niet(client: Client, masterclass: Masterclass) -> None:
    client.force_login(makelaar())

    assert client.post(stap(masterclass, "weggooien")).status_code == 404
    assert client.get(stap(masterclass, "plaatsen")).status_code == 405


def test_voor_de_dag_kan_alleen_materiaal(client: Client) -> None:
    masterclass = maak_masterclass(begin=om_tien(10))
    client.force_login(makelaar())

    antwoord = client.get(pagina(masterclass))

    assert "Het verslag schrijft u vanaf" in antwoord.text
    assert 'name="tekst"' not in antwoord.text
    assert 'name="materiaal-naam"' in antwoord.text


def test_een_projectleider_bewerkt_het_verslag_niet(
    client: Client, masterclass: Masterclass
) -> None:
    client.force_login(maak_gebruiker(rollen=["projectleider"]))

    assert client.get(pagina(masterclass)).status_code == 403
    assert client.post(stap(masterclass, "plaatsen")).status_code == 403


def test_het_voorbeeld_toont_de_nieuwe_tekst_en_niet_aan_bezoekers(
    client: Client, masterclass: Masterclass
) -> None:
    geplaatst(masterclass)
    geschreven(masterclass, makelaar(), tekst="<p>Straks pas.</p>")
    adres = reverse("masterclasses:verslag_voorbeeld", args=[masterclass.slug])

    assert client.get(adres).status_code == 302
    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    assert "<p>Straks pas.</p>" in client.get(adres).text
    assert "Straks pas" not in client.get(masterclass.get_absolute_url()).text


def test_zonder_verslag_is_er_geen_voorbeeld(client: Client, masterclass: Masterclass) -> None:
    client.force_login(makelaar())

    adres = reverse("masterclasses:verslag_voorbeeld", args=[masterclass.slug])

    assert client.get(adres).status_code == 404
