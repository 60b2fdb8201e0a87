"""What axe finds on a page at each width and in both schemes, with each look judged once.

Contrast takes axe most of its time, and is a matter of how a text looks and what is painted where
it stands. So it is asked of the texts whose look did not pass before, on this page or another, but
for those of which axe judges none in that place: a field that is off, text for a screen reader.
Every other rule is asked anew of every page: at the first width of all that is visible, at another
of what was not visible yet, and there of the whole page what is a matter of width. In the dark only
links can fail that nothing but their colour tells from the text around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.paginas import BREEDTES, niets

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """([opties, deel]) => {
  const zichtbaar = () => [...document.body.querySelectorAll("*")].filter(
    (el) => el.checkVisibility({visibilityProperty: true}),
  );
  const binnenRegel = (el) =>
    !/^(block|list-item|flex|grid|inline-block|table)/.test(getComputedStyle(el).display);
  const streep = (el) => getComputedStyle(el).textDecorationLine;
  const alinea = (el) => binnenRegel(el) ? alinea(el.parentElement) : el;
  const tekst = (el) => el.textContent.trim().length;
  const valtWeg = (el) => {
    const blok = alinea(el);
    return streep(el) === streep(blok) && tekst(el) < tekst(blok);
  };
  const delen = {
    alles: () => [document],
    nieuw: () => {
      const gezien = window.gezien;
      const nieuw = new Set(zichtbaar().filter((el) => !gezien.has(el)));
      return [...nieuw].filter((el) => !nieuw.has(el.parentElement));
    },
    kleurlinks: () => zichtbaar().filter(
      (el) => el.matches("a[href]") && binnenRegel(el) && valtWeg(el),
    ),
  };
  const include = delen[deel]();
  if (deel !== "kleurlinks") window.gezien = new Set(zichtbaar());
  if (!include.length) return {violations: []};
  return axe.run({include}, {resultTypes: ["violations"], preload: false, ...opties});
}"""
"""Run axe on a part of the page. `kleurlinks` are those in a text that no line sets apart."""

CONTRAST = "color-contrast"
BREEDTE = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
"""What beside looks is a matter of width."""

KLEUR = {"runOnly": {"type": "rule", "values": ["link-in-text-block"]}}
"""What beside contrast is a matter of colour."""

OPZIJ = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

BEELDEN = """() => {
  const zichtbaar = (el) => el.checkVisibility({visibilityProperty: true});
  const doorzichtig = new Map([[null, ""]]);
  const dekking = (el) => {
    if (!doorzichtig.has(el)) {
      const {opacity} = getComputedStyle(el);
      doorzichtig.set(el, dekking(el.parentElement) + (opacity === "1" ? "" : opacity + "/"));
    }
    return doorzichtig.get(el);
  };
  const schijn = (stijl) => [
    stijl.backgroundColor, stijl.backgroundImage, stijl.position, stijl.zIndex,
  ].join();
  const erbij = (el, deel) => {
    const stijl = getComputedStyle(el, deel);
    return stijl.content === "none" ? "" : schijn(stijl);
  };
  const alle = [...document.body.querySelectorAll("*"), document.body].filter(zichtbaar);
  const vlakken = alle.map((el) => {
    const beeld = /^(img|svg|video|canvas|iframe|input|select|textarea)$/i.test(el.tagName);
    const stijl = getComputedStyle(el);
    const leeg = stijl.backgroundColor === "rgba(0, 0, 0, 0)" && stijl.backgroundImage === "none";
    const delen = erbij(el, "::before") + erbij(el, "::after");
    return (beeld || !leeg || delen) && {
      el, vak: el.getBoundingClientRect(),
      schijn: [beeld ? el.tagName : "", schijn(stijl), delen, dekking(el)].join(),
    };
  }).filter(Boolean);
  const paden = new Map([[null, ""]]);
  const pad = (el) => {
    if (!paden.has(el)) {
      paden.set(el, `${pad(el.parentElement)}>${el.tagName}.${el.getAttribute("class") ?? ""}`);
    }
    return paden.get(el);
  };
  const uit = (el) => Boolean(
    el.closest(":disabled, [aria-disabled=true]") || el.closest("label")?.control?.disabled
  );
  window.beelden = new Map();
  window.plekken = new Map();
  for (const el of alle) {
    const tekst = [...el.childNodes].filter((deel) => deel.nodeType === 3)
      .map((deel) => deel.data.trim()).join("");
    if (!tekst && !/^(input|select|textarea)$/i.test(el.tagName)) continue;
    const vak = el.getBoundingClientRect();
    const stijl = getComputedStyle(el);
    const eronder = vlakken.filter((vlak) =>
      vlak.vak.left < vak.right && vlak.vak.right > vak.left
      && vlak.vak.top < vak.bottom && vlak.vak.bottom > vak.top
    ).map(({el: ander, vak: a, schijn}) => [
      ander === el ? "zelf" : ander.contains(el) ? "om" : "bij",
      a.left <= vak.left && a.right >= vak.right && a.top <= vak.top && a.bottom >= vak.bottom,
      schijn,
    ].join());
    window.beelden.set(el, [
      stijl.color, stijl.fontSize, stijl.fontWeight, stijl.textShadow, dekking(el),
      ...new Set(eronder),
    ].join("|"));
    window.plekken.set(el, [
      window.beelden.get(el), pad(el), el.type, uit(el), /[\\p{L}\\p{N}]/u.test(tekst),
    ].join("|"));
  }
  return [...new Set(window.plekken.keys())].map((el) => [
    window.beelden.get(el), window.plekken.get(el),
  ]);
}"""
"""The looks of all texts: of the letters, and of all that is painted where they stand.

