// A row moves in place: the page does not load again, and the focus stays where one was.

const BIJ_DE_PLAATS = [".rij-vak__naam", ".rij-vak__knoppen"];

function hernoem(rij, tabel, van, naar) {
  const oud = new RegExp(`(?<![a-z])${tabel}-${van}(?!\\d)`, "g");
  const blijft = BIJ_DE_PLAATS.map((deel) => `${deel}, ${deel} *`).join(", ");
  for (const element of [rij, ...rij.querySelectorAll("*")]) {
    if (element.matches(blijft)) continue;
    for (const { name, value } of element.attributes) {
      const nieuw = value.replace(oud, `${tabel}-${naar}`);
      if (name !== "value" && nieuw !== value) element.setAttribute(name, nieuw);
    }
  }
}

function wissel(rij, buur, deel) {
  const [een, ander] = [rij, buur].map((vak) => vak.querySelector(deel));
  const plek = document.createComment("");
  een.replaceWith(plek);
  ander.replaceWith(een);
  plek.replaceWith(ander);
}

function meld(tekst) {
  let plek = document.querySelector("[data-verplaatst]");
  if (!plek) {
    plek = document.createElement("p");
    plek.className = "visueel-verborgen";
    plek.role = "status";
    plek.dataset.verplaatst = "";
    document.body.append(plek);
  }
  plek.textContent = tekst;
}

// One place up or down; whether that was possible.
function schuif(rij, omhoog) {
  const buur = omhoog ? rij.previousElementSibling : rij.nextElementSibling;
  if (!buur?.matches(".rij-vak")) return false;
  const [tabel, van] = plek(rij);
  const [, naar] = plek(buur);
  hernoem(rij, tabel, van, naar);
  hernoem(buur, tabel, naar, van);
  if (omhoog) buur.before(rij);
  else buur.after(rij);
  for (const deel of BIJ_DE_PLAATS) wissel(rij, buur, deel);
  return true;
}

function plek(rij) {
  const [, tabel, nummer] = /^(.*)-(\d+)$/.exec(rij.id);
  return [tabel, Number(nummer)];
}

function klaar(rij) {
  meld(`Verplaatst naar plaats ${plek(rij)[1] + 1}.`);
  rij.dispatchEvent(new Event("input", { bubbles: true }));
}

function sleep(formulier) {
  let gesleept = null;
  const onder = ({ target }) => {
    const rij = target.closest(".rij-vak");
    const past = rij && gesleept && plek(rij)[0] === plek(gesleept)[0];
    return past ? rij : null;
  };
  for (const naam of formulier.querySelectorAll(".rij-vak__naam")) naam.draggable = true;
  formulier.addEventListener("dragstart", (event) => {
    gesleept = event.target.closest?.(".rij-vak__naam")?.closest(".rij-vak") ?? null;
    if (gesleept) event.dataTransfer.effectAllowed = "move";
  });
  formulier.addEventListener("dragover", (event) => {
    if (onder(event)) event.preventDefault();
  });
  formulier.addEventListener("drop", (event) => {
    const rij = onder(event);
    if (!rij) return;
    event.preventDefault();
    const naar = plek(rij)[1];
    if (naar === plek(gesleept)[1]) return;
    while (plek(gesleept)[1] !== naar && schuif(gesleept, naar < plek(gesleept)[1]));
    gesleept.focus();
    klaar(gesleept);
  });
  formulier.addEventListener("dragend", () => {
    gesleept = null;
  });
}

export function verplaats(formulier) {
  sleep(formulier);
  formulier.addEventListener("click", (event) => {
    const knop = event.target.closest("button[name=actie]");
    const [tabel, wat] = knop?.value.split(":") ?? [];
    if (wat !== "omhoog" && wat !== "omlaag") return;
    const rij = knop.closest(".rij-vak");
    if (!schuif(rij, wat === "omhoog")) return;
    event.preventDefault();
    const weer = rij.querySelector(`[value^="${tabel}:${wat}:"]`);
    (weer ?? rij.querySelector(`[value^="${tabel}:om"]`)).focus();
    klaar(rij);
  });
}
