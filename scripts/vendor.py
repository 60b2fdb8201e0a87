#!/usr/bin/env python3
"""Fetch the pinned front-end packages and lay the few files we use in static/.

Run by hand (`make vendor`); the result is committed, so no visitor, build or
test needs npm. Only the Python standard library and the npm client are used.
"""

import json
import math
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

type Point = tuple[float, float]

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"

# Element styles ("html/…") make plain HTML and Markdown output look right;
# the others are class based. Third column: selectors that we do not use.
STATE = (
    r"--(focus|hover|active|focus-visible|disabled|invalid|busy|read-only)\b(?!-)"
    r"|:focus|:read-only|:disabled|:hover"
)
NLDS = [
    ("@utrecht/root-css", "4.1.1", "dist/html/index.css", r":lang\((ar|fa|he)|:focus-visible"),
    ("@utrecht/document-css", "3.0.1", "dist/html/index.css", r":lang\("),
    ("@nl-design-system-candidate/heading-css", "1.1.3", "dist/html/heading.css", r"^h[56]$"),
    (
        "@nl-design-system-candidate/paragraph-css",
        "2.1.3",
        "dist/paragraph.css",
        r"__lead|^\.nl-paragraph$",
    ),
    ("@nl-design-system-candidate/paragraph-css", "2.1.3", "dist/html/paragraph.css", r"^$"),
    ("@nl-design-system-candidate/link-css", "2.0.3", "dist/html/link.css", r"role=link"),
    ("@nl-design-system-candidate/mark-css", "1.0.5", "dist/html/mark.css", r"^$"),
    ("@nl-design-system-candidate/skip-link-css", "1.0.5", "dist/skip-link.css", r"--visible$"),
    (
        "@nl-design-system-candidate/button-css",
        "1.1.0",
        "dist/button.css",
        r"positive|negative|pressed|busy|disabled|:focus-visible|icon-only|::after",
    ),
    (
        "@utrecht/unordered-list-css",
        "3.1.1",
        "dist/html/index.css",
        r"(ul ?> ?li ?> ?){2}ul|charset",
    ),
    ("@utrecht/ordered-list-css", "4.0.1", "dist/html/index.css", r":lang\("),
    ("@utrecht/blockquote-css", "3.0.1", "dist/html/index.css", r"^$"),
    ("@utrecht/separator-css", "3.0.1", "dist/html/index.css", r"^$"),
    ("@utrecht/form-label-css", "3.0.1", "dist/index.css", r"--(radio|disabled)"),
    (
        "@utrecht/textbox-css",
        "4.0.1",
        "dist/index.css",
        r"-size|placeholder-(ltr|rtl)|password|numeric|--url|inputMode|type=|__placeholder|pattern|"
        + STATE,
    ),
    ("@utrecht/select-css", "3.0.1", "dist/index.css", r"multiple|option|" + STATE),
    ("@utrecht/pagination-css", "3.0.1", "dist/index.css", r"--(hover|disabled)|distanced|:focus"),
]

# Declarations that only repeat what we never set.
DROP_DECL = re.compile(
    r"utrecht-space-around|^--utrecht-link-|^--nl-icon|_utrecht-textbox-(value|max)"
    r"|marker-font-size:var\(\s*--utrecht-unordered-list-level"
)

FILES = [
    ("htmx.org", "2.0.11", "dist/htmx.min.js", VENDOR / "htmx.min.js"),
    ("qr", "0.7.0", "decode.js", VENDOR / "qr/decode.js"),
    ("qr", "0.7.0", "index.js", VENDOR / "qr/index.js"),
    ("qr", "0.7.0", "LICENSE-MIT", VENDOR / "qr/LICENSE"),
    (
        "@fontsource-variable/atkinson-hyperlegible-next",
        "5.3.0",
        "files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        STATIC / "fonts/atkinson-next-latin.woff2",
    ),
    (
        "@fontsource-variable/atkinson-hyperlegible-next",
        "5.3.0",
        "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
        STATIC / "fonts/atkinson-next-latin-ext.woff2",
    ),
    (
        "@fontsource/young-serif",
        "5.3.0",
        "files/young-serif-latin-400-normal.woff2",
        STATIC / "fonts/young-serif-latin.woff2",
    ),
]

