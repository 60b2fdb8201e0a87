// Writing works without this file; with it nothing typed waits for a button, and nothing is lost.

import { verplaats } from "./rijen.js";
import { bewaarVanzelf, heeftBestand, maakPlank, TEKSTEN } from "./vanzelf.js";

const formulier = document.querySelector("[data-schrijven]");
const { schrijven, sectie, editor, zoekOrganisatie, zoekElement } = formulier.dataset;

// --- what the answer says on the page ---

function toon(antwoord, zeg) {
  toonFouten(antwoord);
  toonStand(antwoord.nog);
  toonWieBezig(antwoord.ook_bezig);
  const fouten = Object.keys(antwoord.fouten).length;
  const bestand = heeftBestand(formulier);
  if (fouten) zeg(`Bewaard om ${antwoord.bewaard_om}, op de gemarkeerde velden na.`);
  else if (bestand) zeg("Kies ‘Bewaren’ om het bestand mee te sturen.");
  else zeg(`Bewaard om ${antwoord.bewaard_om}`);
  return !fouten && !bestand;
}

function toonFouten({ fouten, namen, bedoelt, waarschuwingen }) {
  for (const [id, naam] of Object.entries(namen)) document.getElementById(id).value = naam;
  for (const plek of formulier.querySelectorAll("[data-fout]")) {
    plek.textContent = fouten[plek.id] ?? "";
    plek.hidden = !plek.textContent;
    const veld = document.getElementById(plek.id.replace(/-fout$/, ""));
    veld?.toggleAttribute("aria-invalid", !plek.hidden);
    if (!plek.hidden) veld?.setAttribute("aria-invalid", "true");
  }
  for (const plek of formulier.querySelectorAll("[data-bedoelt]")) {
    const html = bedoelt[plek.dataset.bedoelt] ?? "";
    if (!html || !plek.contains(document.activeElement)) plek.innerHTML = html;
  }
  for (const lijst of formulier.querySelectorAll("[data-waarschuwingen]")) {
    const teksten = waarschuwingen[lijst.dataset.waarschuwingen] ?? [];
    lijst.replaceChildren(
      ...teksten.map((tekst) =>
        Object.assign(document.createElement("li"), { textContent: tekst }),
      ),
    );
    lijst.hidden = !teksten.length;
  }
}

function toonWieBezig(zin) {
  const plek = document.querySelector("[data-ook-bezig]");
  if (plek.textContent.trim() !== zin) plek.textContent = zin;
  plek.hidden = !zin;
}

function gesprek(open) {
  if (!open) return "Klaar om te publiceren";
  return open === 1 ? "1 opmerking nog open" : `${open} opmerkingen nog open`;
}

function toonStand(nog) {
  const meter = document.querySelector("[data-nog]");
  const woord = nog.indienen === 1 ? "onderdeel" : "onderdelen";
  meter.innerText =
    (nog.indienen ? `Nog ${nog.indienen} ${woord} voor indienen` : "Klaar om in te dienen") +
    "\n" +
    (nog.publiceren ? `Nog ${nog.publiceren} voor publiceren` : gesprek(nog.opmerkingen));
  document.querySelector("[data-nog-hier]").textContent = nog.hier ? `nog ${nog.hier}` : "compleet";
}

// --- counting, and looking up names ---

function tel(veld) {
  const maximum = Number(veld.dataset.tekens);
  let teller = document.getElementById(`${veld.id}-teller`);
  if (!teller) {
    teller = Object.assign(document.createElement("p"), {
      id: `${veld.id}-teller`,
      className: "veld__teller",
    });
    veld.after(teller);
  }
  const tekens = [...("rijk" in veld.dataset ? veld.value.replace(/<[^>]*>/g, "") : veld.value)]
    .length;
  const over = maximum - tekens;
  teller.textContent = over < 0 ? `${-over} tekens te veel` : `${tekens} van ${maximum} tekens`;
  teller.classList.toggle("veld__teller--vol", over < 0);
}

let zoekklok = 0;
function zoekNamen(veld) {
  clearTimeout(zoekklok);
  zoekklok = setTimeout(async () => {
    const adres = veld.dataset.zoek === "element" ? zoekElement : zoekOrganisatie;
    const antwoord = await fetch(`${adres}?q=${encodeURIComponent(veld.value)}`).catch(() => null);
    if (antwoord?.ok) veld.list.innerHTML = await antwoord.text();
  }, 250);
}

formulier.addEventListener("input", ({ target }) => {
  if (target.dataset.tekens) tel(target);
  if (target.dataset.zoek) zoekNamen(target);
});

for (const veld of formulier.querySelectorAll("[data-tekens]")) tel(veld);
verplaats(formulier);

bewaarVanzelf(formulier, {
  toon,
  teksten: TEKSTEN,
  plank: maakPlank(formulier, `schrijven:${schrijven}`, sectie),
});
if (location.hash) document.querySelector(location.hash)?.focus();

const rijk = formulier.querySelectorAll("[data-rijk]");
if (rijk.length) {
  const { verrijk } = await import("./rijketekst.js");
  await verrijk(editor, rijk);
}
formulier.dataset.klaar = "";
