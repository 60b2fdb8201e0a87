"""Loading the content files of the programme."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from innovaties.keuzelijsten import Soort
from opgaven.keuzelijsten import Actiestand
from opgaven.models import (
    Actie,
    Actiepunt,
    Agendathema,
    Doel,
    Les,
    Lestaak,
    Netwerk,
    Project,
    Regioervaring,
    Werkagenda,
)
from organisaties.keuzelijsten import Lezer
from organisaties.models import Organisatie
from programma.inhoud import laad_programma
from tests.maak import maak_gepubliceerd, maak_organisatie, maak_regio, maak_thema
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import Besluit, Deelname, Leerpunt, Traject, Tranche, Urenweek
from vinden.models import Wegwijzer
from wensen.models import Belangstelling, Inventarisatie, Match, Uitkomstregel
from werkplek.inhoud import LADER_EMAIL
from werkplek.inhoud.bestanden import InhoudFout, als_dag
from werkplek.models import InhoudBestand

pytestmark = pytest.mark.django_db
INHOUD = Path(settings.BASE_DIR) / "inhoud"
MAPPEN = ("innovaties", "masterclasses", "nieuwsbrieven")

BESTANDEN = {
    "lessen": """
bron: Een boek
lessen:
- nummer: 1
  slug: vraag-eerst
  titel: Vraag eerst
  essentie: Vraag **eerst** wat iemand wil.
  themas: [herstel]
  innovaties: [een-plek]
  taken:
    gemeente: [Koop ruim in., Toets daarop.]
    professional: [Luister goed.]
ervaringen:
- {regio: drenthe, tekst: Zo gaat het hier., lessen: [1]}
""",
    "netwerk-noord": """
slug: noord
titel: Samen in het noorden
begin: "2020"
peil: "2020"
regios: [drenthe]
doelen:
- {titel: Iedereen doet mee, sleutel: hoofd}
- {titel: Problemen voorkomen, soort: primair, boven: hoofd, sleutel: primair}
projecten:
- slug: noord-praten
  titel: Praten
  doelen: [primair]
  themas: [herstel]
  innovaties: [een-plek]
  inspanningen: {gemeente: Nodigt uit., aanbieder: Doet mee.}
  acties:
  - {tekst: Theater, innovatie: een-plek}
  - {tekst: Lezingen, stand: bezig}
""",
    "werkagenda-nu": """
slug: nu
titel: Wat nu moet
datum: 2018-06
themas:
- slug: geld
  titel: Geld
  probleem: Het is te weinig.
  themas: [herstel]
  randvoorwaarden: [Er is ruimte.]
  actiepunten:
  - {soort: pilot, tekst: Proberen, eigenaar: Iedereen, lessen: [1], innovaties: [een-plek]}
  - {soort: onderzoek, tekst: Uitzoeken}
""",
    "inventarisatie-toen": """
slug: toen
titel: Wat er was
bron: Een plan
gehouden: "2015"
uitkomst: Er is veel.
gebieden:
- {gebied: Herstel, bestaand: Plannen., gewenst: Meer., aandeel: ruim de helft, procent: 50}
- {gebied: Wonen, gewenst: Kleiner.}
""",
    "planning": """
besluiten:
- {datum: '-30', soort: themakeuze, titel: Wonen eerst, thema: wonen}
tranches:
- slug: herstel-nu
  titel: Herstel nu
  thema: herstel
  begin: '-10'
  einde: '+50'
  oproep: Doe mee.
  open: true
  toezeggingen:
  - {organisatie: de-plek, wat: Ons plan, innovatie: een-plek}
trajecten:
- slug: wonen
  titel: Wonen
  thema: wonen
  besluit: Wonen eerst
  begin: '-21'
  einde: '+350'
  status: lopend
  deelnames:
  - organisatie: de-plek
    innovatie: een-plek
    projectleider: Projectleider
    projectleider_email: p@example.nl
    commitment_van: Bestuurder
    commitment_datum: '-25'
    uren_per_week: 2.5
    uren: [2.5, 2]
    plan: {doel: Beter wonen., aanpak: Klein beginnen., besproken: '-9'}
    evaluatie: {oordeel: deels, resultaat: Het is rustiger.}
    leerpunten:
    - {soort: knelpunt, tekst: Weinig tijd., oplossing: Een vast uur.}
  bijeenkomsten:
  - {datum: '-7', plaats: Assen, notities: Goed gesprek., aanwezig: [de-plek]}
