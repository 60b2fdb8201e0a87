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

export function verplaats(formulier) {
  formulier.addEventListener("click", (event) => {
    const knop = event.target.closest("button[name=actie]");
    const [tabel, wat] = knop?.value.split(":") ?? [];
    if (wat !== "omhoog" && wat !== "omlaag") return;
    const rij = knop.closest(".rij-vak");
    const buur = wat === "omhoog" ? rij.previousElementSibling : rij.nextElementSibling;
    if (!buur?.matches(".rij-vak")) return;
    event.preventDefault();
    const [van, naar] = [rij, buur].map((vak) => vak.id.slice(tabel.length + 1));
    hernoem(rij, tabel, van, naar);
    hernoem(buur, tabel, naar, van);
    if (wat === "omhoog") buur.before(rij);
    else buur.after(rij);
    for (const deel of BIJ_DE_PLAATS) wissel(rij, buur, deel);
    const weer = rij.querySelector(`[value^="${tabel}:${wat}:"]`);
    (weer ?? rij.querySelector(`[value^="${tabel}:om"]`)).focus();
    meld(`Verplaatst naar plaats ${Number(naar) + 1}.`);
    rij.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
