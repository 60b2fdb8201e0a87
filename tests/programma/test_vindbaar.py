"""What search and the neighbours of a page know about the programme."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from innovaties.models import Innovatie
from opgaven import vindbaar as opgaven
from opgaven.models import Lestaak, Regioervaring
from organisaties.keuzelijsten import Lezer
from tests.maak import (
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_innovatie,
    maak_masterclass,
    maak_organisatie,
    maak_regio,
    maak_thema,
    maak_traject,
    maak_tranche,
    maak_uitvraag,
    maak_wegwijzer,
    nieuwe_deelname,
    over,
)
from tests.opgaven.netwerken import (
    maak_actiepunt,
    maak_agendathema,
    maak_doel,
    maak_les,
    maak_netwerk,
    maak_project,
    maak_werkagenda,
)
from trajecten import vindbaar as trajecten
from trajecten.keuzelijsten import Deelnamestatus, Trajectstatus
from trajecten.models import Toezegging
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.wegwijzers import buren
from wensen import vindbaar as wensen
from wensen.models import Gebied, Inventarisatie, Uitkomstregel

pytestmark = pytest.mark.django_db


def gevonden(client: Client, woorden: str, soort: str = "") -> list[str]:
    context = client.get("/zoeken/", {"q": woorden, "soort": soort}).context
    rijen = context["blad"] if soort else [r for d in context["antwoord"].delen for r in d.rijen]
    return [rij.titel for rij in rijen]


def maak_inventarisatie(**velden: Any) -> Inventarisatie:
    door = maak_gebruiker(rollen=["projectleider"])
    standaard = {
        "slug": "vraag",
        "titel": "Wat is er?",
        "begin": date(2015, 1, 1),
        "einde": date(2015, 6, 30),
        "uitkomst": "Er bloeit van alles.",
        "gepubliceerd_op": timezone.now(),
        "gepubliceerd_door": door,
        "gemaakt_door": door,
    }
    return Inventarisatie.objects.create(**{**standaard, **velden})


def test_een_les_is_te_vinden_op_wat_erop_staat(client: Client) -> None:
    les = maak_les(titel="Begin klein", essentie="<p>Met een <strong>handjevol</strong></p>")
    Lestaak.objects.create(les=les, lezer=Lezer.GEMEENTE, tekst="Koop ruimhartig in.")
    ervaring = Regioervaring.objects.create(regio=maak_regio("utrecht"), tekst="Wijkteams.")
    ervaring.lessen.add(les)
    les.themas.add(maak_thema("wonen"))
    les.elementen.add(maak_element("een-plan"))
    les.innovaties.add(maak_innovatie("plan"))

    opgaven.maak_vindbaar(les)

    wegwijzer = Wegwijzer.objects.get()
    assert (wegwijzer.soort, wegwijzer.adres) == (Wegwijzersoort.LES, les.get_absolute_url())
    for woord in ("klein", "handjevol", "ruimhartig", "wijkteams"):
        assert gevonden(client, woord, Wegwijzersoort.LES) == ["Begin klein"], woord
    assert [
        getattr(wegwijzer, naam).get().slug
        for naam in ("themas", "regios", "elementen", "innovaties")
    ] == ["wonen", "utrecht", "een-plan", "plan"]


def test_bij_een_netwerk_horen_zijn_projecten(client: Client) -> None:
    netwerk = maak_netwerk(titel="Samen", begin="2020")
    netwerk.regios.add(maak_regio("groningen"))
    doel = maak_doel(netwerk, titel="Voorkomen")
    plan = maak_innovatie("plan")
    maak_project(doel, titel="Praten", innovaties=[plan])
    wonen = maak_project(doel, titel="Wonen", acties=["open"], resultaat="Huizen.", begin="2021-03")
    wonen.acties.update(innovatie=maak_innovatie("woonladder"))
    wonen.themas.add(maak_thema("wonen"))

    opgaven.maak_vindbaar(netwerk)

    per_titel = {wegwijzer.titel: wegwijzer for wegwijzer in Wegwijzer.objects.all()}
    assert set(per_titel) == {"Samen", "Praten", "Wonen"}
    assert timezone.localdate(per_titel["Samen"].datum) == date(2020, 1, 1)
    assert timezone.localdate(per_titel["Wonen"].datum) == date(2021, 3, 1)
    assert {een.slug for een in per_titel["Samen"].innovaties.all()} == {"plan", "woonladder"}
    assert per_titel["Samen"].themas.get().slug == "wonen"
    assert per_titel["Wonen"].regios.get().slug == "groningen"
    assert per_titel["Wonen"].innovaties.get().slug == "woonladder"
    assert gevonden(client, "voorkomen") == ["Samen"]
    assert gevonden(client, "huizen", "project") == ["Wonen"]


def test_een_werkagenda_draagt_haar_themas_en_actiepunten(client: Client) -> None:
    agenda = maak_werkagenda(titel="Agenda")
    thema = maak_agendathema(agenda, titel="Toeleiding")
    thema.themas.add(maak_thema("wonen"))
    maak_actiepunt(thema, tekst="Campagne voeren", innovaties=[maak_innovatie("plan")])

    opgaven.maak_vindbaar(agenda)

    wegwijzer = Wegwijzer.objects.get()
    assert gevonden(client, "toeleiding campagne geld") == ["Agenda"]
    assert wegwijzer.themas.get().slug == "wonen"
    assert wegwijzer.innovaties.get().slug == "plan"


def test_een_tranche_draagt_wat_is_toegezegd(client: Client) -> None:
    tranche = maak_tranche(titel="Herstel voorop", oproep="<p>Vertel ons</p>")
    Toezegging.objects.create(
        tranche=tranche,
        organisatie=maak_organisatie("Lister"),
        wat="Een intake",
        innovatie=maak_innovatie("intake"),
    )

    trajecten.maak_vindbaar(tranche)

    assert gevonden(client, "lister intake vertel") == ["Herstel voorop"]
    assert Wegwijzer.objects.get().innovaties.get().slug == "intake"


def test_een_traject_draagt_wie_meedoen_en_niet_wie_stopte(client: Client) -> None:
    traject = maak_traject(titel="Samen")
    for nummer, (naam, status) in enumerate([("Lister", "actief"), ("Altrecht", "gestopt")], 1):
        is_gestopt = status == Deelnamestatus.GESTOPT
        nieuwe_deelname(
            traject,
            organisatie=maak_organisatie(naam),
            innovatie=maak_innovatie(naam.lower()),
            status=status,
            plek=None if is_gestopt else nummer,
            plek_in_alles=None if is_gestopt else nummer,
            begonnen_op=timezone.now(),
            begonnen_door=traject.gemaakt_door,
        ).save()

    trajecten.maak_vindbaar(traject)

    assert gevonden(client, "lister") == ["Samen"]
    assert gevonden(client, "altrecht") == []
    assert Wegwijzer.objects.get().innovaties.get().slug == "lister"


def test_een_inventarisatie_draagt_haar_uitkomst_en_gebieden(client: Client) -> None:
    inventarisatie = maak_inventarisatie(uitkomst="Veel. " * 100)
    maak_thema("wonen", name="Wonen")
    Gebied.objects.create(
        inventarisatie=inventarisatie, naam="Thuis leren", thema=maak_thema("e-health")
    )
    Gebied.objects.create(inventarisatie=inventarisatie, naam="Hoeveel bedden?", soort="vraag")
    Uitkomstregel.objects.create(
        inventarisatie=inventarisatie, gebied="Wonen", gewenst="Een woonladder"
    )

    wensen.maak_vindbaar(inventarisatie)

    wegwijzer = Wegwijzer.objects.get()
    assert gevonden(client, "thuis woonladder") == ["Wat is er?"]
    assert not gevonden(client, "bedden")  # its page shows no question
    assert {thema.slug for thema in wegwijzer.themas.all()} == {"wonen", "e-health"}
    assert len(wegwijzer.samenvatting) <= 300


def test_een_regio_met_weinig_antwoorden_staat_niet_bij_een_inventarisatie() -> None:
    inventarisatie, nu = maak_inventarisatie(), timezone.now()
    antwoorden = {"drenthe": (nu, nu, nu), "utrecht": (nu, nu), "zeeland": (nu, nu, None)}
    for regio, momenten in antwoorden.items():
        for ingediend_op in momenten:
            maak_uitvraag(inventarisatie, regio=maak_regio(regio), ingediend_op=ingediend_op)

    wensen.maak_vindbaar(inventarisatie)

    assert [regio.slug for regio in Wegwijzer.objects.get().regios.all()] == ["drenthe"]


def test_wat_niet_voor_iedereen_is_verdwijnt() -> None:
    rijen: list[tuple[Any, Any, dict[str, Any]]] = [
        (maak_les(), opgaven, {"openbaar": False}),
        (maak_werkagenda(), opgaven, {"openbaar": False}),
        (maak_tranche(), trajecten, {"geopend_op": None, "geopend_door": None}),
        (maak_traject(), trajecten, {"status": Trajectstatus.VOORBEREIDING}),
        (maak_inventarisatie(), wensen, {"gepubliceerd_op": None, "gepubliceerd_door": None}),
    ]
    for rij, app, _ in rijen:
        app.maak_vindbaar(rij)
    eerst = Wegwijzer.objects.count()

    for rij, app, dicht in rijen:
        type(rij).objects.filter(pk=rij.pk).update(**dicht)
        app.maak_vindbaar(rij)

    assert eerst == len(rijen)
    assert not Wegwijzer.objects.exists()


def test_met_een_netwerk_verdwijnen_zijn_projecten() -> None:
    netwerk = maak_netwerk()
    maak_project(maak_doel(netwerk))
    opgaven.maak_vindbaar(netwerk)
    netwerk.openbaar = False
    netwerk.save()

    opgaven.maak_vindbaar(netwerk)

    assert not Wegwijzer.objects.exists()


def test_na_een_andere_webnaam_of_verwijderen_leidt_niets_naar_wat_er_niet_meer_is() -> None:
    les, weg = maak_les(slug="oud"), maak_les()
    for een in (les, weg):
        opgaven.maak_vindbaar(een)
    les.slug = "nieuw"
    les.save()
    weg.delete()

    opgaven.maak_vindbaar(les)
    opgaven.maak_vindbaar(weg)

    assert Wegwijzer.objects.get().adres == "/lessen/nieuw/"


def test_een_verwijderd_netwerk_neemt_zijn_projecten_mee() -> None:
    netwerk = maak_netwerk()
    maak_project(maak_doel(netwerk))
    opgaven.maak_vindbaar(netwerk)
    netwerk.delete()

    opgaven.maak_vindbaar(netwerk)

    assert not Wegwijzer.objects.exists()


@pytest.fixture
def plan() -> Innovatie:
    return maak_gepubliceerd(slug="plan", titel="Een plan", themas=[maak_thema()]).innovatie


def test_buren_delen_een_innovatie_en_anders_een_thema(plan: Innovatie) -> None:
    over_plan = {"innovaties": [plan], "themas": [maak_thema()]}
    maak_wegwijzer("Hier", adres="/hier/", soort=Wegwijzersoort.LES, **over_plan)
    maak_wegwijzer("Dag over plan", soort=Wegwijzersoort.MASTERCLASS, **over_plan)
    maak_wegwijzer("Dag over thema", soort=Wegwijzersoort.MASTERCLASS, themas=[maak_thema()])
    maak_wegwijzer("Brief over thema", soort=Wegwijzersoort.NIEUWSBRIEF, themas=[maak_thema()])
    maak_wegwijzer("Andere les", soort=Wegwijzersoort.LES, themas=[maak_thema()])
    maak_wegwijzer("Iets anders", soort=Wegwijzersoort.TRAJECT, themas=[maak_thema("wonen")])

    gekregen = [wegwijzer.titel for wegwijzer in buren("/hier/")]

    assert gekregen == ["Dag over plan", "Andere les", "Brief over thema"]


def test_van_elke_soort_staan_er_hoogstens_drie_buren(plan: Innovatie) -> None:
    for nummer in range(5):
        maak_wegwijzer(
            f"Dag {nummer}", adres=f"/{nummer}/", gepubliceerd_op=over(-nummer), innovaties=[plan]
        )

    gekregen = [wegwijzer.titel for wegwijzer in buren("/1/")]

    assert gekregen == ["Dag 0", "Dag 2", "Dag 3"]


def test_een_adres_waar_niets_naar_leidt_heeft_geen_buren() -> None:
    maak_wegwijzer(themas=[maak_thema()])

    assert buren("/onbekend/") == []


def test_een_masterclass_toont_wat_er_nog_meer_over_is(client: Client, plan: Innovatie) -> None:
    les = maak_les(titel="Begin klein")
    les.innovaties.add(plan)
    opgaven.maak_vindbaar(les)
    masterclass = maak_masterclass(innovaties=[plan])
    maak_wegwijzer(
        masterclass.titel,
        adres=masterclass.get_absolute_url(),
        soort=Wegwijzersoort.MASTERCLASS,
        innovaties=[plan],
    )

    tekst = client.get(masterclass.get_absolute_url()).text

    assert f'<a href="{les.get_absolute_url()}">Begin klein</a>' in tekst


def test_de_sitemap_noemt_wat_voor_iedereen_is(client: Client) -> None:
    for les in (maak_les(slug="open"), maak_les(slug="dicht", openbaar=False)):
        opgaven.maak_vindbaar(les)

    tekst = client.get("/sitemap-programma.xml").text

    assert "/lessen/open/</loc>" in tekst
    assert "/lessen/dicht/" not in tekst