ICON_SET = ("@phosphor-icons/core", "2.1.1")
ICONS = {
    "plant": "plant",
    "handen": "handshake",
    "huis": "house-line",
    "hart": "hand-heart",
    "scherm": "monitor",
    "netwerk": "graph",
    "zoek": "magnifying-glass",
    "menu": "list",
    "sluit": "x",
    "pijl-rechts": "arrow-right",
    "pijl-links": "arrow-left",
    "pijl-omlaag": "caret-down",
    "download": "download-simple",
    "afdrukken": "printer",
    "kalender": "calendar-blank",
    "kaartpin": "map-pin",
    "info": "info",
    "waarschuwing": "warning",
    "vink": "check",
    "doel": "target",
    "meetlat": "ruler",
    "vergelijk": "columns",
    "filter": "sliders-horizontal",
    "extern": "arrow-square-out",
    "delen": "share-network",
    "rss": "rss",
    "bestand": "file-text",
    "personen": "users",
    "gebouw": "buildings",
    "element": "puzzle-piece",
    "boek": "book-open",
    "lamp": "lightbulb",
    "mail": "envelope-simple",
    "wet": "scales",
    "geld": "coins",
    "klok": "clock",
    "vraag": "question",
    "link": "link-simple",
    "plus": "plus",
    "citaat": "quotes",
}

MAP = ("@svg-maps/netherlands", "1.0.0", "index.js")
MAP_AREA = 3.0  # a corner smaller than this many square units is left out
MAP_ISLAND = 18.0  # so is an island
PROVINCES = {
    "dr": "drenthe",
    "fl": "flevoland",
    "fr": "fryslan",
    "ge": "gelderland",
    "gr": "groningen",
    "li": "limburg",
    "nb": "noord-brabant",
    "nh": "noord-holland",
    "ov": "overijssel",
    "ut": "utrecht",
    "ze": "zeeland",
    "zh": "zuid-holland",
}


class Packages:
    """Unpack each package once; remember licence and used files for the README."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.used: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}

    def path(self, name: str, version: str) -> Path:
        home = self.folder / name.replace("/", "_")
        if not home.exists():
            home.mkdir()
            subprocess.run(
                ["npm", "pack", "--silent", f"{name}@{version}"],
                cwd=home,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            with tarfile.open(next(home.glob("*.tgz"))) as tar:
                tar.extractall(home, filter="data")
        return home / "package"

    def read(self, name: str, version: str, file: str, target: str, how: str) -> bytes:
        home = self.path(name, version)
        meta = json.loads((home / "package.json").read_text())
        self.used.setdefault((name, version, meta.get("license", "?")), {})[file] = (target, how)
        return (home / file).read_bytes()


# --- CSS -------------------------------------------------------------------


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (prelude, body) for each rule at one level of nesting."""
    i = 0
    while i < len(css):
        start = css.find("{", i)
        if start < 0:
            return
        depth, j = 1, start + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[j], 0)
            j += 1
        yield css[i:start].strip(), css[start + 1 : j - 1].strip()
        i = j


def split_selectors(text: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for char in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == "," and not depth:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    return [*parts, current.strip()]


def shake(css: str, drop: re.Pattern[str]) -> str:
    out = []
    for prelude, body in rules(css):
        if prelude.startswith("@"):
            if prelude.startswith("@media") and (inner := shake(body, drop)):
                out.append(f"{prelude}{{{inner}}}")
            continue
        keep = [s for s in split_selectors(prelude) if not drop.search(s)]
        lines = [d.strip() for d in body.split(";")]
        lines = [
            re.sub(r"\s*:\s*", ":", d, count=1) for d in lines if d and not DROP_DECL.search(d)
        ]
        if keep and lines:
            out.append(f"{','.join(keep)}{{{';'.join(lines)}}}")
    return "\n".join(out)


def build_css(packages: Packages) -> None:
    parts, names = [], []
    for name, version, file, drop in NLDS:
        how = "samengevoegd, ongebruikte regels weggelaten"
        css = packages.read(name, version, file, "static/vendor/nlds.css", how).decode()
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        css = re.sub(r'@charset "[^"]*";', "", css)
        css = re.sub(r"\s+", " ", css)
        parts.append(shake(css, re.compile(drop)))
        if f"{name}@{version}" not in names:
            names.append(f"{name}@{version}")
    # A layer lets site.css win without fighting over specificity.
    head = (
        "/* Generated by scripts/vendor.py; do not edit.\n"
        "   NL Design System component CSS, EUPL-1.2; changed: joined, unused rules left out.\n"
        f"   {' '.join(names)} */\n"
    )
    (VENDOR / "nlds.css").write_text(head + "@layer nlds{\n" + "\n".join(parts) + "\n}\n")


# --- icons -----------------------------------------------------------------


def build_icons(packages: Packages) -> None:
    out = ["<!-- Phosphor Icons, MIT; generated by scripts/vendor.py -->"]
    for ours, theirs in ICONS.items():
        file = f"assets/regular/{theirs}.svg"
        svg = packages.read(*ICON_SET, file, "static/icons/iconen.svg", "als symbool").decode()
        inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
        out.append(f'<symbol id="{ours}" viewBox="0 0 256 256">{inner}</symbol>')
    body = "\n".join(out)
    (STATIC / "icons/iconen.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'
    )


# --- map -------------------------------------------------------------------


def rings(path: str) -> Iterator[list[Point]]:
    """Absolute corners of each ring of a path that only knows relative moves."""
    x = y = 0.0
    for part in re.findall(r"m([^mz]*)z", path):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", part)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        yield points


def edges(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, points[1:] + points[:1], strict=True)


def area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(points))) / 2


