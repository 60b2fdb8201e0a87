// Nothing typed is lost: a form with text has a copy on this device until the server has it. The frame
// of the workplace loads this for each of its forms; a public form asks for it with `data-kopie`.
//
// The answer to a form that was taken names the copy, and site.js throws it away. A form
// that comes back on the page of the answer (`data-gepost`) is not sent yet. Any other page that finds
// a copy puts it back, and says so.

import { inhoud, kern, lees, leg, ruim, zetTerug } from "./plank.js";

const TEKST = "textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=tel], [type=number], [type=date], [type=time], [type=datetime-local])";

const { wie, gepost } = document.body.dataset;
// No browser keeps these pages, so going back to an answer would ask to send the form once more.
history.replaceState(history.state, "", location.href);
const onverstuurd = [];
let onderweg = false;

function doetMee(formulier) {
  if (formulier.dataset.kopie) return formulier.dataset.kopie !== "niet";
  const ergens = wie !== undefined || "kopie" in formulier.dataset;
  return ergens && formulier.querySelector(TEKST) && !formulier.querySelector("[type=password]");
}

function bewaak(formulier) {
  const eerste = formulier.querySelector(TEKST);
  const naam = formulier.dataset.kopie || eerste.id || eerste.name;
  const sleutel = `kopie:${wie ?? ""}:${location.pathname}#${naam}`;
  const gevonden = lees(sleutel);
  const antwoord = gevonden !== null && gevonden.id === gepost;
  const id = gevonden?.id ?? nieuwNummer();
  const leeg = antwoord ? "" : kern(inhoud(formulier));
  const anders = () => kern(inhoud(formulier)) !== leeg;
  const bewaar = () =>
    leg(sleutel, {
      id,
      velden: inhoud(formulier),
      bestand: [...formulier.querySelectorAll("[type=file]")].some(({ files }) => files.length),
    });

  if (antwoord) bewaar();
  else if (gevonden && kern(gevonden.velden) === leeg) ruim(sleutel);
  else if (gevonden) geefTerug(formulier, gevonden, () => ruim(sleutel));

  formulier.addEventListener("input", () => (anders() ? bewaar() : ruim(sleutel)));
  formulier.addEventListener("submit", () => bewaar() && zeg(formulier, id));
  onverstuurd.push(anders);
}

function nieuwNummer() {
  return [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The server hears that there is a copy, and which.
function zeg(formulier, id) {
  const veld = formulier.elements.kopie ?? document.createElement("input");
  Object.assign(veld, { type: "hidden", name: "kopie", value: id });
  formulier.append(veld);
}

function geefTerug(formulier, { id, velden, bestand }, ruimOp) {
  const meldt = document.createElement("div");
  meldt.className = "melding";
  meldt.setAttribute("role", "status");
  const tekst = document.createElement("p");
  const knoppen = document.createElement("p");
  knoppen.className = "rij";
  const rijen = anderAantal(formulier, velden);
  if (rijen) {
    tekst.textContent = "Wat u hier typte, is niet verstuurd. Het is niet weg.";
    knoppen.append(knop("Zet het terug", () => opnieuw(() => zetTerug(formulier, [...velden, ["kopie", id]]))));
  } else {
    vul(formulier, velden);
    tekst.textContent = "Wat u typte, staat er weer. Het is nog niet verstuurd.";
  }
  if (bestand) tekst.textContent += " Uw bestand kiest u opnieuw.";
  knoppen.append(
    knop("Gooi het weg", () => {
      ruimOp();
      opnieuw(() => location.replace(location.pathname + location.search));
    }),
  );
  const binnen = document.createElement("div");
  binnen.append(tekst, knoppen);
  meldt.append(binnen);
  formulier.prepend(meldt);
  const uitklap = formulier.closest("details");
  if (uitklap) uitklap.open = true;
}

function knop(tekst, doe) {
  const gemaakt = document.createElement("button");
  Object.assign(gemaakt, { type: "button", className: "nl-button nl-button--secondary", textContent: tekst });
  gemaakt.addEventListener("click", doe);
  return gemaakt;
}

function opnieuw(doe) {
  onderweg = true;
  doe();
}

// Whether the copy has rows that the form has no place for, or the form has more.
function anderAantal(formulier, velden) {
  if (!formulier.querySelector("[name=actie][value$=':erbij']")) return false;
  return velden.some(([naam, waarde]) => naam.endsWith("-aantal") && formulier.elements[naam]?.value !== waarde);
}

function vul(formulier, velden) {
  const over = new Map();
  for (const [naam, waarde] of velden) over.set(naam, [...(over.get(naam) ?? []), waarde]);
  for (const vak of formulier.elements) {
    const waarden = over.get(vak.name) ?? [];
    if (["checkbox", "radio"].includes(vak.type)) vak.checked = waarden.includes(vak.value);
    else if (vak.type === "select-multiple") {
      for (const optie of vak.options) optie.selected = waarden.includes(optie.value);
    } else if (waarden.length && vak.type !== "file") vak.value = waarden.shift();
  }
}

document.querySelectorAll("main form[method=post]:not([data-schrijven], [data-vragenlijst])").forEach((formulier) => {
  if (doetMee(formulier)) bewaak(formulier);
});

window.addEventListener("submit", (event) => (onderweg ||= !event.defaultPrevented));
window.addEventListener("pageshow", () => (onderweg = false));
window.addEventListener("beforeunload", (event) => {
  if (!onderweg && onverstuurd.some((anders) => anders())) event.preventDefault();
});
