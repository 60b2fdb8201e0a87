"""Calendar files: what is in them, and what a calendar program makes of them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from masterclasses import berichten
from masterclasses.actions.aanmelden import bevestig, trek_in
from masterclasses.actions.plekken import verhoog_volgnummer
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Wijze
from masterclasses.models import Aanmelding, Masterclass
from masterclasses.uitvoer.kalender import afzegging, als_kalender, uitnodiging
from post.models import Bericht
from tests import khal
from tests.maak import maak_aanmelding, maak_gebruiker, maak_masterclass, maak_thema, om_tien, over

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2027, 1, 21, 10, 0, tzinfo=AMSTERDAM)
ONLINE_ADRES = "https://online.example.nl/zaal?sleutel=geheim"


def een_masterclass(**velden: Any) -> Masterclass:
    """One that needs no database."""
    standaard: dict[str, Any] = {
        "pk": 7,
        "slug": "duurzaam",
        "titel": "Duurzame financiering",
        "samenvatting": "Wie betaalt, en hoe lang?",
        "begin": BEGIN,
        "einde": BEGIN + timedelta(hours=6),
        "locatie": "De Plek",
        "adres": "Dorpsstraat 1, Ergens",
        "online_adres": ONLINE_ADRES,
        "fase": Masterclassfase.AANGEKONDIGD,
    }
    return Masterclass(**{**standaard, **velden})


def een_aanmelding(masterclass: Masterclass | None = None, **velden: Any) -> Aanmelding:
    standaard: dict[str, Any] = {"naam": "Jan", "email": "jan@example.nl", "wijze": Wijze.ZAAL}
    return Aanmelding(masterclass=masterclass or een_masterclass(), **{**standaard, **velden})


def lees(bestand: str | bytes) -> tuple[Any, Any]:
    """The calendar and the one event in it (`Any`: the library types a value as any of thirty)."""
    kalender = Calendar.from_ical(bestand)
    (gebeurtenis,) = kalender.events
    return kalender, gebeurtenis


def test_een_openbaar_bestand_zegt_wat_wanneer_en_waar(settings: Settings) -> None:
    settings.SITE_URL = "https://kennisbank.example.nl"
    settings.REDACTIE_EMAIL = "redactie@example.nl"
    masterclass = een_masterclass(volgnummer=3, gewijzigd_op=datetime(2026, 9, 1, 12, tzinfo=UTC))

    kalender, gebeurtenis = lees(als_kalender([masterclass]))

    adres = "https://kennisbank.example.nl/masterclasses/duurzaam/"
    assert kalender["method"] == "PUBLISH"
    assert gebeurtenis["uid"] == "masterclass-7@kennisbank.example.nl"
    assert gebeurtenis["sequence"] == 3
    assert gebeurtenis["status"] == "CONFIRMED"
    assert gebeurtenis["summary"] == "Duurzame financiering"
    assert gebeurtenis["location"] == "De Plek, Dorpsstraat 1, Ergens"
    assert gebeurtenis["url"] == adres
    assert gebeurtenis["organizer"] == "mailto:redactie@example.nl"
    assert gebeurtenis["organizer"].params["cn"] == "Kennisbank Nieuwe wegen"
    assert gebeurtenis["last-modified"].dt == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert timedelta() <= datetime.now(UTC) - gebeurtenis["dtstamp"].dt < timedelta(minutes=1)
    assert gebeurtenis["description"] == (
        f"Wie betaalt, en hoe lang?\n\nMeer over deze masterclass: {adres}"
    )
    assert "attendee" not in gebeurtenis


def test_een_tijd_staat_op_de_nederlandse_klok() -> None:
    regels = als_kalender([een_masterclass(begin=BEGIN.astimezone(UTC))]).split("\r\n")

    assert "DTSTART;TZID=Europe/Amsterdam:20270121T100000" in regels
    assert "DTEND;TZID=Europe/Amsterdam:20270121T160000" in regels


@pytest.mark.parametrize(
    ("maak", "methode", "status"),
    [(uitnodiging, "REQUEST", "CONFIRMED"), (afzegging, "CANCEL", "CANCELLED")],
)
def test_een_persoonlijk_bestand_is_voor_een_persoon(
    maak: Callable[[Aanmelding], str], methode: str, status: str
) -> None:
    kalender, gebeurtenis = lees(
        maak(een_aanmelding(naam='Jan "de Hoek";\r\nX:Y', email="jan+nl@example.nl"))
    )

    assert (kalender["method"], gebeurtenis["status"]) == (methode, status)
    assert gebeurtenis["attendee"] == "mailto:jan+nl@example.nl"
    assert gebeurtenis["attendee"].params == {
        "CN": 'Jan "de Hoek"; X:Y',
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
    }
    assert "uid" in gebeurtenis
    assert gebeurtenis["uid"] == lees(als_kalender([een_masterclass()]))[1]["uid"]


def test_alleen_wie_online_meedoet_krijgt_het_adres() -> None:
    online, zaal = een_aanmelding(wijze=Wijze.ONLINE), een_aanmelding(wijze=Wijze.ZAAL)

    _, voor_online = lees(uitnodiging(online))

    assert voor_online["location"] == "Online"
    assert f"U doet online mee: {ONLINE_ADRES}" in voor_online["description"]
    for bestand in (
        uitnodiging(zaal),
        afzegging(zaal),
        als_kalender([een_masterclass()]),
        als_kalender([een_masterclass(locatie="", adres="")]),
    ):
        assert "online.example" not in bestand.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("velden", "plaats"),
    [
        ({"locatie": "De Plek", "adres": ""}, "De Plek"),
        ({"locatie": "", "adres": ""}, "Online"),
        ({"locatie": "", "adres": "", "online_adres": ""}, None),
    ],
)
def test_de_plaats_is_wat_wij_ervan_weten(velden: dict[str, str], plaats: str | None) -> None:
    _, gebeurtenis = lees(als_kalender([een_masterclass(**velden)]))

    assert gebeurtenis.get("location") == plaats


def test_wat_niet_doorgaat_blijft_staan_als_afgelast() -> None:
    masterclass = een_masterclass(fase=Masterclassfase.AFGELAST, reden="De spreker is ziek.")

    _, gebeurtenis = lees(als_kalender([masterclass]))

    assert gebeurtenis["status"] == "CANCELLED"
    assert gebeurtenis["description"].startswith(
        "Deze masterclass gaat niet door. De spreker is ziek.\n\n"
    )


def test_een_tekst_kan_niets_toevoegen_en_regels_zijn_kort() -> None:
    boos = (
        "Eén, twee; drie\\ \r\nATTENDEE:mailto:x@example.nl\rBEGIN:VALARM\n\x0b\x85\u2028\x07 " * 9
    )
    masterclass = een_masterclass(titel=boos, locatie=boos, samenvatting=boos)

    bestand = als_kalender([masterclass])

    _, gebeurtenis = lees(bestand)
    assert gebeurtenis["summary"] == " ".join(re.sub("[\x07]", " ", boos).split())
    assert "attendee" not in gebeurtenis
    assert gebeurtenis.subcomponents == []
    assert bestand.endswith("END:VCALENDAR\r\n")
    assert len(bestand.splitlines()) == bestand.count("\r\n") == bestand.count("\n")
    assert max(len(regel.encode()) for regel in bestand.split("\r\n")) <= 75


TEKST = (
    st.text(
        # icalendar reads "\N" in a text as a line break.
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]),
        min_size=1,
        max_size=200,
    )
    .map(partial(unicodedata.normalize, "NFC"))  # as it comes through the door
    .filter(lambda tekst: "\\N" not in tekst)
)


@st.composite
def momenten(draw: st.DrawFn) -> datetime:
    """Any minute of the years to come, often one in the two nights in which the clock changes."""
    jaar = draw(st.integers(1997, 2099))
    maand = draw(st.sampled_from([3, 10]))
    laatste = datetime(jaar, maand, 31, tzinfo=UTC)
    nacht = laatste - timedelta(days=(laatste.weekday() + 1) % 7)
    minuten = draw(st.integers(-180, 300) | st.integers(-250_000, 250_000))
    return nacht + timedelta(minutes=minuten)


@settings(deadline=None)
@given(
    titel=TEKST,
    plaats=TEKST,
    begin=momenten(),
    duur=st.timedeltas(timedelta(minutes=1), timedelta(hours=16)),
)
@example("Tweede half drie", "x", datetime(2027, 10, 31, 1, 30, tzinfo=UTC), timedelta(minutes=1))
@example("Net na drie", "x", datetime(2027, 3, 28, 1, 0, tzinfo=UTC), timedelta(hours=16))
def test_wie_een_bestand_leest_vindt_hetzelfde_moment_en_dezelfde_tekst(
    titel: str, plaats: str, begin: datetime, duur: timedelta
) -> None:
    einde = (begin + duur).replace(microsecond=0)
    masterclass = een_masterclass(titel=titel, locatie=plaats, adres="", begin=begin, einde=einde)

    kalender, gebeurtenis = lees(als_kalender([masterclass]))

    (zone,) = kalender.timezones
    klok = zone.to_tz(lookup_tzid=False)  # by the rules in the file, not by the name of the zone
    assert not isinstance(klok, ZoneInfo)
    gelezen = {naam: _moment(gebeurtenis[naam], klok) for naam in ("dtstart", "dtend")}
    assert gelezen == {"dtstart": begin, "dtend": einde}
    assert (gebeurtenis["summary"], gebeurtenis["location"]) == (titel, plaats)


def _moment(waarde: Any, klok: tzinfo) -> datetime:
    """The instant that the file means: in UTC, or on the clock that it carries."""
    moment: datetime = waarde.dt
    if "TZID" in waarde.params:
        moment = moment.replace(tzinfo=klok)
    return moment.astimezone(UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("adres", ["/masterclasses/duurzaam.ics", "/masterclasses.ics"])
def test_een_bestand_heet_naar_wat_erin_staat(client: Client, adres: str) -> None:
    maak_masterclass(slug="duurzaam", titel="Duurzaam")

    antwoord = client.get(adres)

    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    naam = adres.rpartition("/")[2]
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert lees(antwoord.content)[1]["summary"] == "Duurzaam"
    assert client.post(adres).status_code == 405


def afgelast(**velden: Any) -> Masterclass:
    door = maak_gebruiker(rollen=["kennismakelaar"])
    return maak_masterclass(
        fase=Masterclassfase.AFGELAST,
        reden="Ziek.",
        afgelast_op=over(0),
        afgelast_door=door,
        **velden,
    )


@pytest.mark.django_db
def test_een_concept_heeft_geen_bestand_en_wat_niet_doorgaat_wel(client: Client) -> None:
    maak_masterclass(slug="concept", fase=Masterclassfase.CONCEPT)
    afgelast(slug="afgelast")

    feed = Calendar.from_ical(client.get("/masterclasses.ics").content)

    assert client.get("/masterclasses/concept.ics").status_code == 404
    assert client.get("/masterclasses/bestaat-niet.ics").status_code == 404
    assert lees(client.get("/masterclasses/afgelast.ics").content)[1]["status"] == "CANCELLED"
    assert [gebeurtenis["status"] for gebeurtenis in feed.events] == ["CANCELLED"]


@pytest.mark.django_db
def test_een_abonnement_heeft_wat_komt_en_het_laatste_jaar(client: Client) -> None:
    for titel, dagen in [("Komt", 30), ("Vorig jaar", -300), ("Lang geleden", -370)]:
        maak_masterclass(titel=titel, begin=om_tien(dagen))

    kalender: Any = Calendar.from_ical(client.get("/masterclasses.ics").content)

    assert [gebeurtenis["summary"] for gebeurtenis in kalender.events] == ["Vorig jaar", "Komt"]
    assert kalender["x-wr-calname"] == "Masterclasses Nieuwe wegen"
    assert kalender["refresh-interval"].params["value"] == "DURATION"
    assert kalender["refresh-interval"].dt == timedelta(hours=6)
    assert kalender["x-published-ttl"] == "PT6H"


@pytest.mark.django_db
def test_een_abonnement_kan_over_een_thema_gaan(client: Client) -> None:
    maak_masterclass(titel="Over herstel", thema=maak_thema("herstel"))
    maak_masterclass(titel="Over wonen", thema=maak_thema("wonen"))

    kalender, gebeurtenis = lees(client.get("/masterclasses.ics?thema=wonen").content)

    assert gebeurtenis["summary"] == "Over wonen"
    assert kalender["x-wr-calname"] == "Masterclasses Nieuwe wegen: Wonen"
    assert client.get("/masterclasses.ics?thema=bestaat-niet").status_code == 404


@pytest.mark.django_db
def test_een_leeg_abonnement_is_ook_een_kalender(client: Client) -> None:
    kalender = Calendar.from_ical(client.get("/masterclasses.ics?thema=").content)

    assert kalender.events == []
    assert len(kalender.timezones) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("vraag", "vragen"), [("", 1), ("?thema=herstel", 2)])
def test_een_abonnement_kost_altijd_evenveel_vragen(
    client: Client,
    aantal: int,
    vraag: str,
    vragen: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(aantal):
        maak_masterclass(thema=maak_thema("herstel"))

    with django_assert_num_queries(vragen):
        antwoord = client.get(f"/masterclasses.ics{vraag}")

    assert antwoord.content.count(b"BEGIN:VEVENT") == aantal


class Agenda:
    """The calendar of somebody who uses khal.

    khal goes by UID alone: what comes later replaces what it has. Others go by SEQUENCE too.
    """

    def __init__(self, folder: Path) -> None:
        program = khal.find()
        assert program, "No calendar program: run `make test`, which gets one."
        self.folder = folder
        self.start = [program, "-c", str(folder / "config")]
        self.env = {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
        (folder / "agenda").mkdir()
        (folder / "config").write_text(f"""\
