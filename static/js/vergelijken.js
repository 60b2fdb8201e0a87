// Keeps what a reader chose to compare, over pages of results and in this tab only. Without this file
// one compares what is ticked on one page.

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
  for (const vak of document.querySelectorAll("[data-vergelijk]"))
    vak.checked = vak.value in gekozen;
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

document.addEventListener("htmx:afterSwap", toonVergelijken);
window.addEventListener("pageshow", toonVergelijken);
