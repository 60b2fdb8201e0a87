// What a reader takes along: her map, which only this device keeps, and the ways to share a page. And
// what explains a word, which she may send away. Without this file the boxes of one page of results
// still make a map, whose address keeps it.

const SLEUTEL = "map";
// On the root, which is there also when the page broke off on its way, before the menu.
const { mapHoogstens, vergelijkHoogstens } = document.documentElement.dataset;

const beginstand = lees();
let werkt = beginstand !== null;
let map = beginstand ?? [];

// The rows of the map, in order: `slug`, `titel` and perhaps `notitie`; null when nothing is kept.
function lees() {
  try {
    const rijen = JSON.parse(localStorage.getItem(SLEUTEL) ?? "[]");
    return Array.isArray(rijen) ? rijen.filter((rij) => rij?.slug) : [];
  } catch {
    return null;
  }
}

function bewaar(rijen) {
  map = rijen;
  try {
    localStorage.setItem(SLEUTEL, JSON.stringify(rijen));
    werkt = true;
  } catch {
    // Full or forbidden: it lasts as long as this page, and the page says so.
    werkt = false;
  }
  toon();
}

const slugs = () => map.map(({ slug }) => slug);
const inAdres = (adres) => new URL(adres, location.href).searchParams.getAll("i");
const vraag = (namen) => new URLSearchParams(namen.map((slug) => ["i", slug]));

function zeg(tekst) {
  for (const plek of document.querySelectorAll("[data-map-tekst]"))
    if (plek.textContent !== tekst) plek.textContent = tekst; // else it is read aloud once more
}

// On a page that does not say what is in the map, a refusal stands beside the box.
function zegBij(vak, tekst) {
  if (document.querySelector("[data-map-tekst]")) zeg(tekst);
  else {
    const plek = document.querySelector("[data-map-geweigerd]") ?? document.createElement("p");
    plek.className = "klein";
    plek.dataset.mapGeweigerd = "";
    plek.role = "alert";
    vak.closest("label").after(plek);
    plek.textContent = tekst;
  }
}

function stand() {
  const bewaart = werkt ? "" : " Uw browser bewaart dit niet. Het geldt alleen op deze pagina.";
  if (map.length === 0) return `Vink aan wat u wilt meenemen of vergelijken.${bewaart}`;
  return `In uw map (${map.length}): ${map.map(({ titel }) => titel).join(", ")}.${bewaart}`;
}

function toon() {
  for (const vak of document.querySelectorAll("[data-map]"))
    vak.checked = slugs().includes(vak.value);
  for (const link of document.querySelectorAll("[data-map-link]")) {
    link.hidden = map.length === 0;
    link.querySelector("a").textContent = `Mijn map (${map.length})`;
  }
  for (const deel of document.querySelectorAll("[data-map-js]")) deel.hidden = false;
  const balk = document.querySelector("[data-map-balk]");
  balk?.classList.add("vergelijk-balk--actief");
  if (balk) balk.hidden = map.length === 0;
  zeg(stand());
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.matches("[data-map]")) return;
  if (!target.checked) bewaar(map.filter(({ slug }) => slug !== target.value));
  else if (map.length < mapHoogstens)
    bewaar([...map, { slug: target.value, titel: target.dataset.map }]);
  else {
    target.checked = false;
    const vol = `Uw map is vol: er passen ${mapHoogstens} innovaties in. Haal er eerst een weg.`;
    zegBij(target, vol);
    return;
  }
  if (werkt) document.querySelector("[data-map-geweigerd]")?.remove();
  else zegBij(target, stand());
});

// The map may hold what was ticked on another page. Who has too many to compare chooses in the map.
document.querySelector("[data-map-balk]")?.addEventListener("submit", (event) => {
  if (map.length === 0) return;
  event.preventDefault();
  const knop = event.submitter;
  const doel = knop?.hasAttribute("formaction") ? knop.formAction : event.target.action;
  const adres = map.length > vergelijkHoogstens ? event.target.dataset.mapBalk : doel;
  location.assign(`${adres}?${vraag(slugs())}`);
});

// --- the page of the map ---

const blad = document.querySelector("[data-map-blad]");
const getoond = [...document.querySelectorAll("[data-map-rij]")];
const eigen = () => slugs().toSorted().join() === inAdres(location.href).toSorted().join();

