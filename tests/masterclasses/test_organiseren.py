"""Making a masterclass and filling it in: what organisers may do, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses.actions.aankondigen import (
    gelast_af,
)
from masterclasses.actions.organiseren import bewerk
from masterclasses.forms.masterclass import MasterclassForm
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Publiek, Wijze
from masterclasses.models import (
    Antwoord,
    Inschrijfvraag,
    Masterclass,
    Programmadeel,
    Spreker,
)
from tests.maak import (
    maak_aanmelding,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_regio,
    maak_thema,
    om_tien,
)
from vinden.models import Wegwijzer
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def organisator() -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"])


def gepost(masterclass: Masterclass, **anders: Any) -> dict[str, Any]:
    """What the browser sends from the form of `masterclass`, with some of it changed."""
    form = MasterclassForm(masterclass)
    data: dict[str, Any] = {"kenmerk": kenmerk(masterclass)}
    rijen = [*form.programma.rijen, *form.vragen.rijen]
    for vak in (vak for deel in (form, *rijen) for vak in deel):
        waarde = vak.value()
        if waarde not in (None, False, ""):
            waarde = waarde if isinstance(waarde, list) else vak.field.widget.format_value(waarde)
            data[vak.html_name] = waarde
    data |= {"programma-aantal": len(form.programma.rijen), "vragen-aantal": len(form.vragen.rijen)}
    return data | anders


def stuur(client: Client, masterclass: Masterclass, route: str, *args: str, **data: Any) -> Any:
    client.force_login(masterclass.organisator)
    adres = reverse(f"masterclasses:{route}", args=[masterclass.slug, *args])
    return client.post(adres, data)


# --- making ---


def test_een_nieuwe_masterclass_is_een_concept_op_nederlandse_tijd(client: Client) -> None:
    door, thema = organisator(), maak_thema()
    client.force_login(door)
    dag = timezone.localdate() + timedelta(days=200)

    client.post(
        reverse("masterclasses:begin"),
        {"titel": "Nieuw", "thema": thema.pk, "dag": dag, "begint": "10:00", "eindigt": "16:30"},
    )

    masterclass = Masterclass.objects.get()
    assert masterclass.slug == "nieuw-2"  # 'nieuw' is the address of this form
    assert (masterclass.fase, masterclass.organisator) == (Masterclassfase.CONCEPT, door)
    assert masterclass.begin == datetime.combine(dag, time(10), AMSTERDAM)
    assert masterclass.einde == datetime.combine(dag, time(16, 30), AMSTERDAM)


@pytest.mark.parametrize(
    ("dagen", "begint", "eindigt", "uitleg"),
    [
        pytest.param(-1, "10:00", "16:00", "Kies een dag die nog komt.", id="voorbij"),
        pytest.param(20, "16:00", "10:00", "Het einde moet na het begin liggen.", id="omgekeerd"),
        pytest.param(20, "10:00", "10:00", "Het einde moet na het begin liggen.", id="geen-duur"),
        pytest.param(20, "05:00", "23:00", "hoogstens 16 uur", id="te-lang"),
    ],
)
def test_een_dag_die_niet_kan_wordt_geweigerd(
    client: Client, dagen: int, begint: str, eindigt: str, uitleg: str
) -> None:
    client.force_login(organisator())
    dag = timezone.localdate() + timedelta(days=dagen)
    data = {"titel": "Wonen", "thema": maak_thema().pk, "dag": dag}

    antwoord = client.post(
        reverse("masterclasses:begin"), data | {"begint": begint, "eindigt": eindigt}
    )

    assert uitleg in antwoord.content.decode()
    assert not Masterclass.objects.exists()


def test_in_het_uur_van_de_klok_begint_noch_eindigt_een_masterclass(client: Client) -> None:
    client.force_login(organisator())
    data = {"titel": "Wonen", "thema": maak_thema().pk, "dag": date(2027, 10, 31)}
    uren = [("02:30", "09:00"), ("01:00", "02:30")]

    antwoorden = [
        client.post(reverse("masterclasses:begin"), data | {"begint": begint, "eindigt": eindigt})
        for begint, eindigt in uren
    ]

    assert all("2.30 uur is er die dag twee keer" in antwoord.text for antwoord in antwoorden)
    assert not Masterclass.objects.exists()


@pytest.mark.parametrize("rol", ["projectleider", "indiener"])
def test_alleen_wie_organiseert_maakt_en_wijzigt(client: Client, rol: str) -> None:
    masterclass = maak_masterclass()
    door = maak_gebruiker(rollen=[rol])
    client.force_login(door)
    routes = [("begin", []), ("bewerken", [masterclass.slug]), ("uitnodigen", [masterclass.slug])]

    statussen = {
        client.get(reverse(f"masterclasses:{route}", args=args)).status_code
        for route, args in [*routes, ("stap", [masterclass.slug, "afgelasten"])]
    }

    assert statussen == {403}
    with pytest.raises(Verboden):
        gelast_af(masterclass=masterclass, reden="Ziek.", door=door)


# --- filling in ---


def test_bewerken_bewaart_alles_wat_op_het_formulier_staat(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT, zaal=0)
    Programmadeel.objects.all().delete()
    versie, regio, element = maak_gepubliceerd(titel="De Hoek"), maak_regio(), maak_element()
    ander = organisator()

    antwoord = stuur(
        client,
        masterclass,
        "bewerken",
        **gepost(
            masterclass,
            titel="Samen wonen",
            inleiding="<p>Kom <script>x</script>kijken.</p>",
            publiek=["bestuurders", "professionals"],
            toelating="goedkeuring",
            zaal="12",
            online="",
            organisator=ander.pk,
            innovaties=[versie.innovatie_id],
            regios=[regio.pk],
            elementen=[element.pk],
            **{
                "programma-aantal": "3",
                "programma-0-van": "13:00",
                "programma-0-tot": "14:00",
                "programma-0-titel": "Aan het werk",
                "programma-0-sprekers": "Bestuurder, De Hoek, Assen\r\n\r\nervaringsdeskundige",
                "programma-1-van": "10:00",
                "programma-1-tot": "11:00",
                "programma-1-titel": "Inloop",
                "vragen-aantal": "2",
                "vragen-0-vraag": "Welke ronde?",
                "vragen-0-soort": "keuze",
                "vragen-0-keuzes": "Een\r\nTwee",
                "vragen-0-verplicht": "on",
                "vragen-1-soort": "tekst",
            },
        ),
    )

    masterclass.refresh_from_db()
    assert antwoord.headers["Location"] == reverse("masterclasses:beheer", args=["samen-wonen"])
    assert masterclass.inleiding == "<p>Kom kijken.</p>"
    assert masterclass.publiek == [Publiek.BESTUURDERS, Publiek.PROFESSIONALS]
    assert masterclass.organisator == ander
    assert masterclass.plekken.filter(wijze=Wijze.ZAAL).count() == 12
    assert [deel.titel for deel in masterclass.programma.all()] == ["Inloop", "Aan het werk"]
    assert list(Spreker.objects.values_list("functie", "organisatie")) == [
        ("Bestuurder", "De Hoek, Assen"),
        ("ervaringsdeskundige", ""),
    ]
    vraag = masterclass.vragen.get()
    assert (vraag.keuzes, vraag.verplicht) == (["Een", "Twee"], True)
    assert list(masterclass.innovaties.all()) == [versie.innovatie]
    regel = Logregel.objects.over(masterclass).get(wat="gewijzigd")
    assert {"titel", "programma", "vragen", "regios"} <= set(regel.velden)


def test_bewaren_zonder_wijziging_laat_geen_spoor_na(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT, online=3, begin=om_tien(30))
    Inschrijfvraag.objects.create(masterclass=masterclass, vraag="Wat wilt u leren?")
    deel, vraag = masterclass.programma.get(), masterclass.vragen.get()
    Spreker.objects.create(deel=deel, functie="Coach", organisatie="De Hoek")

    antwoord = stuur(client, masterclass, "bewerken", **gepost(masterclass))

    assert antwoord.status_code == 302
    assert not Logregel.objects.over(masterclass).exists()
    assert (masterclass.programma.get(), masterclass.vragen.get()) == (deel, vraag)


def test_een_rij_komt_erbij_en_gaat_weg_zonder_te_bewaren(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)
    data = gepost(masterclass, titel="Nog niet klaar")

    erbij = stuur(client, masterclass, "bewerken", **data, actie="programma:erbij")
    weg = stuur(client, masterclass, "bewerken", **data, actie="programma:weg:0")

    assert erbij.context["form"].programma.rijen[0]["titel"].value() == "Aan de slag"
    assert [len(a.context["form"].programma.rijen) for a in (erbij, weg)] == [2, 0]
    assert 'value="Nog niet klaar"' in weg.content.decode()
    masterclass.refresh_from_db()
    assert masterclass.titel != "Nog niet klaar"
    assert masterclass.programma.count() == 1


@pytest.mark.parametrize(
    ("anders", "plaats", "uitleg"),
    [
        ({"titel": ""}, "id_titel", "Vul dit in."),
        ({"titel": "x" * 10_000}, "id_titel", "120 tekens"),
        ({"online_adres": "geen adres"}, "id_online_adres", "het hele webadres"),
        ({"zaal": "veel"}, "id_zaal", "Schrijf een heel getal."),
        ({"zaal": "1001"}, "id_zaal", "hoogstens 1000 plekken"),
        ({"aanmelden_tot": "2099-01-01T10:00"}, "id_aanmelden_tot", "uiterlijk tot het begin"),
        ({"aanmelden_van": "2099-01-01T10:00"}, "id_aanmelden_van", "eerder beginnen"),
        ({"programma-0-tot": "09:00"}, "id_programma-0-tot", "later dan het begint"),
        ({"programma-0-titel": ""}, "id_programma-0-titel", "Vul dit in."),
        ({"programma-0-sprekers": ", De Hoek"}, "id_programma-0-sprekers", "eerst de functie"),
        (
            {"vragen-aantal": "1", "vragen-0-vraag": "Welke?", "vragen-0-soort": "keuze"},
            "id_vragen-0-keuzes",
            "ten minste twee",
        ),
        ({"publiek": ["buren"]}, "veld-publiek", "Kies alleen waarden uit de lijst."),
        ({"innovaties": ["0"]}, "veld-innovaties", "Kies alleen waarden uit de lijst."),
    ],
)
def test_wat_niet_klopt_staat_bovenaan_met_een_link(
    client: Client, anders: dict[str, Any], plaats: str, uitleg: str
) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)

    antwoord = stuur(client, masterclass, "bewerken", **gepost(masterclass, **anders))

    fouten = dict(antwoord.context["fouten"])
    assert uitleg in fouten[plaats]
    assert f'id="{plaats}"' in antwoord.content.decode()
    assert not Logregel.objects.over(masterclass).exists()


def test_minder_plekken_dan_bezet_bewaart_niets_en_zegt_wat_te_doen(client: Client) -> None:
    masterclass = maak_masterclass(zaal=3)
    maak_aanmelding(masterclass)
    maak_aanmelding(masterclass)

    antwoord = stuur(client, masterclass, "bewerken", **gepost(masterclass, zaal="1", titel="Nee"))

    assert antwoord.status_code == 409
    assert "er zijn al 2 plekken bezet. Kies 2 of meer" in antwoord.content.decode()
    masterclass.refresh_from_db()
    assert (masterclass.titel != "Nee", masterclass.plekken.count()) == (True, 3)


def test_meer_plekken_gaan_naar_wie_wacht(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass)
    wachtend = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)

    stuur(client, masterclass, "bewerken", **gepost(masterclass, zaal="2"))

    wachtend.refresh_from_db()
    assert wachtend.status == Aanmeldstatus.AANGEBODEN


@pytest.mark.parametrize("anders", [{"vragen-aantal": "0"}, {"vragen-0-soort": "tekst"}])
def test_een_beantwoorde_vraag_blijft_van_dezelfde_soort(
    client: Client, anders: dict[str, str]
) -> None:
    masterclass = maak_masterclass()
    vraag = Inschrijfvraag.objects.create(
        masterclass=masterclass, vraag="Welke ronde?", soort="keuze", keuzes=["Een", "Twee"]
    )
    Antwoord.objects.create(aanmelding=maak_aanmelding(masterclass), vraag=vraag, tekst="Een")

    antwoord = stuur(client, masterclass, "bewerken", **gepost(masterclass, **anders))
    stuur(client, masterclass, "bewerken", **gepost(masterclass, **{"vragen-0-vraag": "Wat?"}))

    assert "‘Welke ronde?’ is al beantwoord" in antwoord.content.decode()
    vraag.refresh_from_db()
    assert (vraag.vraag, vraag.soort, vraag.antwoorden.count()) == ("Wat?", "keuze", 1)


def test_wie_later_bewaart_overschrijft_een_collega_niet_ongezien(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)
    oud = gepost(masterclass, titel="Van mij")
    stuur(client, masterclass, "bewerken", **gepost(masterclass, samenvatting="Van een collega"))

    geweigerd = stuur(client, masterclass, "bewerken", **oud)
    nieuw = geweigerd.context["kenmerk"]
    stuur(client, masterclass, "bewerken", **(oud | {"kenmerk": nieuw}))

    assert geweigerd.status_code == 409
    assert "Een collega wijzigde" in geweigerd.content.decode()
    masterclass.refresh_from_db()
    assert masterclass.titel == "Van mij"


def test_na_aankondigen_staat_de_dag_vast_en_verandert_het_adres_niet(client: Client) -> None:
    masterclass = maak_masterclass(slug="wonen")
    begin = masterclass.begin

    antwoord = stuur(
        client,
        masterclass,
        "bewerken",
        **gepost(masterclass, titel="Anders wonen", dag="2099-01-01", locatie="Elders"),
    )

    masterclass.refresh_from_db()
    assert antwoord.status_code == 302
    assert (masterclass.slug, masterclass.titel) == ("wonen", "Anders wonen")
    assert (masterclass.begin, masterclass.locatie) == (begin, "De Plek")
    assert Wegwijzer.objects.get().titel == "Anders wonen"
    with pytest.raises(RuleViolation, match="Verplaatsen"):
        bewerk(
            masterclass=masterclass,
            waarden={"locatie": "Elders", "organisator": masterclass.organisator},
            programma=[],
            vragen=[],
            aantallen={},
            kenmerk=kenmerk(masterclass),
            door=masterclass.organisator,
        )
