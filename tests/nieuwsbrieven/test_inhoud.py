"""Loading the content files of newsletters."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from nieuwsbrieven.inhoud import VERZONNEN, laad_nieuwsbrieven
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiestatus, Frequentie, Leveringstatus
from nieuwsbrieven.models import Abonnee, Editie, Levering
from nieuwsbrieven.regels.toestemming import bewijs
from nieuwsbrieven.uitvoer.opmaak import voor
from tests.maak import maak_abonnee, maak_gepubliceerd, maak_regio, maak_thema
from vinden.models import Wegwijzer
from werkplek.inhoud import LADER_EMAIL
from werkplek.inhoud.bestanden import InhoudFout
from werkplek.models import InhoudBestand

pytestmark = pytest.mark.django_db

ABONNEES = """
- email: alles@example.nl
  aangemeld_op: '2026-01-02'
- email: wonen@example.nl
  themas: [wonen]
  regios: [drenthe]
  rollen: [bestuurder]
  aangemeld_op: '2026-01-02'
- email: later@example.nl
  aangemeld_op: '2026-09-25'
- email: kwartaal@example.nl
  frequentie: overzicht
  aangemeld_op: '2026-01-02'
- email: met-verlof@example.nl
  gepauzeerd: true
  aangemeld_op: '2026-01-02'
- email: nieuw@example.nl
"""
EDITIE = """
onderwerp: Een plek om te wonen
preheader: Over huizen.
verzonden_op: '2026-09-24'
mislukt: {alles@example.nl: postvak vol}
inleiding: |-
  Eerst **dit**.
blokken:
- soort: nieuw
  titel: Een eigen huis
  tekst: 'Stap <b>voor</b> *stap*.'
  innovatie: een-plek
  linktekst: Lees over huizen
  themas: [wonen]
  regios: [drenthe]
- soort: eigen
  titel: Voor professionals
  tekst: Een bericht.
  adres: /over/
  rollen: [professional]
