"""Loading the content files of masterclasses."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from gebruikers.models import Gebruiker
from masterclasses.inhoud import PLAATSER_EMAIL, laad_masterclasses
from masterclasses.keuzelijsten import Masterclassfase, Toelating, Verslagstatus, Vraagsoort, Wijze
from masterclasses.models import Masterclass, Verslag
from tests.maak import maak_element, maak_gepubliceerd, maak_regio, maak_thema
from vinden.models import Wegwijzer
from werkplek.inhoud import LADER_EMAIL
from werkplek.inhoud.bestanden import InhoudFout
from werkplek.models import InhoudBestand

pytestmark = pytest.mark.django_db

MASTERCLASS = """
titel: Samen leren
samenvatting: Een dag over leren.
inleiding: |-
  Eerst **praten**.

  - <script>alert(1)</script>
thema: wonen
publiek: [professionals]
toelating: goedkeuring
regios: [drenthe]
innovaties: [een-plek]
elementen: [een-plan]
dag: '2017-09-14'
begin: '10:00'
einde: '16:00'
locatie: De Plek
plekken: {zaal: 2, online: 3}
programma:
- van: '13:00'
  tot: '14:00'
  titel: Oefenen
  sprekers:
  - functie: Wethouder
    organisatie: een gemeente
  - functie: Coach
- van: '10:00'
  tot: '12:00'
  titel: Luisteren
