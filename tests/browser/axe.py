"""What axe finds on a page at each width and in both schemes, with each look judged once.

Contrast takes axe most of its time, and is a matter of how a text looks and what is painted where
it stands. So it is asked of the texts whose look did not pass before, on this page or another, but
for those of which axe judges none in that place: a field that is off, text for a screen reader.
Every other rule is asked anew of every page: at the first width of all that is visible, at another
of what was not visible yet, and there of the whole page what is a matter of width. In the dark only
links can fail that nothing but their colour tells from the text around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.paginas import BREEDTES, niets

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UITERLIJK = ["color-contrast", "link-in-text-block"]
"""What is a matter of looks."""

BREEDTE = ["target-size", "scrollable-region-focusable"]
"""What beside looks is a matter of width."""

VAN_DE_BREEDTE = {"runOnly": [*UITERLIJK, *BREEDTE]}
ALLEEN_UITERLIJK = {"runOnly": UITERLIJK}

AXE = """
axe.configure({rules: [
  {id: "color-contrast", selector: "[data-keur-tekst]"},
  {id: "link-in-text-block", selector: "[data-keur-link]"},
  {id: "target-size", selector: "[data-keur-doel]"},
]});
axe.addReporter("kort", (regels, _opties, klaar) => klaar(regels.map((regel) => ({
  ...regel,
  violations: regel.violations.map((plek) => ({...plek, waar: plek.node.selector})),
}))));
"""
"""Let axe judge looks and sizes of what is marked, and tell what it found as it is.

It knows where a fault is only as long as it runs.
"""

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
  const rand = (el) => {  // the properties of a DOMRect are slow to read
    const {left, right, top, bottom} = el.getBoundingClientRect();
    return {left, right, top, bottom};
  };
  const alle = [...document.body.querySelectorAll("*"), document.body].filter(zichtbaar);
  const vlakken = alle.map((el) => {
    const beeld = /^(img|svg|video|canvas|iframe|input|select|textarea)$/i.test(el.tagName);
    const stijl = getComputedStyle(el);
    const leeg = stijl.backgroundColor === "rgba(0, 0, 0, 0)" && stijl.backgroundImage === "none";
    const delen = erbij(el, "::before") + erbij(el, "::after");
    return (beeld || !leeg || delen) && {
      el, vak: rand(el),
      schijn: [beeld ? el.tagName : "", schijn(stijl), delen, dekking(el)].join(),
    };
  }).filter(Boolean);
  const letters = ({color, fontSize, fontWeight, textShadow}) => [
    color, Math.ceil(parseFloat(fontSize) * 72) / 96 >= (fontWeight >= 700 ? 14 : 18),
    textShadow === "none" || [textShadow, fontSize],
  ].join();
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
    const vak = rand(el);
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
      letters(stijl), dekking(el),
      ...new Set(eronder),
    ].join("|"));
    window.plekken.set(el, [
      window.beelden.get(el), pad(el), el.type, uit(el), /[\\p{L}\\p{N}]/u.test(tekst),
    ].join("|"));
  }
  return [...new Map([...window.plekken].map(([el, plek]) => [plek, window.beelden.get(el)]))];
}"""
"""The looks of all texts: of the letters, and of all that is painted where they stand.

Letters look the same that need the same contrast, by the size at which axe calls them large.
Each with its place: the path to the text, and what else decides whether axe judges it.
"""

