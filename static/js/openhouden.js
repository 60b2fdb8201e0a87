// An answer to the list's question takes the place of what was found. The filters stay, open as they
// are and ticked as they are: of those the numbers change, after the browser has shown the answer,
// and of a closed one not before it is opened. So no click waits for what nobody sees.
let antwoord;

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
  if (weer) weer.focus({ preventScroll: true });
}

document.addEventListener(
  "toggle",
  ({ target }) => target.matches(".facet[open]") && vul(target),
  true,
);
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  requestAnimationFrame(() => setTimeout(ververs, 0, detail.xhr.responseText));
});

// What reads aloud stays in the page: only its text changes. The title says what was chosen.
const [titel, site] = document.title.trim().split(" – ");
document.addEventListener("htmx:afterSwap", () => {
  const aantal = document.querySelector("[data-aantal]").textContent.trim().replace(/\s+/g, " ");
  document.querySelector("[data-gemeld]").textContent = `${aantal} gevonden.`;
  document.title = `${titel.split(":")[0]}: ${aantal} gevonden – ${site}`;
});
