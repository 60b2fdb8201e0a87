// Filling in works without this file; with it nothing typed waits for a button.

import { bewaarVanzelf } from "./vanzelf.js";

const formulier = document.querySelector("[data-vragenlijst]");
let kenmerken = {};

const storing =
  "Niet bewaard: er is geen goede verbinding. Uw tekst staat nog hier. Wij blijven het proberen.";
const teksten = {
  geweigerd: (melding) => melding,
  storing,
  verbinding: storing,
  offline: "Er is geen verbinding. Uw tekst staat nog hier. Probeer het zo nog eens.",
};

function toon(antwoord, zeg) {
  kenmerken = antwoord.kenmerken;
  for (const plek of formulier.querySelectorAll("[data-fout]")) {
    plek.textContent = antwoord.fouten[plek.dataset.fout] ?? "";
    plek.hidden = !plek.textContent;
    const veld = document.getElementById(plek.id.replace(/-fout$/, ""));
    if (plek.hidden) veld.removeAttribute("aria-invalid");
    else veld.setAttribute("aria-invalid", "true");
  }
  for (const plek of formulier.querySelectorAll("[data-ander]")) {
    const tekst = antwoord.anders[plek.dataset.ander];
    plek.hidden = tekst === undefined;
    plek.querySelector("[data-ander-tekst]").textContent = tekst ?? "";
    plek.querySelector("[data-ander-knop]").hidden = plek.hidden;
  }
  const anders = Object.keys(antwoord.anders).length;
  const fouten = Object.keys(antwoord.fouten).length;
  if (anders)
    zeg("Een collega schreef bij dezelfde vraag. U ziet beide teksten. Al het andere is bewaard.");
  else if (fouten) zeg(`Bewaard om ${antwoord.om} uur, op de gemarkeerde vragen na.`);
  else zeg(`Bewaard om ${antwoord.om} uur.`);
  return !anders && !fouten;
}

const vanzelf = bewaarVanzelf(formulier, { toon, teksten });

formulier.addEventListener("click", ({ target }) => {
  const knop = target.closest("[data-houd]");
  if (!knop) return;
  const naam = knop.dataset.houd;
  vanzelf.leg({ [naam]: kenmerken[naam] });
  vanzelf.gewijzigd();
  document.getElementById(knop.closest("[data-ander]").id.replace(/-ander$/, "")).focus();
  vanzelf.bewaar();
});