matches:
- innovatie: een-wens
  ontstaan: '-3'
  belangstellingen:
  - {organisatie: Een, naam: Manager, email: een@example.nl}
  - {organisatie: Twee}
""",
}


@pytest.fixture
def inhoud(tmp_path: Path) -> Path:
    maak_regio("drenthe")
    maak_thema("wonen")
    maak_organisatie(slug="de-plek")
    maak_gepubliceerd(slug="een-plek")
    maak_gepubliceerd(slug="een-wens", soort=Soort.GEWENST)
    (tmp_path / "programma").mkdir()
    for naam, tekst in BESTANDEN.items():
        (tmp_path / "programma" / f"{naam}.yaml").write_text(tekst)
    return tmp_path


def schrijf(inhoud: Path, naam: str, *, vervang: str, door: str) -> None:
    assert vervang in BESTANDEN[naam]
    tekst = BESTANDEN[naam].replace(vervang, door, 1)
    (inhoud / "programma" / f"{naam}.yaml").write_text(tekst)


def test_laadt_lessen_met_taken_en_ervaringen(inhoud: Path) -> None:
    assert laad_programma(inhoud) == len(BESTANDEN)

    les = Les.objects.get()
    assert (les.openbaar, les.bron) == (True, "Een boek")
    assert les.essentie == "<p>Vraag <strong>eerst</strong> wat iemand wil.</p>"
    assert [str(een) for een in les.innovaties.all()] != []
    assert [(taak.lezer, taak.tekst) for taak in les.taken.all()] == [
        ("gemeente", "Koop ruim in."),
        ("gemeente", "Toets daarop."),
        ("professional", "Luister goed."),
    ]
    ervaring = Regioervaring.objects.get()
    assert (ervaring.regio.slug, list(ervaring.lessen.all())) == ("drenthe", [les])


def test_laadt_het_netwerk_en_de_agenda(inhoud: Path) -> None:
    laad_programma(inhoud)

    project = Project.objects.get()
    assert [(doel.titel, str(doel.boven)) for doel in project.doelen.all()] == [
        ("Problemen voorkomen", "Iedereen doet mee")
    ]
    assert [een.partij for een in project.inspanningen.all()] == ["gemeente", "aanbieder"]
    assert [(een.tekst, een.stand, een.stand_peil) for een in project.acties.all()] == [
        ("Theater", Actiestand.ONBEKEND, "2020"),
        ("Lezingen", Actiestand.BEZIG, "2020"),
    ]
    thema = Agendathema.objects.get()
    assert [str(een) for een in thema.randvoorwaarden.all()] == ["Er is ruimte."]
    proberen, uitzoeken = thema.actiepunten.all()
    assert list(proberen.lessen.all()) == [Les.objects.get()]
    assert (uitzoeken.soort, uitzoeken.stand) == ("onderzoek", Actiestand.ONBEKEND)
    assert (uitzoeken.stand_volgens, uitzoeken.stand_peil) == ("bron", "2018-06")


def test_de_inventarisatie_is_meteen_gepubliceerd(inhoud: Path, client: Client) -> None:
    laad_programma(inhoud)

    inventarisatie = Inventarisatie.objects.get()
    assert inventarisatie.geopend_op
    assert inventarisatie.gepubliceerd_op
    html = client.get(inventarisatie.get_absolute_url()).text
    assert "Wanneer: 2015. Bron: Een plan." in html
    assert "januari" not in html
    assert [(een.gebied, een.procent) for een in inventarisatie.uitkomsten.all()] == [
        ("Herstel", 50),
        ("Wonen", None),
    ]


def test_laadt_de_planning_rond_vandaag(inhoud: Path) -> None:
    laad_programma(inhoud)

    tranche, traject, deelname = (
        Tranche.objects.get(),
        Traject.objects.get(),
        Deelname.objects.get(),
    )
    assert tranche.loopt(timezone.localdate())
    assert tranche.kennismakelaar.email == LADER_EMAIL
    assert (traject.nummer, traject.besluit) == (1, Besluit.objects.get())
    assert (deelname.plek, deelname.plek_in_alles) == (1, 1)
    assert [week.uren for week in deelname.urenweken.all()] == [2.5, 2]
    assert all(traject.begin <= week.week for week in deelname.urenweken.all())
    assert deelname.plan.besproken_door == deelname.coach
    assert deelname.evaluatie.besproken_op is None
    assert [str(een) for een in deelname.leerpunten.all()] == ["Weinig tijd."]
    assert list(traject.bijeenkomsten.get().aanwezig.all()) == [deelname]
    assert Belangstelling.objects.bevestigd().count() == 2
    assert Match.objects.get().innovatie.slug == "een-wens"


def test_wat_iedereen_mag_lezen_is_te_vinden(inhoud: Path) -> None:
    laad_programma(inhoud)

    assert set(Wegwijzer.objects.values_list("soort", flat=True)) == {
        *("les", "project", "netwerk", "werkagenda", "tranche", "traject", "inventarisatie"),
    }


def test_een_tweede_keer_laadt_niets(inhoud: Path) -> None:
    laad_programma(inhoud)
    eerder = set(Actie.objects.values_list("pk", flat=True))

    assert laad_programma(inhoud) == 0
    assert set(Actie.objects.values_list("pk", flat=True)) == eerder


def test_wat_op_de_site_is_gedaan_blijft(inhoud: Path) -> None:
    laad_programma(inhoud)
    verteld = {"stand_volgens": "gemeente", "stand_peil": "2026"}
    Actie.objects.filter(tekst="Theater").update(stand=Actiestand.KLAAR, **verteld)
    Actiepunt.objects.filter(tekst="Proberen").update(stand=Actiestand.VERVALLEN)
    Les.objects.update(openbaar=False)
    Traject.objects.update(status=Trajectstatus.AFGEROND)
    schrijf(inhoud, "netwerk-noord", vervang="titel: Praten", door="titel: Meer praten")
    schrijf(inhoud, "werkagenda-nu", vervang="titel: Geld", door="titel: Geld en tijd")
    schrijf(inhoud, "lessen", vervang="titel: Vraag eerst", door="titel: Luister eerst")
    schrijf(inhoud, "planning", vervang="titel: Wonen\n", door="titel: Anders wonen\n")

    gezegd: list[str] = []
    assert laad_programma(inhoud, gezegd.append) == 4

    assert [zin.partition(": ")[0] for zin in gezegd] == [
        "programma/lessen.yaml, lessen, regel 1",
        "programma/netwerk-noord.yaml",
        "programma/werkagenda-nu.yaml",
        "programma/planning.yaml, trajecten, regel 1",
    ]
    assert [(een.tekst, een.stand, een.stand_volgens) for een in Actie.objects.all()] == [
        ("Theater", Actiestand.KLAAR, "gemeente"),
        ("Lezingen", Actiestand.BEZIG, "bron"),
    ]
    assert [een.stand for een in Actiepunt.objects.all()] == [
        Actiestand.VERVALLEN,
        Actiestand.ONBEKEND,
    ]
    assert Project.objects.get().titel == "Praten"
    assert Agendathema.objects.get().titel == "Geld"
    les, traject = Les.objects.get(), Traject.objects.get()
    assert (les.titel, les.openbaar) == ("Vraag eerst", False)
    assert (traject.titel, traject.status) == ("Wonen", Trajectstatus.AFGEROND)
    assert Doel.objects.count() == 2
    assert Leerpunt.objects.count() == Match.objects.count() == 1


@pytest.mark.parametrize(
    ("naam", "vervang", "door", "verwacht"),
    [
        ("lessen", "nummer: 1", "nummer: een", "lessen, regel 1, nummer: "),
        ("lessen", "nummer: 1", "cijfer: 1", "lessen, regel 1: onbekend veld cijfer"),
        ("lessen", "bron:", "herkomst:", "herkomst: onbekend veld"),
        ("lessen", "gemeente:", "buurman:", "lessen, regel 1, taken, buurman, lezer: "),
        ("lessen", "[Luister goed.]", "Luister", "taken, professional: verwacht een lijst"),
        ("lessen", "lessen: [1]", "lessen: [2]", "ervaringen, regel 1, lessen: onbekend: 2"),
        ("lessen", "regio: drenthe", "regio: limburg", "ervaringen, regel 1, regio: onbekend"),
        ("lessen", "titel: Vraag eerst", "titel: [", "bestand: geen geldige YAML"),
        ("netwerk-noord", "boven: hoofd", "boven: top", "doelen, regel 2, boven: onbekend: top"),
        ("netwerk-noord", "doelen: [primair]", "doelen: [x]", "regel 1, doelen: onbekend: x"),
        ("netwerk-noord", '"2020"', '"ooit"', "begin: Schrijf een jaar"),
        ("netwerk-noord", "aanbieder: Doet", "buur: Doet", "inspanningen, buur, partij: "),
        ("netwerk-noord", "stand: bezig", "stand: half", "acties, regel 2, stand: "),
        (
            "netwerk-noord",
            'peil: "2020"\n',
            "",
            "regel 1, acties, regel 2: Vul in wie zegt hoe ver",
        ),
        ("netwerk-noord", "regios: [drenthe]", "regios: drenthe", "regios: verwacht een lijst"),
        ("werkagenda-nu", "soort: pilot", "soort: plan", "actiepunten, regel 1, soort: "),
        ("werkagenda-nu", "probleem: Het is", "gevolg: Het is", "themas, regel 1, probleem: "),
        ("werkagenda-nu", "lessen: [1]", "lessen: [9]", "actiepunten, regel 1, lessen: onbekend"),
        ("inventarisatie-toen", "procent: 50", "procent: 150", "gebieden, regel 1: Vul een"),
        ("inventarisatie-toen", '"2015"', '"2015-13"', "gehouden: Schrijf een jaar"),
        ("planning", "thema: wonen}", "over: wonen}", "besluiten, regel 1: onbekend veld over"),
        ("planning", "titel: Wonen eerst,", "titel: Later,", "trajecten, regel 1, besluit: De"),
        ("planning", "einde: '+350'", "einde: '+450'", "trajecten, regel 1: Een traject duurt"),
        ("planning", "commitment_van: Bestuurder", "commitment_van: ''", "commitment_van: "),
        ("planning", "uren_per_week: 2.5", "uren_per_week: 9", "uren_per_week: "),
        ("planning", "uren: [2.5, 2]", "uren: [99]", "regel 1, uren, week 1, uren: "),
        ("planning", "oordeel: deels", "oordeel: top", "evaluatie, regel 1, oordeel: "),
        ("planning", "aanwezig: [de-plek]", "aanwezig: [x]", "aanwezig: doet niet mee: x"),
        ("planning", "innovatie: een-wens", "innovatie: een-plek", "matches, regel 1, innovatie"),
        ("planning", "begin: '-10'", "begin: gauw", "tranches, regel 1, begin: schrijf een dag"),
        ("planning", "einde: '+50'", "einde: '-50'", "tranches, regel 1: De tranche eindigt"),
    ],
)
def test_een_fout_laadt_niets_en_noemt_bestand_veld_en_reden(
    inhoud: Path, naam: str, vervang: str, door: str, verwacht: str
) -> None:
    schrijf(inhoud, naam, vervang=vervang, door=door)
    for ander in BESTANDEN.keys() - {naam, "lessen", "inventarisatie-toen"}:
        (inhoud / "programma" / f"{ander}.yaml").unlink()

    with pytest.raises(InhoudFout) as fout:
        laad_programma(inhoud)

    eigen = [str(een) for een in fout.value.fouten if een.bestand == f"programma/{naam}.yaml"]
    assert verwacht in eigen[0]
    modellen = (Les, Netwerk, Werkagenda, Traject, Inventarisatie)
    assert not any(model.objects.exists() for model in modellen)
    assert not InhoudBestand.objects.filter(pad__startswith="programma/").exists()


def test_alle_fouten_komen_samen(inhoud: Path) -> None:
    schrijf(inhoud, "lessen", vervang="[herstel]", door="[x]")
    schrijf(inhoud, "planning", vervang="organisatie: de-plek", door="organisatie: weg")
    (inhoud / "programma" / "recept.yaml").write_text("meel: 1")

    with pytest.raises(InhoudFout) as fout:
        laad_programma(inhoud)

    velden = {(een.bestand, een.veld) for een in fout.value.fouten}
    assert ("programma/recept.yaml", "bestand") in velden
    assert ("programma/lessen.yaml", "lessen, regel 1, themas") in velden
    plek = "tranches, regel 1, toezeggingen, regel 1, organisatie"
    assert ("programma/planning.yaml", plek) in velden


def test_het_commando_zegt_wat_er_mis_is(inhoud: Path) -> None:
    schrijf(inhoud, "lessen", vervang="[herstel]", door="[x]")

    with pytest.raises(CommandError, match=r"Niets geladen[\s\S]*lessen\.yaml: lessen, regel 1"):
        call_command("laad_programma", str(inhoud))


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_laadt_helemaal() -> None:
    vandaag = timezone.localdate()
    assert list(Les.objects.values_list("nummer", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    taken = Lestaak.objects.all()
    assert {taak.lezer for taak in taken} == set(Lezer.values)
    assert len({(taak.les_id, taak.tekst) for taak in taken}) == 53
    assert not Les.objects.filter(bron="").exists()
    assert Regioervaring.objects.count() == 4
    assert Project.objects.count() == 14
    assert not Project.objects.filter(doelen=None).exists()
    assert not Project.objects.filter(innovaties=None).exists()
    assert not Project.objects.filter(bron="").exists()
    assert Agendathema.objects.count() == 7
    assert Actiepunt.objects.exclude(bron="").count() == 29
    bekend = Actiepunt.objects.exclude(stand=Actiestand.ONBEKEND)
    assert {punt.bron.partition("punt ")[2][:1] for punt in bekend} == {"b", "5"}
    assert bekend.count() == 3
    assert Uitkomstregel.objects.count() == 12
    voorbij, lopend, komend = Tranche.objects.all()
    assert voorbij.einde < vandaag
    assert lopend.loopt(vandaag)
    assert komend.begin > vandaag
    eerste, tweede = Traject.objects.all()
    assert (eerste.status, eerste.begin <= vandaag <= eerste.einde) == (Trajectstatus.LOPEND, True)
    assert eerste.deelnames.count() == 6
    assert tweede.status == Trajectstatus.VOORBEREIDING
    assert Urenweek.objects.filter(week__gt=vandaag - timedelta(days=7)).count() == 0
    wil_ook = Belangstelling.objects.filter(innovatie=Match.objects.get().innovatie)
    assert wil_ook.count() == 2
    mee = Organisatie.objects.filter(Q(deelnames__isnull=False) | Q(toezeggingen__isnull=False))
    for bedacht in (*Tranche.objects.all(), *Traject.objects.all(), *Besluit.objects.all(), *mee):
        assert str(bedacht).endswith("(verzonnen)")
    assert all(een.organisatie.endswith("(verzonnen)") for een in wil_ook)


@pytest.mark.parametrize("vandaag", ["2026-12-25", "2028-02-29", "2029-06-02"])
def test_de_demo_veroudert_niet(vandaag: str) -> None:
    """Its days are those of the day on which it is made, of whatever year that is."""
    lees = {pad: yaml.safe_load(pad.read_text()) for pad in INHOUD.glob("*/*.yaml")}
    per_map = {naam: [lees[pad] for pad in lees if pad.parent.name == naam] for naam in MAPPEN}
    tranches = yaml.safe_load((INHOUD / "programma/planning.yaml").read_text())["tranches"]

    with time_machine.travel(f"{vandaag}T12:00+01:00"):
        nu = timezone.localdate()
        uit = [als_dag(een["gepubliceerd_op"]) for een in per_map["innovaties"]]
        komend = [een for een in per_map["masterclasses"] if als_dag(een["dag"]) > nu]
        lopend = [t for t in tranches if als_dag(t["begin"]) <= nu <= als_dag(t["einde"])]
        brieven = [een["verzonden_op"] for een in per_map["nieuwsbrieven"] if "verzonden_op" in een]

        assert all(0 < (nu - dag).days < 300 for dag in uit)
        assert (len(komend), len(lopend)) == (2, 1)
        assert all(0 < (nu - als_dag(op)).days < 90 for op in brieven)
