// Every page works without this file; it makes some steps shorter.

const SLEUTEL = "vergelijken";
const MAXIMUM = 4;

function keuze() {
  try {
    return JSON.parse(sessionStorage.getItem(SLEUTEL)) ?? {};
  } catch {
    return {};
  }
}

function bewaar(gekozen) {
  try {
    sessionStorage.setItem(SLEUTEL, JSON.stringify(gekozen));
  } catch {
    // Storage may be refused; the boxes on this page still work.
  }
}

function toonVergelijken() {
  const balk = document.querySelector("[data-vergelijk-balk]");
  if (!balk) return;
  const gekozen = keuze();
  const slugs = Object.keys(gekozen);
  for (const vak of document.querySelectorAll("[data-vergelijk]")) vak.checked = vak.value in gekozen;
  balk.querySelector("[data-vergelijk-tekst]").textContent =
    slugs.length === 0
      ? "Kies twee tot vier innovaties om te vergelijken."
      : `Gekozen (${slugs.length}): ${Object.values(gekozen).join(", ")}.` +
        (slugs.length > MAXIMUM ? ` Kies er hoogstens ${MAXIMUM}.` : "");
  balk.classList.add("vergelijk-balk--actief");
  balk.hidden = slugs.length === 0;
}

document.addEventListener("change", (event) => {
  const vak = event.target;
  if (!(vak instanceof HTMLInputElement) || !vak.matches("[data-vergelijk]")) return;
  const gekozen = keuze();
  if (vak.checked) gekozen[vak.value] = vak.dataset.vergelijk;
  else delete gekozen[vak.value];
  bewaar(gekozen);
  toonVergelijken();
});

// The choice may have been made on another page of results, whose boxes this form does not hold.
document.querySelector("[data-vergelijk-balk]")?.addEventListener("submit", (event) => {
  const slugs = Object.keys(keuze());
  if (slugs.length === 0) return;
  event.preventDefault();
  const vraag = new URLSearchParams(slugs.map((slug) => ["i", slug]));
  bewaar({});
  location.assign(`${event.target.action}?${vraag}`);
});

// A copy of a form (kopie.js) goes when the server says behind the address that it has the form, or
// after a day.
const DAG = 24 * 3600 * 1000;
const [, plek, ontvangen] = /^#(.*?)ontvangen-([0-9a-f]{36})$/.exec(location.hash) ?? [];
try {
  for (const sleutel of Object.keys(localStorage).filter((naam) => naam.startsWith("kopie:"))) {
    const { id, op } = JSON.parse(localStorage.getItem(sleutel));
    if ((ontvangen && id === ontvangen) || !(Date.now() - op < DAG)) localStorage.removeItem(sleutel);
  }
} catch {
  // Storage may be refused; then there are no copies.
}
if (plek) location.replace(`#${plek}`);
else if (ontvangen) history.replaceState(null, "", location.pathname + location.search);

if (!("wie" in document.body.dataset) && document.querySelector("form[data-kopie]")) import("./kopie.js");

document.addEventListener("htmx:afterSwap", toonVergelijken);
window.addEventListener("pageshow", toonVergelijken);

// An answer to the list's question keeps open what the reader had open, and the focus: htmx cannot
// give that back to what is still closed.
let open = [];
let focus = "";
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#resultaten details[open][id], .facetten[open]")].map((d) => d.id);
  focus = document.activeElement?.closest("#resultaten [id]")?.id ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
});

// A tooltip can be sent away (WCAG 1.4.13).
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const uitleg of document.querySelectorAll(".uitleg:hover, .uitleg:focus")) {
    uitleg.classList.add("uitleg--dicht");
    const open_ = () => uitleg.classList.remove("uitleg--dicht");
    uitleg.addEventListener("blur", open_, { once: true });
    uitleg.addEventListener("mouseleave", open_, { once: true });
  }
});

// The contents list shows where the reader is.
const inhoudsopgave = document.querySelector(".inhoudsopgave");
if (inhoudsopgave) {
  const koppelingen = new Map(
    [...inhoudsopgave.querySelectorAll("a")].map((a) => [a.hash.slice(1), a]),
  );
  const kijker = new IntersectionObserver(
    (gezien) => {
      const nu = gezien.find((plek) => plek.isIntersecting);
      if (!nu) return;
      for (const a of koppelingen.values()) a.removeAttribute("aria-current");
      koppelingen.get(nu.target.id)?.setAttribute("aria-current", "true");
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  for (const id of koppelingen.keys()) {
    const plek = document.getElementById(id);
    if (plek) kijker.observe(plek);
  }
}
