// An answer to the list's question takes the place of what was found. The filters stay, open as they
// are and ticked as they are: of those the numbers change, after the browser has shown the answer,
// and of a closed one not before it is opened. So no click waits for what nobody sees.
let antwoord;
let stond = {}; // what had the focus, and where on the screen

const op = (waar, { id }) => waar.querySelector(`#${CSS.escape(id)}`);

function vul(facet) {
  const nieuw = antwoord?.querySelector(`#${facet.id} > fieldset`);
  if (!nieuw) return;
  for (const deel of facet.querySelectorAll("details[open]"))
    op(nieuw, deel)?.setAttribute("open", "");
  for (const vak of nieuw.querySelectorAll("input"))
    vak.checked = op(facet, vak)?.checked ?? vak.checked;
  facet.querySelector("fieldset").replaceWith(nieuw);
}

// A filter that has nothing more to choose goes, and one that has again comes back.
function zelfdeFilters() {
  const lijst = document.querySelector(".facetten__lijst");
  const nu = [...antwoord.querySelector(".facetten__lijst").children];
  if (nu.map(({ id }) => id).join() === [...lijst.children].map(({ id }) => id).join()) return;
  const geschoven = lijst.scrollTop;
  lijst.replaceChildren(
    ...nu.map((facet) => op(document, facet) ?? document.importNode(facet, true)),
  );
  lijst.scrollTop = geschoven;
}

function ververs(html) {
  antwoord = new DOMParser().parseFromString(html, "text/html");
  for (const deel of [".facetten__schakel", ".facetten__toon"])
    document.querySelector(deel).innerHTML = antwoord.querySelector(deel).innerHTML;
  const vak = document.activeElement?.closest(".facet input, .facet > summary");
  zelfdeFilters();
  document.querySelectorAll(".facet[open]").forEach(vul);
  const weer = vak?.isConnected ? vak : vak?.id && op(document, vak);
  if (!weer) return;
  weer.focus({ preventScroll: true });
  // What stood above it may be gone, and the page shorter: it stays where the reader looks.
  if (weer.id === stond.id) scrollBy(0, weer.getBoundingClientRect().top - stond.hoogte);
}

document.addEventListener(
  "toggle",
  ({ target }) => target.matches(".facet[open]") && vul(target),
  true,
);
document.addEventListener("htmx:beforeSwap", () => {
  const vak = document.activeElement;
  stond = { id: vak?.id, hoogte: vak?.getBoundingClientRect().top };
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  requestAnimationFrame(() => setTimeout(ververs, 0, detail.xhr.responseText));
});

// What reads aloud stays in the page: only its text changes. The title says what was chosen.
const [titel, site] = document.title.trim().split(" – ");
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const aantal = document.querySelector("[data-aantal]").textContent.trim().replace(/\s+/g, " ");
  document.querySelector("[data-gemeld]").textContent = `${aantal} gevonden.`;
  const woorden = new URL(detail.xhr.responseURL).searchParams.get("q")?.trim();
  const gezocht = woorden ? `zoeken naar ${woorden}, ` : "";
  document.title = `${titel.split(":")[0]}: ${gezocht}${aantal} gevonden – ${site}`;
});