KEUR = """async ([opties, deel, plekken, alleenUiterlijk]) => {
  const zichtbaar = [...document.body.querySelectorAll("*")].filter(
    (el) => el.checkVisibility({visibilityProperty: true}),
  );
  const gezien = window.gezien ?? new Set();
  window.gezien = new Set(zichtbaar);
  const nieuw = new Set(zichtbaar.filter((el) => !gezien.has(el)));
  const include = deel === "alles"
    ? [document]
    : [...nieuw].filter((el) => !nieuw.has(el.parentElement));

  const binnenRegel = (el) =>
    !/^(block|list-item|flex|grid|inline-block|table)/.test(getComputedStyle(el).display);
  const alinea = (el) => binnenRegel(el) ? alinea(el.parentElement) : el;
  const streep = (el) => getComputedStyle(el).textDecorationLine;
  const tekst = (el) => el.textContent.trim().length;
  const valtWeg = (el) => {
    const blok = alinea(el);
    return streep(el) === streep(blok) && tekst(el) < tekst(blok);
  };
  const links = zichtbaar.filter(
    (el) => el.matches("a[href]") && binnenRegel(el) && valtWeg(el),
  );

  const ROLLEN = ("button checkbox combobox gridcell link listbox menuitem menuitemcheckbox "
    + "menuitemradio option progressbar radio scrollbar searchbox slider spinbutton switch tab "
    + "tabpanel textbox treeitem").split(" ");
  const isDoel = (el) => el.matches("a[href], area, button, input, select, textarea, summary")
    || ROLLEN.includes(el.getAttribute("role"));
  // What a bar hides that sticks to an edge comes free by scrolling: here it lies in its place.
  const plakt = zichtbaar.filter((el) => getComputedStyle(el).position === "sticky");
  for (const el of plakt) el.style.position = "static";
  const doelen = zichtbaar.filter(isDoel).map((el) => {
    const {left, right, top, bottom} = el.getBoundingClientRect();
    return {el, left, right, top, bottom};
  });
  const klein = ({left, right, top, bottom}) => right - left < 25 || bottom - top < 25;
  const overlapt = (a, b) =>
    a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const krap = doelen.filter((doel) => klein(doel) || doelen.some((een) => overlapt(doel, een)));

  const gevraagd = new Set(plekken);
  const groepen = new Map();
  for (const [el, beeld] of window.beelden) {
    if (!gevraagd.has(window.plekken.get(el))) continue;
    if (!groepen.has(beeld)) groepen.set(beeld, []);
    groepen.get(beeld).push(el);
  }

  const merk = (naam, els) => {
    for (const el of document.querySelectorAll(`[${naam}]`)) el.removeAttribute(naam);
    for (const el of els) el.setAttribute(naam, "");
  };
  const fouten = [];
  const goed = new Set();
  const beoordeeld = new Set();
  const vraag = async (opties, teksten, links) => {
    merk("data-keur-tekst", teksten);
    merk("data-keur-link", links);
    const regels = await axe.run({include}, {reporter: "kort", preload: false, ...opties});
    for (const {id, violations, passes, incomplete} of regels) {
      fouten.push(...violations.map(({waar, node, any, all, none}) => [
        id, waar, node.source, [...any, ...all, ...none].map((reden) => reden.message),
      ]));
      if (id !== "color-contrast") continue;
      for (const {node} of passes) goed.add(window.beelden.get(node.element));
      for (const {node} of [...violations, ...passes, ...incomplete]) {
        beoordeeld.add(window.plekken.get(node.element));
      }
    }
  };
  merk("data-keur-doel", krap.map(({el}) => el));
  const eerst = [...groepen.values()].flatMap((els) => els.slice(0, 3));
  if (alleenUiterlijk ? eerst.length || links.length : include.length) {
    await vraag(opties, eerst, links);
  }
  const over = [...groepen].filter(([beeld]) => !goed.has(beeld)).map(([, els]) => els);
  const rest = over.flatMap((els) => els.slice(3));
  if (rest.length) await vraag({runOnly: ["color-contrast"]}, rest, []);
  const plek = (el) => window.plekken.get(el);
  for (const el of plakt) el.style.position = "";
  return {
    fouten, goed: [...goed], nooit: over.flat().map(plek).filter((een) => !beoordeeld.has(een)),
  };
}"""
"""What axe finds, the looks of which the contrast is good, and the places that it leaves alone.

Of the texts in `plekken` three stand for all that look the same; where axe cannot tell of those,
all are asked. Of links those are asked that no line tells from the text around them; the size of
a target of those that are small, or that share their place with another.
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
    page.evaluate(AXE_SCRIPT + AXE)
    alles = _van_alle_regels(uit=zonder)
    nieuw = _van_alle_regels(uit=[*zonder, *UITERLIJK, *BREEDTE])
    for breedte in breedtes:
        page.set_viewport_size({"width": breedte, "height": 800})
        page.emulate_media(color_scheme="light")
        handeling(page)
        if breedte == breedtes[0]:
            gevonden = _keur(page, alles)
        else:
            gevonden = _keur(page, nieuw, deel="nieuw") + _keur(page, VAN_DE_BREEDTE)
        for regel in dict.fromkeys(gevonden):
            yield f"{breedte}: {regel}"
        yield from _steekt_uit(page, breedte)
        page.emulate_media(color_scheme="dark")
        for regel in _keur(page, ALLEEN_UITERLIJK):
            yield f"{breedte} donker: {regel}"


def past(page: Page, handeling: Callable[[Page], None] = niets) -> Iterator[str]:
    """Only what sticks out of the page that is loaded, after `handeling`."""
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 800})
        handeling(page)
        yield from _steekt_uit(page, breedte)


def _steekt_uit(page: Page, breedte: int) -> Iterator[str]:
    if (teveel := page.evaluate(OPZIJ)) > 0:
        yield f"{breedte}: {teveel} px te breed"


def _van_alle_regels(*, uit: Sequence[str]) -> dict[str, Any]:
    return {
        "runOnly": {"type": "tag", "values": REGELS},
        "rules": {regel: {"enabled": False} for regel in uit},
    }


def _keur(page: Page, opties: dict[str, Any], *, deel: str = "alles") -> list[str]:
    """What axe finds with `opties`, on the page or on what of it was not visible before."""
    plekken = [] if deel == "nieuw" else list(_te_keuren(page))
    gevonden = page.evaluate(KEUR, [opties, deel, plekken, opties == ALLEEN_UITERLIJK])
    _goed.update(gevonden["goed"])
    _nooit.update(gevonden["nooit"])
    return [
        f"{regel}: {plek} {html[:120]} {redenen}"
        for regel, plek, html, redenen in gevonden["fouten"]
    ]


def _te_keuren(page: Page) -> Iterator[str]:
    """The places of the texts whose contrast is not known yet."""
    for plek, beeld in page.evaluate(BEELDEN):
        if beeld not in _goed and plek not in _nooit:
            yield plek
