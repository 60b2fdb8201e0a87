// What people paste from Word, Excel, Google Docs and web pages, in the small set that we keep.

const VEILIG = /^(https?:|mailto:)/i;
const NOOT = /^(\[?\(?(\d{1,3}|[a-z])\)?\]?|[*†↩^]+)$/i;
const BLOK = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, div, section, article";
const KOPPEN = { H1: "h3", H2: "h3", H3: "h4", H4: "h4", H5: "h4", H6: "h4" };

const stijl = (element) => (element.dataset.stijl ?? "").toLowerCase();

function pakUit(element) {
  element.replaceWith(...element.childNodes);
}

function hernoem(element, naam) {
  const nieuw = element.ownerDocument.createElement(naam);
  nieuw.append(...element.childNodes);
  element.replaceWith(nieuw);
  return nieuw;
}

function ruimOp(body) {
  for (const weg of body.querySelectorAll("style, script, meta, link, title, img, xml"))
    weg.remove();
  for (const element of body.querySelectorAll("[data-stijl]")) {
    if (/mso-hide:\s*all|display:\s*none/.test(stijl(element))) element.remove();
    else if (element.tagName === "SPAN" && /font-weight:\s*(bold|[6-9]00)/.test(stijl(element)))
      hernoem(element, "strong");
  }
  for (const vet of body.querySelectorAll("b"))
    if (/font-weight:\s*(normal|400)/.test(stijl(vet))) pakUit(vet);
}

function links(body) {
  for (const link of body.querySelectorAll("a")) {
    let adres = link.getAttribute("href") ?? "";
    if (adres.startsWith("https://www.google.com/url?"))
      adres = new URL(adres).searchParams.get("q") ?? adres;
    // An anchor leads to a place in the other document: a footnote keeps its number only. What is
    // copied from a web page has the address of that page before it.
    const noot = adres.includes("#") && NOOT.test(link.textContent.trim());
    if (VEILIG.test(adres) && !noot) link.setAttribute("href", adres);
    else pakUit(link);
  }
}

// --- lists: desktop Word has paragraphs with a bullet, Word online a list for each item ---

function wordPunten(body) {
  for (const alinea of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const niveau = /mso-list:[^;]*?level(\d)/.exec(stijl(alinea));
    if (!niveau) continue;
    const teken = [...alinea.querySelectorAll("span")].find((deel) =>
      /mso-list:\s*ignore/.test(stijl(deel)),
    );
    const genummerd = /^\s*\(?[0-9a-z]{1,4}[.)]/i.test(teken?.textContent ?? "");
    teken?.remove();
    const lijst = body.ownerDocument.createElement(genummerd ? "ol" : "ul");
    const punt = lijst.appendChild(body.ownerDocument.createElement("li"));
    punt.dataset.ariaLevel = niveau[1];
    alinea.replaceWith(lijst);
    punt.append(alinea);
  }
  for (const om of body.querySelectorAll(".ListContainerWrapper")) pakUit(om);
}

function nest(body) {
  for (const lijst of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)"))
    lijst.previousElementSibling?.append(lijst);
  let vorige = null;
  for (const lijst of body.querySelectorAll("ul, ol")) {
    const niveau = Number(lijst.querySelector(":scope > li")?.dataset.ariaLevel ?? 0);
    const sluitAan = vorige && niveau && lijst.previousElementSibling === vorige.lijst;
    if (!sluitAan) {
      vorige = niveau ? { lijst, open: [[niveau, lijst]] } : null;
      continue;
    }
    const { open } = vorige;
    while (open.length > 1 && open.at(-1)[0] > niveau) open.pop();
    const [diepte, om] = open.at(-1);
    if (niveau > diepte) {
      om.lastElementChild.append(lijst);
      open.push([niveau, lijst]);
    } else if (om.tagName === lijst.tagName) {
      om.append(...lijst.children);
      lijst.remove();
    } else if (open.length > 1) {
      om.after(lijst);
      open.splice(-1, 1, [niveau, lijst]);
    } else vorige = { lijst, open: [[niveau, lijst]] };
  }
}

// --- tables: a row is a paragraph with its cells apart ---

function tabellen(body) {
  for (const tabel of [...body.querySelectorAll("table")].reverse()) {
    const regels = [...tabel.rows].flatMap((rij) => {
      const cellen = [...rij.cells];
      if (cellen.length === 1) return [...cellen[0].childNodes];
      for (const cel of cellen) opEenRegel(cel);
      while (cellen.length && !cellen.at(-1).textContent.trim()) cellen.pop();
      const alinea = body.ownerDocument.createElement("p");
      cellen.forEach((cel, plek) => alinea.append(plek ? " | " : "", ...cel.childNodes));
      return cellen.length ? [alinea] : [];
    });
    tabel.replaceWith(...regels);
  }
}

function opEenRegel(cel) {
  for (const einde of cel.querySelectorAll("br")) einde.replaceWith(" ");
  for (const blok of cel.querySelectorAll(`${BLOK}, li`)) {
    if (blok.nextSibling) blok.after(" ");
    pakUit(blok);
  }
}

// --- headings and line breaks ---

function koppen(body) {
  for (const kop of body.querySelectorAll(Object.keys(KOPPEN).join(","))) {
    if (kop.closest("li")) pakUit(kop);
    else hernoem(kop, KOPPEN[kop.tagName]);
  }
  for (const titel of body.querySelectorAll("p.MsoTitle")) hernoem(titel, "h3");
}

// We keep no line breaks in a paragraph: each becomes a paragraph of its own.
function regeleinden(body) {
  for (const einde of body.querySelectorAll("br")) {
    const blok = einde.closest("p, li");
    if (!blok) {
      // Between loose words an empty block sets them apart.
      einde.replaceWith(einde.closest("h3, h4") ? " " : body.ownerDocument.createElement("div"));
      continue;
    }
    if (blok.tagName === "LI") {
      const alinea = body.ownerDocument.createElement("p");
      const tot = [...blok.childNodes].findIndex((kind) => kind.matches?.("ul, ol"));
      alinea.append(...[...blok.childNodes].slice(0, tot < 0 ? undefined : tot));
      blok.prepend(alinea);
    }
    const bereik = body.ownerDocument.createRange();
    bereik.setStartAfter(einde);
    bereik.setEndAfter(einde.closest("p").lastChild);
    const rest = body.ownerDocument.createElement("p");
    const inhoud = bereik.extractContents();
    einde.closest("p").after(rest);
    rest.append(inhoud);
    einde.remove();
  }
  for (const leeg of body.querySelectorAll("p, h3, h4"))
    if (!leeg.textContent.trim()) leeg.remove();
}

// Our Content-Security-Policy complains of each style that is parsed, and we only read them.
function zonderStijl(html) {
  return html
    .replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-stijl="));
}

/** `html` from the clipboard with its structure, in the marks that the editor knows. */
export function netjes(html) {
  if (html.includes("data-pm-slice")) return html;
  const { body } = new DOMParser().parseFromString(zonderStijl(html), "text/html");
  for (const stap of [ruimOp, links, wordPunten, nest, tabellen, koppen, regeleinden]) stap(body);
  return body.innerHTML;
}