Each with its place: the path to the text, and what else decides whether axe judges it.
"""

KEUR = """async (plekken) => {
  const gevraagd = new Set(plekken);
  const groepen = new Map();
  for (const [el, beeld] of window.beelden) {
    if (!gevraagd.has(window.plekken.get(el))) continue;
    if (!groepen.has(beeld)) groepen.set(beeld, []);
    groepen.get(beeld).push(el);
  }
  const fouten = [];
  const goed = new Set();
  const beoordeeld = new Set();
  const vraag = async (include) => {
    if (!include.length) return;
    const gevonden = await axe.run({include}, {
      runOnly: {type: "rule", values: ["color-contrast"]},
      resultTypes: ["violations", "passes", "incomplete"], elementRef: true,
    });
    const elementen = (regels) => regels.flatMap(
      (regel) => regel.nodes.map((plek) => plek.element),
    );
    const {violations, passes, incomplete} = gevonden;
    for (const el of elementen(passes)) goed.add(window.beelden.get(el));
    for (const el of elementen([...violations, ...passes, ...incomplete])) {
      beoordeeld.add(window.plekken.get(el));
    }
    fouten.push(...JSON.parse(JSON.stringify(violations)));
  };
  await vraag([...groepen.values()].flatMap((els) => els.slice(0, 3)));
  const rest = [...groepen].filter(([beeld]) => !goed.has(beeld));
  await vraag(rest.flatMap(([, els]) => els.slice(3)));
  const over = rest.flatMap(([, els]) => els.map((el) => window.plekken.get(el)));
  return {
    fouten, goed: [...goed].filter(Boolean), nooit: over.filter((plek) => !beoordeeld.has(plek)),
  };
}"""
"""The contrast of texts in these places, the looks of which it is good, and what axe leaves alone.

Three texts stand for all that look the same; where axe cannot tell of those, all are asked.
"""

_goed: set[str] = set()
"""The looks that passed. One that axe cannot tell is asked again on each page."""

_nooit: set[str] = set()
"""The places in which axe judges no contrast: all texts there were asked, and none was judged."""


def gebreken(
    page: Page,
    handeling: Callable[[Page], None] = niets,
    *,
    breedtes: Sequence[int] = BREEDTES,
    zonder: Sequence[str] = (),
) -> Iterator[str]:
    """All that axe finds on the page that is loaded, after `handeling`, and what sticks out.

    The rules `zonder` are left out.
    """
    page.evaluate(AXE_SCRIPT)
    alles = _alles_zonder(CONTRAST, *zonder)
    rest = _alles_zonder(CONTRAST, *zonder, *BREEDTE["runOnly"]["values"])
    for breedte in breedtes:
        page.set_viewport_size({"width": breedte, "height": 800})
        page.emulate_media(color_scheme="light")
        handeling(page)
        gevonden = (
            _axe(page, alles)
            if breedte == breedtes[0]
            else chain(_axe(page, rest, "nieuw"), _axe(page, BREEDTE))
        )
        for regel in (*dict.fromkeys(gevonden), *_contrast(page)):
            yield f"{breedte}: {regel}"
        if (teveel := page.evaluate(OPZIJ)) > 0:
            yield f"{breedte}: {teveel} px te breed"
        page.emulate_media(color_scheme="dark")
        for regel in (*_axe(page, KLEUR, "kleurlinks"), *_contrast(page)):
            yield f"{breedte} donker: {regel}"


def _alles_zonder(*regels: str) -> dict[str, Any]:
    return {
        "runOnly": {"type": "tag", "values": REGELS},
        "rules": {regel: {"enabled": False} for regel in regels},
    }


def _axe(page: Page, opties: Mapping[str, object], deel: str = "alles") -> Iterator[str]:
    for fout in page.evaluate(AXE, [opties, deel])["violations"]:
        yield from _leesbaar(fout)


def _contrast(page: Page) -> Iterator[str]:
    nieuw = {
        plek for beeld, plek in page.evaluate(BEELDEN) if beeld not in _goed and plek not in _nooit
    }
    if nieuw:
        gevonden = page.evaluate(KEUR, list(nieuw))
        _goed.update(gevonden["goed"])
        _nooit.update(gevonden["nooit"])
        for fout in gevonden["fouten"]:
            yield from _leesbaar(fout)


def _leesbaar(fout: dict[str, Any]) -> Iterator[str]:
    for plek in fout["nodes"]:
        redenen = [
            controle["message"] for soort in ("any", "all", "none") for controle in plek[soort]
        ]
        yield f"{fout['id']}: {plek['target']} {plek['html'][:120]} {redenen}"
