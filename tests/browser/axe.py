"""What axe finds on a page at each width and in both schemes, with each look judged once.

Contrast takes axe most of its time, and is a matter of how a text looks and what is painted where
it stands. So it is asked of the texts whose look did not pass before, on this page or another;
every other rule is asked anew of every page: at the first width of all that is visible, at another
of what was not visible yet, and there of the whole page what is a matter of width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.paginas import BREEDTES, niets

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """([opties, alleenNieuw]) => {
  const zichtbaar = [...document.body.querySelectorAll("*")].filter(
    (el) => el.checkVisibility({visibilityProperty: true}),
  );
  const gezien = window.gezien ?? new Set();
  window.gezien = new Set(zichtbaar);
  const nieuw = zichtbaar.filter((el) => !gezien.has(el));
  const include = alleenNieuw
    ? nieuw.filter((el) => !nieuw.includes(el.parentElement))
    : [document];
  if (!include.length) return {violations: []};
  return axe.run({include}, {resultTypes: ["violations"], preload: false, ...opties});
}"""
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
  window.beelden = new Map();
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
  }
  return [...new Set(window.beelden.values())];
}"""
"""The looks of all texts: of the letters, and of all that is painted where they stand."""

KEUR = """async (beelden) => {
  const groepen = new Map(beelden.map((beeld) => [beeld, []]));
  for (const [el, beeld] of window.beelden) groepen.get(beeld)?.push(el);
  const fouten = [];
  const goed = new Set();
  const vraag = async (include) => {
    if (!include.length) return;
    const gevonden = await axe.run({include}, {
      runOnly: {type: "rule", values: ["color-contrast"]},
      resultTypes: ["violations", "passes"], elementRef: true,
    });
    for (const plek of gevonden.passes.flatMap((regel) => regel.nodes)) {
      goed.add(window.beelden.get(plek.element));
    }
    fouten.push(...JSON.parse(JSON.stringify(gevonden.violations)));
  };
  await vraag([...groepen.values()].flatMap((els) => els.slice(0, 3)));
  const rest = [...groepen].filter(([beeld]) => !goed.has(beeld));
  await vraag(rest.flatMap(([, els]) => els.slice(3)));
  return {fouten, goed: [...goed].filter(Boolean)};
}"""
"""The contrast of texts with these looks, and the looks of which it is good.

Three texts stand for all that look the same; where axe cannot tell of those, all are asked.
"""

_goed: set[str] = set()
"""The looks that passed. One that axe cannot tell is asked again on each page."""


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
    alles = {
        "runOnly": {"type": "tag", "values": REGELS},
        "rules": {regel: {"enabled": False} for regel in (CONTRAST, *zonder)},
    }
    for breedte in breedtes:
        page.set_viewport_size({"width": breedte, "height": 800})
        page.emulate_media(color_scheme="light")
        handeling(page)
        gevonden = _axe(page, alles, alleen_nieuw=breedte != breedtes[0])
        if breedte != breedtes[0]:
            gevonden = chain(gevonden, _axe(page, BREEDTE))
        for regel in (*dict.fromkeys(gevonden), *_contrast(page)):
            yield f"{breedte}: {regel}"
        if (teveel := page.evaluate(OPZIJ)) > 0:
            yield f"{breedte}: {teveel} px te breed"
        page.emulate_media(color_scheme="dark")
        for regel in (*_axe(page, KLEUR), *_contrast(page)):
            yield f"{breedte} donker: {regel}"


def _axe(page: Page, opties: Mapping[str, object], *, alleen_nieuw: bool = False) -> Iterator[str]:
    for fout in page.evaluate(AXE, [opties, alleen_nieuw])["violations"]:
        yield from _leesbaar(fout)


def _contrast(page: Page) -> Iterator[str]:
    if nieuw := [beeld for beeld in page.evaluate(BEELDEN) if beeld not in _goed]:
        gevonden = page.evaluate(KEUR, nieuw)
        _goed.update(gevonden["goed"])
        for fout in gevonden["fouten"]:
            yield from _leesbaar(fout)


def _leesbaar(fout: dict[str, Any]) -> Iterator[str]:
    for plek in fout["nodes"]:
        redenen = [
            controle["message"] for soort in ("any", "all", "none") for controle in plek[soort]
        ]
        yield f"{fout['id']}: {plek['target']} {plek['html'][:120]} {redenen}"