vragen:
- vraag: Wat wilt u weten?
- {vraag: 'Komt u vaker?', soort: keuze, keuzes: ['Ja', 'Nee'], verplicht: true}
materialen:
- {naam: Filmpje, url: https://voorbeeld.nl}
verslag:
  auteur: een redacteur
  tekst: Het was **goed**.
  meer_weten: Bel ons.
  geplaatst_op: '2017-09-26'
"""


@pytest.fixture
def inhoud(tmp_path: Path) -> Path:
    maak_regio("drenthe")
    maak_element("een-plan")
    maak_gepubliceerd(slug="een-plek", themas=[maak_thema("wonen")])
    (tmp_path / "masterclasses").mkdir()
    (tmp_path / "masterclasses" / "samen-leren.yaml").write_text(MASTERCLASS)
    return tmp_path


def schrijf(inhoud: Path, *, vervang: str, door: str) -> None:
    assert vervang in MASTERCLASS
    pad = inhoud / "masterclasses" / "samen-leren.yaml"
    pad.write_text(MASTERCLASS.replace(vervang, door))


def test_van_een_masterclass_van_elders_is_alleen_de_dag_bekend(
    inhoud: Path, client: Client
) -> None:
    schrijf(inhoud, vervang="begin: '10:00'\neinde: '16:00'\n", door="bron: Een oud verslag\n")

    laad_masterclasses(inhoud)
    adres = Masterclass.objects.get().get_absolute_url()
    html, agenda = client.get(adres).text, client.get("/masterclasses/samen-leren.ics").text
    aanmelden = client.get(f"{adres}aanmelden/").text

    assert "14 september 2017" in html
    assert "Een oud verslag" in html
    assert '"startDate": "2017-09-14"' in html
    assert not re.search(r"0\.00 tot|Organisator|Voor wie|endDate", html)
    assert "donderdag 14 september 2017" in aanmelden
    assert "0.00" not in aanmelden
    assert "DTSTART;VALUE=DATE:20170914" in agenda
    assert "DTEND" not in agenda


def test_laadt_de_hele_masterclass(inhoud: Path) -> None:
    assert laad_masterclasses(inhoud) == 1

    masterclass = Masterclass.objects.get()
    assert (masterclass.slug, masterclass.fase) == ("samen-leren", Masterclassfase.AANGEKONDIGD)
    assert masterclass.toelating == Toelating.GOEDKEURING
    assert masterclass.organisator.email == LADER_EMAIL
    assert masterclass.inleiding.startswith("<p>Eerst <strong>praten</strong>.</p>")
    assert "<script" not in masterclass.inleiding
    assert timezone.localtime(masterclass.begin).isoformat() == "2017-09-14T10:00:00+02:00"
    assert [d.titel for d in masterclass.programma.all()] == ["Luisteren", "Oefenen"]
    oefenen = masterclass.programma.get(titel="Oefenen")
    assert [str(s) for s in oefenen.sprekers.all()] == ["Wethouder, een gemeente", "Coach"]
    assert [(v.vraag, v.soort, v.keuzes, v.verplicht) for v in masterclass.vragen.all()] == [
        ("Wat wilt u weten?", Vraagsoort.TEKST, [], False),
        ("Komt u vaker?", Vraagsoort.KEUZE, ["Ja", "Nee"], True),
    ]
    assert masterclass.plekken.filter(wijze=Wijze.ZAAL).count() == 2
    assert masterclass.plekken.filter(wijze=Wijze.ONLINE).count() == 3
    assert masterclass.materialen.get().url == "https://voorbeeld.nl"


def test_het_verslag_is_geplaatst_door_een_ander_en_te_vinden(inhoud: Path) -> None:
    laad_masterclasses(inhoud)

    verslag = Verslag.objects.get()
    assert verslag.status == Verslagstatus.GEPUBLICEERD
    assert verslag.tekst == "<p>Het was <strong>goed</strong>.</p>"
    assert timezone.localdate(verslag.geplaatst_op) == date(2017, 9, 26)
    assert timezone.localdate(verslag.gewijzigd_op) == date(2017, 9, 26)
    assert verslag.gewijzigd_door.email == LADER_EMAIL
    assert verslag.geplaatst_door == Gebruiker.objects.get(email=PLAATSER_EMAIL, is_active=False)
    wegwijzer = Wegwijzer.objects.get()
    assert wegwijzer.soort == "verslag"
    assert wegwijzer.innovaties.get().slug == "een-plek"


def test_tweemaal_laden_verandert_niets_en_werk_op_de_site_blijft(inhoud: Path) -> None:
    laad_masterclasses(inhoud)
    Masterclass.objects.update(titel="Beter verwoord")

    assert laad_masterclasses(inhoud) == 0

    assert Masterclass.objects.get().titel == "Beter verwoord"


def test_een_dag_in_de_toekomst_is_een_donderdag_en_blijft_die_dag(inhoud: Path) -> None:
    schrijf(inhoud, vervang="'2017-09-14'", door="'+45'")
    laad_masterclasses(inhoud)
    begin = Masterclass.objects.get().begin
    dagen = (timezone.localdate(begin) - timezone.localdate()).days

    schrijf(inhoud, vervang="'2017-09-14'", door="'+100'")
    laad_masterclasses(inhoud)

    assert timezone.localdate(begin).weekday() == 3
    assert 45 <= dagen <= 51
    assert Masterclass.objects.get().begin == begin


@pytest.mark.parametrize(
    ("vervang", "door", "verwacht"),
    [
        ("thema: wonen", "thema: zwemmen", "thema: onbekend: zwemmen"),
        ("thema: wonen", "", "thema: "),
        ("plekken:", "kleur: rood\nplekken:", "kleur: onbekend veld"),
        ("[drenthe]", "[limburg]", "regios: onbekend: limburg"),
        ("[een-plek]", "een-plek", "innovaties: verwacht een lijst"),
        ("[professionals]", "[iedereen]", "publiek: "),
        ("[professionals]", "professionals", "publiek: verwacht een lijst"),
        ("toelating: goedkeuring", "toelating: soms", "toelating: "),
        ("titel: Samen leren", "titel: " + "a" * 121, "titel: "),
        ("'2017-09-14'", "volgende week", "dag: schrijf een dag"),
        ("begin: '10:00'", "begin: 10:00", "begin: schrijf een tijd tussen aanhalingstekens"),
        ("einde: '16:00'", "einde: '09:00'", "geheel: Het einde moet na het begin liggen."),
        ("zaal: 2", "kelder: 2", "plekken: schrijf bijvoorbeeld"),
        ("zaal: 2", "zaal: 1001", "plekken: hoogstens 1000, hier staan er 1001"),
        ("{zaal: 2, online: 3}", "20", "plekken: verwacht velden met een waarde"),
        ("tot: '12:00'", "tot: '09:00'", "programma, regel 2: Een onderdeel eindigt later"),
        ("tot: '12:00'", "tot: later", "programma, regel 2, tot: schrijf een tijd"),
        ("titel: Luisteren", "kop: Luisteren", "programma, regel 2: onbekend veld kop"),
        ("functie: Coach", "naam: Coach", "programma, regel 1, sprekers, regel 2: onbekend veld"),
        ("functie: Coach", "functie: ''", "programma, regel 1, sprekers, regel 2, functie: "),
        ("keuzes: ['Ja', 'Nee']", "keuzes: ['Ja']", "vragen, regel 2: Geef bij een keuze"),
        ("- {naam: Filmpje", "- {titel: Filmpje", "materialen, regel 1: onbekend veld titel"),
        ("url: https://voorbeeld.nl", "url: 'javascript:x'", "materialen, regel 1, url: "),
        ("- vraag: Wat wilt u weten?", "- Wat wilt u weten?", "vragen, regel 1: verwacht velden"),
        (
            "geplaatst_op: '2017-09-26'",
            "geplaatst_op: ooit",
            "verslag, regel 1, geplaatst_op: schrijf een",
        ),
        ("auteur: een redacteur", "auteur: ''", "verslag, regel 1, auteur: verplicht"),
        ("titel: Samen leren", "titel: [", "bestand: geen geldige YAML"),
    ],
)
def test_een_fout_laadt_niets_en_noemt_bestand_veld_en_reden(
    inhoud: Path, vervang: str, door: str, verwacht: str
) -> None:
    (inhoud / "masterclasses" / "goed.yaml").write_text(MASTERCLASS)
    schrijf(inhoud, vervang=vervang, door=door)

    with pytest.raises(InhoudFout) as fout:
        laad_masterclasses(inhoud)

    assert f"masterclasses/samen-leren.yaml: {verwacht}" in str(fout.value)
    assert len(fout.value.fouten) == 1
    assert not Masterclass.objects.exists()
    assert not InhoudBestand.objects.filter(pad__startswith="masterclasses/").exists()


def test_alle_fouten_komen_samen(inhoud: Path) -> None:
    tekst = MASTERCLASS.replace("thema: wonen", "thema: x").replace("'2017-09-14'", "ooit")
    tekst = tekst.replace("functie: Coach", "functie: ''").replace("auteur: een", "auteur: ''\n#")
    (inhoud / "masterclasses" / "samen-leren.yaml").write_text(tekst)

    with pytest.raises(InhoudFout) as fout:
        laad_masterclasses(inhoud)

    assert {melding.veld for melding in fout.value.fouten} == {
        "thema",
        "dag",
        "programma, regel 1, sprekers, regel 2, functie",
        "verslag, regel 1, auteur",
    }


def test_het_commando_zegt_wat_er_mis_is(inhoud: Path) -> None:
    schrijf(inhoud, vervang="thema: wonen", door="thema: zwemmen")

    with pytest.raises(CommandError, match=r"Niets geladen[\s\S]*samen-leren\.yaml: thema"):
        call_command("laad_masterclasses", str(inhoud))


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_heeft_een_masterclass_met_verslag_en_twee_die_komen() -> None:
    nu = timezone.now()
    (geweest,) = Masterclass.objects.voorbij(nu)
    assert timezone.localdate(geweest.begin) == date(2017, 9, 14)
    soorten = Wegwijzer.objects.filter(adres__startswith="/masterclasses/").values_list("soort")
    assert sorted(soorten) == [("masterclass",), ("masterclass",), ("verslag",)]
    komend = Masterclass.objects.komend(nu)
    plekken = [[rij.plekken.filter(wijze=wijze).count() for wijze in Wijze] for rij in komend]
    assert plekken == [[24, 60], [16, 0]]
    assert all(rij.begin - nu > timedelta(days=40) for rij in komend)
    assert all(rij.aanmelden_open(nu) for rij in komend)