[calendars]
[[agenda]]
path = {folder / "agenda"}
[sqlite]
path = {folder / "khal.db"}
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
""")

    def neem_op(self, bestand: str) -> None:
        pad = self.folder / "bestand.ics"
        pad.write_text(bestand, newline="")
        self._draai("import", "--batch", str(pad))

    def regels(self) -> list[str]:
        """What it shows for the year from today; it may be on another clock than we are."""
        vorm = ["--day-format", "", "--format", "{start} {end} {cancelled}{title}"]
        return self._draai("list", *vorm, f"{timezone.localdate()}", "365d").splitlines()

    def _draai(self, *woorden: str) -> str:
        return subprocess.run(
            [*self.start, *woorden], env=self.env, check=True, capture_output=True, text=True
        ).stdout


def regel(masterclass: Masterclass, *, vooraf: str = "") -> str:
    """How the calendar should show `masterclass`."""
    begin, einde = (
        f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
        for moment in (masterclass.begin, masterclass.einde)
    )
    return f"{begin} {einde} {vooraf}{masterclass.titel}"


def verplaats(masterclass: Masterclass, naar: datetime) -> None:
    masterclass.begin, masterclass.einde = naar, naar + timedelta(hours=4)
    masterclass.save()
    verhoog_volgnummer(masterclass)


@pytest.mark.django_db
def test_de_bestanden_bij_de_mails_zijn_samen_een_gebeurtenis(tmp_path: Path) -> None:
    agenda = Agenda(tmp_path)
    masterclass = maak_masterclass(titel="Duurzaam", begin=om_tien(60))
    aanmelding = bevestig(
        aanmelding=maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN)
    )
    eerst = regel(masterclass)
    verplaats(masterclass, om_tien(250))
    aanmelding.masterclass = masterclass
    berichten.verplaatst(aanmelding, "", "maandag")
    trek_in(aanmelding=aanmelding)

    bestanden = [bericht.agenda for bericht in Bericht.objects.exclude(agenda="").order_by("pk")]
    getoond = []
    for bestand in bestanden:
        agenda.neem_op(bestand)
        getoond.append(agenda.regels())

    assert getoond == [
        [eerst],
        [regel(masterclass)],
        [regel(masterclass, vooraf="CANCELLED ")],
    ]
    assert [lees(bestand)[1]["sequence"] for bestand in bestanden] == [0, 1, 2]


@pytest.mark.django_db
def test_een_abonnement_werkt_bij_wat_er_al_stond(client: Client, tmp_path: Path) -> None:
    agenda = Agenda(tmp_path)
    eerste = maak_masterclass(titel="Eerste", begin=om_tien(60))
    tweede = maak_masterclass(titel="Tweede", begin=om_tien(70))
    agenda.neem_op(client.get("/masterclasses.ics").text)
    eerder, verwacht = agenda.regels(), [regel(eerste), regel(tweede)]
    verplaats(eerste, om_tien(250))
    tweede.fase, tweede.reden = Masterclassfase.AFGELAST, "De spreker is ziek."
    tweede.afgelast_op, tweede.afgelast_door = over(0), tweede.organisator
    tweede.save()

    agenda.neem_op(client.get("/masterclasses.ics").text)

    assert eerder == verwacht
    assert agenda.regels() == [regel(tweede, vooraf="CANCELLED "), regel(eerste)]