"""


@pytest.fixture
def inhoud(tmp_path: Path) -> Path:
    maak_regio("drenthe")
    maak_gepubliceerd(slug="een-plek", themas=[maak_thema("wonen")])
    (tmp_path / "nieuwsbrieven").mkdir()
    (tmp_path / "abonnees.yaml").write_text(ABONNEES)
    (tmp_path / "nieuwsbrieven" / "2026-wonen.yaml").write_text(EDITIE)
    return tmp_path


def schrijf(inhoud: Path, *, vervang: str, door: str) -> None:
    naam, tekst = (
        ("nieuwsbrieven/2026-wonen.yaml", EDITIE)
        if vervang in EDITIE
        else ("abonnees.yaml", ABONNEES)
    )
    assert vervang in tekst
    (inhoud / naam).write_text(tekst.replace(vervang, door, 1))


def test_laadt_een_verzonden_editie_met_wat_er_uitging(inhoud: Path, client: Client) -> None:
    assert laad_nieuwsbrieven(inhoud) == 2

    editie = Editie.objects.get()
    assert (editie.slug, editie.status) == ("2026-wonen", Editiestatus.VERZONDEN)
    assert editie.gemaakt_door.email == LADER_EMAIL
    assert editie.begonnen_op
    assert timezone.localdate(editie.begonnen_op) == date(2026, 9, 24)
    assert editie.inleiding == "<p>Eerst <strong>dit</strong>.</p>"
    huis, eigen = editie.blokken.all()
    assert (huis.soort, huis.adres) == (Bloksoort.NIEUW, "/innovaties/een-plek/")
    assert "<b>" not in huis.tekst
    assert [thema.slug for thema in huis.themas.all()] == ["wonen"]
    assert (huis.alle_themas, huis.alle_regios) == (False, False)
    assert (eigen.alle_themas, eigen.alle_regios, eigen.rollen) == (True, True, ["professional"])
    assert editie.stukken
    html, tekst = voor(editie.stukken, [huis.pk], 1)
    assert "Een eigen huis" in html
    assert "Een eigen huis" in tekst
    assert "Voor professionals" not in html
    assert Wegwijzer.objects.get().adres == editie.get_absolute_url()
    assert "Een eigen huis" in client.get(editie.get_absolute_url()).text


def test_wie_toen_lezer_was_kreeg_de_delen_van_zijn_keuze(inhoud: Path) -> None:
    maak_abonnee(email="echt@gemeente.test", bevestigd_op=timezone.now() - timedelta(days=999))

    laad_nieuwsbrieven(inhoud)

    editie = Editie.objects.get()
    huis, eigen = editie.blokken.all()
    gekregen = {
        rij.email: (rij.status, rij.blokken, rij.reden) for rij in Levering.objects.order_by("pk")
    }
    assert gekregen == {
        "alles@example.nl": (Leveringstatus.MISLUKT, [huis.pk, eigen.pk], "postvak vol"),
        "wonen@example.nl": (Leveringstatus.VERZONDEN, [huis.pk], ""),
    }
    assert (editie.verzonden, editie.mislukt) == (1, 1)


def test_laadt_abonnees_met_hun_keuzes_en_bewijs(inhoud: Path) -> None:
    laad_nieuwsbrieven(inhoud)

    wonen = Abonnee.objects.get(email="wonen@example.nl")
    assert (wonen.alle_themas, wonen.alle_regios, wonen.rollen) == (False, False, ["bestuurder"])
    assert [thema.slug for thema in wonen.themas.all()] == ["wonen"]
    assert [stap.op for stap in bewijs(wonen.email)] == [wonen.bevestigd_op]
    assert Abonnee.objects.get(email="kwartaal@example.nl").frequentie == Frequentie.OVERZICHT
    pauze = Abonnee.objects.get(email="met-verlof@example.nl").pauze_tot
    assert pauze
    assert pauze > timezone.localdate()
    nieuw = Abonnee.objects.get(email="nieuw@example.nl")
    assert nieuw.bevestigd_op is None
    assert bewijs(nieuw.email) == []


def test_zonder_dag_is_het_een_concept(inhoud: Path) -> None:
    schrijf(inhoud, vervang="verzonden_op: '2026-09-24'", door="")

    laad_nieuwsbrieven(inhoud)

    editie = Editie.objects.get()
    assert (editie.status, editie.stukken) == (Editiestatus.CONCEPT, None)
    assert [schrijver.email for schrijver in editie.schrijvers.all()] == [LADER_EMAIL]
    assert not Levering.objects.exists()
    assert not Wegwijzer.objects.exists()


def test_wat_er_al_is_blijft_zoals_het_is(inhoud: Path) -> None:
    laad_nieuwsbrieven(inhoud)
    Abonnee.objects.filter(email="alles@example.nl").update(afgemeld_op=timezone.now())
    schrijf(inhoud, vervang="Een plek om te wonen", door="Anders")
    schrijf(inhoud, vervang="frequentie: overzicht", door="frequentie: elke")

    assert laad_nieuwsbrieven(inhoud) == 2

    assert Editie.objects.get().onderwerp == "Een plek om te wonen"
    assert Abonnee.objects.get(email="alles@example.nl").afgemeld_op
    assert Abonnee.objects.get(email="kwartaal@example.nl").frequentie == Frequentie.OVERZICHT
    assert Levering.objects.count() == 2


@pytest.mark.parametrize(
    ("vervang", "door", "verwacht"),
    [
        ("onderwerp: Een plek om te wonen", "", "2026-wonen.yaml: onderwerp: "),
        ("preheader:", "kleur: rood\npreheader:", "2026-wonen.yaml: kleur: onbekend veld"),
        ("Over huizen.", "a" * 151, "2026-wonen.yaml: preheader: "),
        ("'2026-09-24'", "gisteren", "2026-wonen.yaml: verzonden_op: schrijf een dag"),
        ("soort: nieuw", "soort: raar", "blokken, regel 1, soort: "),
        ("titel: Een eigen huis", "kop: Een", "blokken, regel 1: onbekend veld kop"),
        ("innovatie: een-plek", "innovatie: onzin", "regel 1, innovatie: onbekend: onzin"),
        ("themas: [wonen]", "themas: [zwemmen]", "regel 1, themas: onbekend: zwemmen"),
        ("themas: [wonen]", "themas: wonen", "regel 1, themas: verwacht een lijst"),
        ("rollen: [professional]", "rollen: iedereen", "regel 2, rollen: verwacht een lijst"),
        ("rollen: [professional]", "rollen: [allen]", "blokken, regel 2, rollen"),
        ("- soort: eigen", "- tekst\n- soort: eigen", "blokken, regel 2: verwacht velden"),
        ("onderwerp: Een", "- Een", "2026-wonen.yaml: bestand: geen geldige YAML"),
        ("- email: alles@example.nl", "- email: alles", "abonnees.yaml: regel 1, email: "),
        ("frequentie: overzicht", "frequentie: soms", "abonnees.yaml: regel 4, frequentie: "),
        ("'2026-01-02'", "ooit", "abonnees.yaml: regel 1, aangemeld_op: schrijf een dag"),
    ],
)
def test_een_fout_laadt_niets_en_noemt_bestand_veld_en_reden(
    inhoud: Path, vervang: str, door: str, verwacht: str
) -> None:
    schrijf(inhoud, vervang=vervang, door=door)

    with pytest.raises(InhoudFout) as fout:
        laad_nieuwsbrieven(inhoud)

    assert verwacht in str(fout.value)
    assert not Editie.objects.exists()
    assert not Abonnee.objects.exists()
    assert not InhoudBestand.objects.filter(pad__contains="2026-wonen").exists()


def test_het_commando_zegt_wat_er_mis_is(inhoud: Path) -> None:
    schrijf(inhoud, vervang="soort: nieuw", door="soort: raar")

    with pytest.raises(CommandError, match=r"Niets geladen[\s\S]*2026-wonen\.yaml: blokken"):
        call_command("laad_nieuwsbrieven", str(inhoud))


@pytest.mark.usefixtures("met_inhoud")
def test_de_echte_inhoud_heeft_twee_verzonden_edities_en_een_concept(client: Client) -> None:
    assert Editie.objects.count() == 3
    verzonden = list(Editie.objects.openbaar())
    assert len(verzonden) == 2
    assert all(editie.verzonden for editie in verzonden)
    assert sum(editie.mislukt for editie in verzonden) == 1
    assert all(rij.email.endswith(VERZONNEN) for rij in Abonnee.objects.all())
    assert Abonnee.objects.actief().count() == 7
    assert len(Wegwijzer.objects.filter(soort="nieuwsbrief")) == 2
    for editie in Editie.objects.all():
        for blok in editie.blokken.all():
            antwoord = client.get(blok.adres.partition("#")[0])
            assert antwoord.status_code == 200, blok.adres
