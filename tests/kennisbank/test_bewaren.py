"""`manage.py backup` and `herstel`: equal to the byte, nothing sent twice, nobody back."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from basis import journaal
from basis.personen import wis
from gebruikers.actions import wijzig
from gebruikers.models import Gebruiker
from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Materiaal
from kennisbank.bewaren import maken, terugzetten
from kennisbank.bewaren.archief import MANIFEST
from kennisbank.server import ROOT
from masterclasses.actions.aanmelden import trek_in
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Aanmelding
from nieuwsbrieven.actions.abonneren import meld_af
from nieuwsbrieven.actions.verzenden import begin
from nieuwsbrieven.models import Abonnee, Editie
from post.actions.klaarzetten import verstuur_volgende, zet_klaar
from post.actions.terugmeldingen import stop
from post.keuzelijsten import Poststopreden
from post.models import Postadres, Postsluiting
from tests import databases
from tests.kennisbank.bewaren import (
    bestanden,
    draai,
    eigen_database,
    maak_backup,
    maak_leeg,
    sommen,
)
from tests.maak import BRIEF, maak_aanmelding, maak_abonnee, maak_gebruiker
from tests.nieuwsbrieven.verzenden import gepland, lever_alles
from vinden.models import Stand

pytestmark = pytest.mark.django_db
PLAN = b"%PDF-1.7\n" * 9999


@pytest.fixture(autouse=True)
def _mappen(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_ROOT = tmp_path / "backup"
    settings.JOURNAAL_ROOT = tmp_path / "journaal"
    settings.BACKUP_SLEUTELS = []


@pytest.fixture
def database() -> Iterator[str]:
    """The real content, with an upload."""
    with eigen_database(databases.vol()) as naam:
        versie = Beschrijving.objects.zichtbaar().exclude(soort=Soort.GENOEMD)[0]
        bestand = default_storage.save("materialen/plan.pdf", ContentFile(PLAN))
        Materiaal.objects.create(beschrijving=versie, titel="Een plan", bestand=bestand)
        indexeer(Beschrijving.objects.filter(pk=versie.pk))
        yield naam


@pytest.fixture
def lege_database() -> Iterator[str]:
    """All tables, and few rows: quick to copy."""
    with eigen_database(databases.leeg()) as naam:
        yield naam


@pytest.mark.usefixtures("emmer", "database")
def test_in_een_lege_database_staat_alles_terug_tot_op_de_byte(settings: Settings) -> None:
    """With its uploads in a folder, where they came from a bucket; no worker goes on halfway."""
    toen = sommen()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES (%s, %s, %s)",
            ["post", "post.verstuur", "doing"],
        )

    backup = maak_backup()
    maak_leeg()
    op_schijf = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": op_schijf}
    zegt = draai("herstel", backup)

    assert "Alles is gelezen en klopt." in zegt
    assert "De post is open" in zegt
    assert sommen() == toen
    assert bestanden(settings.MEDIA_ROOT) == {"materialen/plan.pdf": PLAN}
    assert {pad.name for pad in settings.BACKUP_ROOT.iterdir()} == {
        *(".slot", "uploads.sha256", backup.name)
    }
    assert {regel.split(": ")[1] for regel in draai("controle").splitlines()} == {"goed"}


def _volgende() -> None:
    while verstuur_volgende(timezone.now()):
        pass


@pytest.mark.usefixtures("lege_database")
def test_wat_weg_was_gaat_niet_opnieuw_en_wie_wegging_is_niet_terug() -> None:
    blijft, gaat, gewist, klaagt = (maak_abonnee() for _ in range(4))
    editie = gepland()
    account, door = maak_gebruiker(rollen=["webredacteur"]), maak_gebruiker(rollen=["beheerder"])
    deelnemer = maak_aanmelding()
    with transaction.atomic():
        zet_klaar(sleutel="een", aan="jan@example.nl", onderwerp="Eerste", **BRIEF)
    backup = maak_backup()

    meld_af(abonnee=gaat)
    wis(gewist.email)
    stop(email=klaagt.email, reden=Poststopreden.KLACHT)
    account.is_active = False
    wijzig(gebruiker=account, organisaties=[], door=door)
    trek_in(aanmelding=deelnemer)
    assert begin(editie.pk, timezone.now())
    assert lever_alles() == 1
    _volgende()
    onderwerpen = sorted(een.subject for een in mail.outbox)
    mail.outbox.clear()
    zegt = draai("herstel", backup, "--vervang")

    assert begin(editie.pk, timezone.now())
    lever_alles()
    _volgende()

    assert editie.onderwerp in onderwerpen
    assert "Eerste" in onderwerpen
    assert mail.outbox == []
    assert "lezers die weggingen: 2" in zegt
    assert list(Abonnee.objects.actief().values_list("email", flat=True).order_by("pk")) == [
        blijft.email,
        klaagt.email,
    ]
    assert not Abonnee.objects.filter(email=gewist.email).exists()
    assert Postadres.objects.gestopt().get().email == klaagt.email
    assert not Gebruiker.objects.get(pk=account.pk).is_active
    assert Aanmelding.objects.get(pk=deelnemer.pk).status == Aanmeldstatus.INGETROKKEN
    assert Editie.objects.get(pk=editie.pk).leveringen.count() == 1


@pytest.mark.usefixtures("lege_database")
def test_wie_terugkwam_blijft_en_een_nieuw_nummer_was_nooit_eerder_uitgegeven() -> None:
    lezer = maak_abonnee()
    backup = maak_backup()
    meld_af(abonnee=lezer)
    lezer.refresh_from_db()
    journaal.noteer("toestemming", journaal.code_van_adres(lezer.email), "gegeven")
    sindsdien = maak_abonnee()

    draai("herstel", backup, "--vervang")

    assert Abonnee.objects.get().is_actief
    assert maak_abonnee().pk > sindsdien.pk


def test_van_twee_keer_dezelfde_back_up_heeft_niets_hetzelfde_nummer() -> None:
    Stand.objects.get_or_create(pk=1)
    standen = list[Stand]()
    for _ in range(2):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(terugzetten.STAND_VOORBIJ)
            standen.append(Stand.objects.get())
            transaction.set_rollback(True)

    eerst, toen = standen
    for van in ("nummer", "meedoen", "documenten", "namen"):
        assert 0 < getattr(eerst, van) < getattr(toen, van)


@pytest.mark.usefixtures("lege_database")
def test_zonder_journaal_blijft_de_post_dicht_tot_een_beheerder_haar_opent(
    settings: Settings,
) -> None:
    maak_abonnee()
    editie = gepland()
    with transaction.atomic():
        zet_klaar(sleutel="een", aan="jan@example.nl", onderwerp="Eerste", **BRIEF)
    backup = maak_backup()
    shutil.rmtree(settings.JOURNAAL_ROOT)

    with pytest.raises(CommandError, match="Het journaal kent deze back-up niet"):
        draai("herstel", backup, "--vervang")
    assert not Postsluiting.objects.exists()
    zegt = draai("herstel", backup, "--vervang", "--zonder-journaal")
    _volgende()

    assert "De post is dicht" in zegt
    assert not begin(editie.pk, timezone.now())
    assert mail.outbox == []
    assert f"Nieuwsbrief ‘{editie}’ is gepland" in draai("herstel", "--lijst")
    assert "De post is open, zonder journaal." in draai("herstel", "--open-post")
    _volgende()
    assert [een.subject for een in mail.outbox] == ["Eerste"]


@pytest.mark.usefixtures("lege_database")
def test_alleen_wie_de_geheime_sleutel_heeft_leest_een_versleutelde_back_up(
    settings: Settings, tmp_path: Path
) -> None:
    mijn, ander = (pyrage.x25519.Identity.generate() for _ in range(2))
    for naam, sleutel in (("mijn.txt", mijn), ("ander.txt", ander)):
        (tmp_path / naam).write_text(f"# sleutel\n{sleutel}\n")
    settings.BACKUP_SLEUTELS = [str(mijn.to_public())]
    maak_abonnee(email="vindbaar@example.nl")

    backup = maak_backup()

    assert backup.suffix == ".age"
    assert b"manifest.json" not in backup.read_bytes()
    with pytest.raises(CommandError, match="Noem het bestand met uw geheime sleutel"):
        draai("herstel", backup, "--controleer")
    with pytest.raises(CommandError, match="gaat met deze sleutel niet open"):
        draai("herstel", backup, "--controleer", "--sleutel", tmp_path / "ander.txt")
    zegt = draai("herstel", backup, "--controleer", "--sleutel", tmp_path / "mijn.txt")
    assert "Alles is gelezen en klopt." in zegt


@pytest.mark.usefixtures("lege_database")
@pytest.mark.parametrize("versleuteld", [False, True])
def test_een_beschadigde_of_halve_back_up_wordt_geweigerd_voordat_er_iets_verandert(
    *, versleuteld: bool, settings: Settings, tmp_path: Path
) -> None:
    sleutel = pyrage.x25519.Identity.generate()
    (tmp_path / "sleutel.txt").write_text(str(sleutel))
    settings.BACKUP_SLEUTELS = [str(sleutel.to_public())] if versleuteld else []
    backup = maak_backup()
    heel, toen = backup.read_bytes(), sommen()
    midden = len(heel) // 2
    gedraaid = heel[:midden] + bytes([heel[midden] ^ 1]) + heel[midden + 1 :]
    kapot = [heel[:midden], gedraaid, heel[:-9000], b"", b"%PDF-1.7\n" * 9999]

    herstel = partial(draai, "herstel", backup, "--vervang", "--sleutel", tmp_path / "sleutel.txt")
    for inhoud in kapot:
        backup.write_bytes(inhoud)
        with pytest.raises(CommandError, match=r"beschadigd|niet heel|geen back-up"):
            herstel()

    assert sommen() == toen


@pytest.mark.usefixtures("lege_database")
def test_wat_hier_niet_past_wordt_geweigerd_met_de_reden(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, toen = maak_backup(), sommen()

    with pytest.raises(CommandError, match="De database is niet leeg"):
        draai("herstel", backup)
    with (
        psycopg.connect(databases.adres(connection.settings_dict["NAME"])),
        pytest.raises(CommandError, match="De database is in gebruik"),
    ):
        draai("herstel", backup, "--vervang")
    with monkeypatch.context() as m:
        m.setattr(terugzetten, "versie", lambda: "0.9.0")
        with pytest.raises(CommandError, match="nieuwere versie"):
            draai("herstel", backup, "--vervang")
    settings.SECRET_KEY = "een ander geheim"
    with pytest.raises(CommandError, match="een andere SECRET_KEY"):
        draai("herstel", backup, "--vervang")

    assert sommen() == toen


@pytest.mark.usefixtures("lege_database")
def test_een_back_up_met_een_migratie_die_wij_niet_kennen_is_van_een_nieuwere_versie() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('post', '0009_x', now())"
        )
    backup = maak_backup()

    with pytest.raises(CommandError, match=r"nieuwere versie .*met migratie post\.0009_x"):
        draai("herstel", backup, "--vervang")


@pytest.mark.usefixtures("lege_database")
@pytest.mark.parametrize("anders", [{"merk": None}, {"erbij": 1}, {"database": {"md5": ""}}])
def test_een_back_up_die_iets_anders_over_zichzelf_zegt_wordt_geweigerd(
    anders: dict[str, Any], tmp_path: Path
) -> None:
    backup, toen = maak_backup(), sommen()
    ander = tmp_path / "ander.tar"
    with tarfile.open(backup) as bron, tarfile.open(ander, "w") as doel:
        for lid in bron:
            inhoud = bron.extractfile(lid).read()  # type: ignore[union-attr]
            if lid.name == MANIFEST:
                zegt = json.loads(inhoud.rpartition(b"\n")[0]) | anders | {"versie": "7.0.0"}
                over = {naam: een for naam, een in zegt.items() if een is not None}
                inhoud = json.dumps(over).encode()
                inhoud += b"\n" + hashlib.sha256(inhoud).hexdigest().encode()
                lid.size = len(inhoud)
            doel.addfile(lid, BytesIO(inhoud))

    with pytest.raises(CommandError, match=r"van versie 7\.0\.0: zet eerst die neer"):
        draai("herstel", ander, "--vervang")

    assert sommen() == toen


@pytest.mark.usefixtures("lege_database")
def test_een_nieuwe_versie_maakt_ook_voor_haar_migraties_een_back_up() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE innovaties_materiaal CASCADE")

    assert "0 bestanden" in draai("backup")


@pytest.mark.usefixtures("lege_database")
def test_er_loopt_er_een_tegelijk_en_wat_een_gedode_naliet_gaat_weg(settings: Settings) -> None:
    half = settings.BACKUP_ROOT / ".half-gedood"
    half.mkdir(parents=True)
    (half / "database.dump").touch()

    with (settings.BACKUP_ROOT / ".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="al een backup of herstel bezig"):
            draai("backup")
    maak_backup()

    assert not half.exists()


@pytest.mark.usefixtures("database")
def test_een_bestand_dat_er_niet_is_houdt_de_back_up_niet_tegen() -> None:
    default_storage.delete(str(Materiaal.objects.exclude(bestand="")[0].bestand))

    assert "is er niet: materialen/plan.pdf" in draai("backup")


@pytest.mark.usefixtures("database")
def test_de_controle_noemt_per_deel_wat_er_mis_is_en_eindigt_met_een_fout(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    ander = default_storage.save("materialen/ander.pdf", ContentFile(b"%PDF-1.7\n"))
    Materiaal.objects.exclude(bestand="").update(bestand=ander)
    draai("backup")
    (settings.MEDIA_ROOT / ander).write_bytes(b"%PDF-1.8\n")
    os.utime(settings.MEDIA_ROOT / "materialen" / "plan.pdf", (0, 0))
    for sql in (
        "DROP TRIGGER stand ON nieuwsbrieven_editie",
        "ALTER TABLE nieuwsbrieven_toestemming DISABLE TRIGGER alleen_toevoegen",
        "SET session_replication_role = replica",
        "UPDATE innovaties_materiaal SET beschrijving_id = 0 WHERE bestand <> ''",
        (
            "DELETE FROM innovaties_zoekdocument WHERE beschrijving_id IN "
            "(SELECT beschrijving_id FROM innovaties_zoekdocument LIMIT 1)"
        ),
        (
            "UPDATE vinden_wegwijzer SET adres = '/weg/' WHERE id = "
            "(SELECT min(id) FROM vinden_wegwijzer)"
        ),
        "INSERT INTO post_postsluiting (op, merk, reden) VALUES (now(), 'x', 'Dicht')",
        "SET session_replication_role = origin",
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    with pytest.raises(SystemExit, match="1"):
        call_command("controle")

    delen = dict(regel.split(": ", 1) for regel in capsys.readouterr().out.splitlines())
    assert "_fk_innovatie klopt niet bij 1 rijen" in delen["regels"]
    assert "alleen_toevoegen bij nieuwsbrieven_toestemming staat uit" in delen["regels"]
    assert delen["triggers"] == "stand ontbreekt bij nieuwsbrieven_editie"
    assert "is niet te vinden" in delen["zoekdocumenten"]
    assert "materialen/ander.pdf is anders dan bij de laatste back-up" in delen["bestanden"]
    assert "materialen/plan.pdf hoort bij geen rij" in delen["bestanden"]
    assert delen["links"] == "/weg/ geeft 404"
    assert delen["wachtrij"] == "1 keer is de post dicht na terugzetten"
    assert delen["migraties"] == delen["volgorde"] == "goed"


@pytest.mark.usefixtures("lege_database")
def test_het_papier_toont_wat_de_opdrachten_zeggen(settings: Settings, tmp_path: Path) -> None:
    sleutel = pyrage.x25519.Identity.generate()
    (tmp_path / "sleutel.txt").write_text(str(sleutel))
    settings.BACKUP_SLEUTELS = [str(sleutel.to_public())]
    papier = (ROOT / "docs" / "beheer" / "bewaren.md").read_text()
    blokken = re.findall(r"```console\n\$ \S+ manage.py ([^\n]+)\n(.*?)```", papier, re.DOTALL)

    for opdracht, beschreven in blokken:
        naam, *argumenten = opdracht.split()
        echt = {"sleutel.txt": tmp_path / "sleutel.txt"}
        if naam == "backup":
            zegt = draai(naam)
            backup = zegt.splitlines()[0]
        else:
            hier = [backup if a.endswith(".age") else echt.get(a, a) for a in argumenten]
            zegt = draai(naam, *hier)
        assert _zonder_getallen(zegt, settings) == _zonder_getallen(beschreven, settings)

    assert [opdracht.split()[0] for opdracht, _ in blokken] == [
        *("backup", "herstel", "herstel", "controle")
    ]


def _zonder_getallen(tekst: str, settings: Settings) -> str:
    waar = tekst.replace(str(settings.BACKUP_ROOT), "/var/lib/kennisbank/backup")
    return re.sub(r"\d+", "0", waar)


def test_de_laatste_van_elke_dag_week_en_maand_blijft() -> None:
    nu = datetime(2026, 11, 29, 3, tzinfo=UTC)
    elke_nacht = [nu - timedelta(days=dag) for dag in range(200)]
    twee_vandaag = [nu - timedelta(hours=1)]

    houden = maken.te_houden([*elke_nacht, *twee_vandaag], nu)

    assert sorted((nu - een).days for een in houden) == [0, 0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 29, 60]
    assert maken.te_houden([nu - timedelta(days=400)], nu) == {nu - timedelta(days=400)}