function naarEigen() {
  location.replace(`${location.pathname}?${vraag(slugs())}`);
}

function neemOver() {
  const nu = new Map(map.map((rij) => [rij.slug, rij]));
  for (const { dataset } of getoond)
    if (!nu.has(dataset.mapRij) && nu.size < mapHoogstens)
      nu.set(dataset.mapRij, { slug: dataset.mapRij, titel: dataset.titel });
  bewaar([...nu.values()]);
  if (werkt) naarEigen();
}

function zetNotitie(rij) {
  const vak = rij.querySelector("textarea");
  const papier = rij.querySelector("[data-notitie-papier]");
  const eerder = map.find(({ slug }) => slug === rij.dataset.mapRij);
  vak.value = eerder?.notitie ?? "";
  papier.textContent = vak.value;
  rij.querySelector("[data-notitie]").hidden = false;
  vak.addEventListener("input", () => {
    papier.textContent = vak.value;
    bewaar(map.map((een) => (een.slug === eerder?.slug ? { ...een, notitie: vak.value } : een)));
  });
}

// All that is in the map is gone from the site, so there is no row to take it out by.
function toonLeeg() {
  const leeg = blad.querySelector("[data-map-leeg]");
  leeg.hidden = false;
  leeg.querySelector("button").addEventListener("click", () => {
    bewaar([]);
    location.replace(location.pathname);
  });
}

function openBlad() {
  if (getoond.length === 0) {
    if (map.length && inAdres(location.href).length === 0) naarEigen();
    else if (map.length && eigen()) toonLeeg();
    return;
  }
  if (!eigen()) {
    const gedeeld = blad.querySelector("[data-map-gedeeld]");
    gedeeld.hidden = false;
    gedeeld.querySelector("button").addEventListener("click", neemOver);
    return;
  }
  // The order and what is left of it is in the address of each link.
  blad.addEventListener("click", ({ target }) => {
    const link = target.closest("a[data-map-wordt]");
    if (!link) return;
    const volgorde = inAdres(link.href);
    bewaar(volgorde.map((naam) => map.find(({ slug }) => slug === naam)).filter(Boolean));
  });
  const volgorde = getoond.map(({ dataset }) => dataset.mapRij);
  bewaar(map.toSorted((a, b) => volgorde.indexOf(a.slug) - volgorde.indexOf(b.slug)));
  getoond.forEach(zetNotitie);
}

if (blad) openBlad();
document.addEventListener("htmx:afterSwap", toon);
window.addEventListener("storage", ({ key }) => {
  if (key !== SLEUTEL) return;
  map = lees() ?? [];
  toon();
});
window.addEventListener("pageshow", () => {
  if (werkt) map = lees() ?? map;
  toon();
});

// --- sharing a page ---

for (const deel of document.querySelectorAll("[data-deelstrook]")) {
  const gemeld = deel.querySelector("[data-deelstrook-gemeld]");
  const knop = (naam, doe) => {
    const gevonden = deel.querySelector(`[data-deelstrook-knop=${naam}]`);
    gevonden.hidden = false;
    gevonden.addEventListener("click", doe);
  };
  // A filter changes the title and the address of the list.
  deel.querySelector("[data-deelstrook-mail]").addEventListener("click", ({ currentTarget }) => {
    const delen = [document.title.trim(), location.href].map(encodeURIComponent);
    currentTarget.href = `mailto:?subject=${delen[0]}&body=${delen[1]}`;
  });
  if (navigator.clipboard) {
    knop("kopieer", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        gemeld.textContent = "Het adres is gekopieerd.";
      } catch {
        gemeld.textContent = "Kopiëren mag niet van uw browser. Kopieer het adres bovenin.";
      }
    });
  }
  knop("print", () => window.print());
  if (navigator.share) {
    knop("apparaat", () =>
      navigator.share({ title: document.title, url: location.href }).catch(() => {}),
    );
  }
}

// --- what explains a word: it can be sent away (WCAG 1.4.13) ---

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const uitleg of document.querySelectorAll(".uitleg:hover, .uitleg:focus")) {
    uitleg.classList.add("uitleg--dicht");
    const open_ = () => uitleg.classList.remove("uitleg--dicht");
    uitleg.addEventListener("blur", open_, { once: true });
    uitleg.addEventListener("mouseleave", open_, { once: true });
  }
});