def simplify(points: list[Point]) -> list[Point]:
    """Visvalingam: neighbours keep the same corners, so borders still match."""
    points = [p for p, q in edges(points) if p != q]
    while len(points) > 4:
        around = zip([points[-1], *points], points, points[1:] + points[:1], strict=False)
        sizes = [area(list(corner)) for corner in around]
        smallest = sizes.index(min(sizes))
        if sizes[smallest] >= MAP_AREA:
            break
        del points[smallest]
    return points


def inside(x: float, y: float, ring: list[Point]) -> bool:
    hit = False
    for (x1, y1), (x2, y2) in edges(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = max(0, min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy or 1)))
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def label_point(ring: list[Point]) -> Point:
    """The point farthest from the border, where a number fits best."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    grid_x = range(int(min(xs)), int(max(xs)), 4)
    grid_y = range(int(min(ys)), int(max(ys)), 4)
    spots = [(x, y) for x in grid_x for y in grid_y if inside(x, y, ring)]
    return max(spots, key=lambda s: min(distance(s[0], s[1], a, b) for a, b in edges(ring)))


def build_map(packages: Packages) -> None:
    how = "vereenvoudigd, als paden per provincie"
    source = packages.read(*MAP, "inhoud/kaart.json", how).decode()
    data = json.loads(source[source.index("{") : source.rindex("}") + 1])
    out = {}
    for place in data["locations"]:
        kept: list[list[Point]] = [
            [(round(x), round(y)) for x, y in simplify(ring)]
            for ring in rings(place["path"])
            if area(ring) >= MAP_ISLAND
        ]
        path = ""
        for ring in kept:
            (px, py), *rest = ring
            path += f"M{px},{py}l"
            steps = []
            for x, y in rest:
                if (x, y) != (px, py):
                    steps.append(f"{x - px},{y - py}")
                px, py = x, y
            path += " ".join(steps) + "z"
        x, y = label_point(max(kept, key=area))
        path = path.replace(",-", "-").replace(" -", "-")
        out[PROVINCES[place["id"]]] = {"d": path, "x": x, "y": y}
    target = ROOT / "inhoud/kaart.json"
    target.write_text(json.dumps(dict(sorted(out.items())), indent=1) + "\n")


README = """\
# Meegeleverde bestanden van anderen

Gemaakt door `scripts/vendor.py`; niet met de hand wijzigen.

| pakket | versie | licentie | bestand | hoe gebruikt |
| --- | --- | --- | --- | --- |
{rows}

- NL Design System: EUPL-1.2. De CSS van de componenten is samengevoegd in `nlds.css`;
  regels die wij niet gebruiken zijn weggelaten. Ook `nlds.css` valt onder de EUPL-1.2.
- Atkinson Hyperlegible Next: SIL Open Font License 1.1, Braille Institute of America.
- Young Serif: SIL Open Font License 1.1.
- Phosphor Icons: MIT.
- htmx: 0BSD.
- qr (Paul Miller): MIT of Apache-2.0. Leest de code op een badge in een browser die dat zelf
  niet kan; wordt pas geladen als iemand de camera aanzet.
- Kaart van Nederland: @svg-maps/netherlands, naar een kaart van MapSVG, CC BY 4.0.
  Vereenvoudigd en in 12 losse paden gezet. Noem de bron bij de kaart of in het colofon.
"""


def readme(packages: Packages) -> None:
    rows = [
        f"| {name} | {version} | {licence} | {target} | {how} |"
        for (name, version, licence), files in sorted(packages.used.items())
        for target, how in sorted(set(files.values()))
    ]
    (VENDOR / "README.md").write_text(README.format(rows="\n".join(rows)))


def main() -> None:
    for folder in (VENDOR / "qr", STATIC / "fonts", STATIC / "icons"):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as workplace:
        packages = Packages(workplace)
        build_css(packages)
        for name, version, file, target in FILES:
            place = str(target.relative_to(ROOT))
            target.write_bytes(packages.read(name, version, file, place, "ongewijzigd"))
        build_icons(packages)
        build_map(packages)
        readme(packages)


if __name__ == "__main__":
    main()
