// Filling in works without this file; with it nothing typed waits for a button.

const WACHT = 3000;
const OPNIEUW = 10000;

const formulier = document.querySelector("[data-vragenlijst]");
const status = document.querySelector("[data-status]");
const basis = formulier.querySelector("[data-basis]");
const vak = (soort, naam) => formulier.querySelector(`[data-${soort}="${CSS.escape(naam)}"]`);

let wijzigingen = 0;
let bewaarde = 0;
let bezig = null;
let klaar = false;
let merken = {};
let klok = 0;

function zeg(tekst) {
  if (status.textContent !== tekst) status.textContent = tekst;
}

function plan(na = WACHT) {
  clearTimeout(klok);
  klok = setTimeout(bewaar, na);
}

function bewaar() {
  if (klaar || bezig || bewaarde === wijzigingen) return bezig;
  clearTimeout(klok);
  bezig = verstuur(wijzigingen).finally(() => {
    bezig = null;
  });
  return bezig;
}

async function verstuur(stand) {
  try {
    const antwoord = await fetch(formulier.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(formulier)),
      headers: { "X-Autosave": "1" },
      signal: AbortSignal.timeout(20000),
    });
    if (antwoord.status === 409) {
      klaar = true;
      zeg((await antwoord.json()).melding);
      return;
    }
    if (!antwoord.ok) throw new Error(antwoord.status);
    verwerk(await antwoord.json(), stand);
  } catch {
    zeg("Niet bewaard: er is geen goede verbinding. Uw tekst staat nog hier. Wij blijven het proberen.");
    plan(OPNIEUW);
  }
}

function verwerk(antwoord, stand) {
  bewaarde = stand;
  basis.value = antwoord.basis;
  merken = antwoord.merken;
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
  if (anders) zeg("Een collega schreef bij dezelfde vraag. U ziet beide teksten. Al het andere is bewaard.");
  else if (fouten) zeg(`Bewaard om ${antwoord.om} uur, op de gemarkeerde vragen na.`);
  else zeg(`Bewaard om ${antwoord.om} uur.`);
  if (bewaarde !== wijzigingen) plan();
}

formulier.addEventListener("input", () => {
  wijzigingen += 1;
  plan();
});

formulier.addEventListener("click", ({ target }) => {
  const knop = target.closest("[data-houd]");
  if (!knop) return;
  const naam = knop.dataset.houd;
  basis.value = JSON.stringify({ ...JSON.parse(basis.value), [naam]: merken[naam] });
  wijzigingen += 1;
  document.getElementById(vak("ander", naam).id.replace(/-ander$/, "")).focus();
  bewaar();
});

let verzonden = false;
formulier.addEventListener("submit", (event) => {
  clearTimeout(klok);
  if (!navigator.onLine) {
    event.preventDefault();
    zeg("Er is geen verbinding. Uw tekst staat nog hier. Probeer het zo nog eens.");
    return;
  }
  if (bezig) {
    // The answer brings the basis that this submission needs.
    event.preventDefault();
    bezig.then(() => formulier.requestSubmit(event.submitter));
    return;
  }
  verzonden = true;
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !verzonden) bewaar();
});
window.addEventListener("pageshow", () => {
  verzonden = false;
});
window.addEventListener("online", () => bewaar());
window.addEventListener("beforeunload", (event) => {
  if (!verzonden && bewaarde !== wijzigingen) event.preventDefault();
});
