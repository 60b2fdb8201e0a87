"""What a spreadsheet program reads in a workbook: texts, numbers, days and moments."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BEGIN = datetime(1899, 12, 30)  # noqa: DTZ001 (a sheet knows no time zone)

Bladcel = str | float | date | datetime | None


def cellen(inhoud: bytes, blad: int = 1) -> list[list[Bladcel]]:
    """The rows of one sheet; what is empty at the end of a row is left out."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as map_:
        vel = ET.fromstring(map_.read(f"xl/worksheets/sheet{blad}.xml"))
        vormen = _vormen(ET.fromstring(map_.read("xl/styles.xml")))
    return [_rij(rij, vormen) for rij in vel.iter(f"{N}row")]


def alle_cellen(inhoud: bytes) -> list[Bladcel]:
    """The cells of every sheet."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as map_:
        aantal = sum("worksheets/sheet" in naam for naam in map_.namelist())
    bladen = (cellen(inhoud, nummer) for nummer in range(1, aantal + 1))
    return [cel for blad in bladen for rij in blad for cel in rij]


def _vormen(stijl: ET.Element) -> list[str]:
    """The number format of each style."""
    formaten = {een.get("numFmtId"): een.get("formatCode", "") for een in stijl.iter(f"{N}numFmt")}
    cel_stijlen = stijl.find(f"{N}cellXfs")
    assert cel_stijlen is not None
    return [formaten.get(een.get("numFmtId"), "") for een in cel_stijlen]


def _rij(rij: ET.Element, vormen: list[str]) -> list[Bladcel]:
    gelezen: list[Bladcel] = []
    for cel in rij:
        gelezen += [None] * (_kolom(cel.get("r", "")) - len(gelezen))
        gelezen.append(_cel(cel, vormen))
    return gelezen


def _kolom(plek: str) -> int:
    """'A1' → 0, 'AB7' → 27."""
    nummer = 0
    for letter in re.sub(r"\d", "", plek):
        nummer = 26 * nummer + ord(letter) - ord("A") + 1
    return nummer - 1


def _cel(cel: ET.Element, vormen: list[str]) -> Bladcel:
    assert cel.find(f"{N}f") is None, "No cell is a formula."
    if cel.get("t") == "inlineStr":
        tekst = "".join(deel.text or "" for deel in cel.iter(f"{N}t"))
        return re.sub("_x([0-9A-F]{4})_", lambda teken: chr(int(teken[1], 16)), tekst)
    waarde = cel.find(f"{N}v")
    if waarde is None:
        return None
    getal = float(waarde.text or "")
    vorm = vormen[int(cel.get("s", 0))]
    if "yy" not in vorm:
        return getal
    moment = BEGIN + timedelta(minutes=round(getal * 24 * 60))
    return moment if "hh" in vorm else moment.date()
