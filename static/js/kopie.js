// Nothing typed is lost: a form with text has a copy on this device until the server has it. The frame
// of the workplace loads this for each of its forms; a public form asks for it with `data-kopie`.
//
// The answer to a form that was taken names the copy, and ontvangen.js throws it away. A form
// that comes back on the page of the answer (`data-gepost`) is not sent yet. Any other page that finds
// a copy puts it back, and says so.
//
// A long form of the workplace carries `klad`: it has a copy with the server too, for on another
// device. Each window writes it under a number of its own, and says whose text it went on with.

import { inhoud, kern, lees, leg, ruim, zetTerug } from "./plank.js";
import { bewaarVanzelf, TEKSTEN } from "./vanzelf.js";

const TEKST =
  "textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=tel], [type=number], [type=date], [type=time], [type=datetime-local])";

const { wie, gepost } = document.body.dataset;
// No browser keeps these pages, so going back to an answer would ask to send the form once more.
history.replaceState(history.state, "", location.href);
const bewaakt = new Map();
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
  const { klad } = formulier.elements;
  const gevonden = lees(sleutel);
  const antwoord = gepost && [gevonden?.id, ...nummers(klad?.dataset.van)].includes(gepost);
  const id = antwoord ? gepost : nieuwNummer();
  if (klad) klad.value = [...new Set([id, ...nummers(klad.dataset.van)])].join(" ");
  const leeg = antwoord ? "" : kern(inhoud(formulier));
  const anders = () => kern(inhoud(formulier)) !== leeg;
  const bewaar = (velden = inhoud(formulier)) =>
    leg(sleutel, {
      id,
      klad: klad?.value,
      velden,
      bestand: [...formulier.querySelectorAll("[type=file]")].some(({ files }) => files.length),
    });
  const werkBij = () => (anders() ? bewaar() : ruim(sleutel));
  const server = klad && bewaarBijServer(formulier, { id, sleutel, anders, werkBij });

  if (antwoord) {
    bewaar();
    server?.gewijzigd();
  } else {
    const { kopie, ander } = kies(gevonden, klad, leeg);
    // What the server has of it, or is still on its way there, goes with it.
    if (klad && kopie?.id) {
      klad.value = [
        ...new Set([id, kopie.id, ...nummers(kopie.klad), ...nummers(klad.dataset.van)]),
      ].join(" ");
    }
    if (kopie) {
      geefTerug(formulier, kopie, {
        ander,
        begonnen: klad?.dataset.begonnen,
        zetRijen() {
          bewaar(kopie.velden);
          zetTerug(formulier, [
            ...kopie.velden,
            ["kopie", id],
            ...(klad ? [["klad", klad.value]] : []),
          ]);
        },
        toonAnder: () => leg(sleutel, { ...ander, klad: klad.dataset.van }) && location.reload(),
        async gooiWeg() {
          await server?.gooiWeg();
          ruim(sleutel);
          location.replace(location.pathname + location.search);
        },
      });
    } else ruim(sleutel);
  }

  if (!server) formulier.addEventListener("input", werkBij);
  formulier.addEventListener("submit", () => bewaar() && zeg(formulier, id));
  bewaakt.set(formulier, { anders, sleutel });
}

// Keeps with the server what differs from what the page began with.
function bewaarBijServer(formulier, { id, sleutel, anders, werkBij }) {
  const { klad, csrfmiddlewaretoken } = formulier.elements;
  let weg = false;
  const { gewijzigd, bewaarNu } = bewaarVanzelf(formulier, {
    teksten: TEKSTEN,
    velden: () =>
      new URLSearchParams([
        ["csrfmiddlewaretoken", csrfmiddlewaretoken.value],
        ["klad", klad.value],
        ...(!weg && anders() ? inhoud(formulier) : []),
      ]),
    toon({ om }, zeg) {
      zeg(anders() ? `Voor u bewaard om ${om} uur. Nog niet verstuurd.` : "");
      return true;
    },
    plank: {
      leg: werkBij,
      ruim() {
        const kopie = lees(sleutel);
        if (kopie?.id === id) leg(sleutel, { ...kopie, heel: true });
      },
      open() {},
    },
  });
  return {
    gewijzigd,
    gooiWeg() {
      weg = true;
      gewijzigd();
      return bewaarNu();
    },
  };
}

// Which text goes back: that of this device or that of the server, of which one is older.
// `heel`: the server had all of what is here, so what it has now came later or was let go.
function kies(gevonden, klad, leeg) {
  const anders = (kopie) => kopie && kern(kopie.velden) !== leeg && kopie;
  const hier = anders(gevonden);
  const daar = anders(klad?.dataset.velden && { velden: JSON.parse(klad.dataset.velden) });
  const vervolg = hier && daar && [hier.id, ...nummers(hier.klad)].includes(klad.dataset.van);
  if (vervolg) return { kopie: hier };
  const los = hier && !hier.heel && hier;
  return daar ? { kopie: daar, ander: los } : { kopie: los };
}

function nummers(tekst) {
  return tekst ? tekst.split(" ") : [];
}

function nieuwNummer() {
  return [...crypto.getRandomValues(new Uint8Array(18))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

// The server hears that there is a copy, and which.
function zeg(formulier, id) {
  const veld = formulier.elements.kopie ?? document.createElement("input");
  Object.assign(veld, { type: "hidden", name: "kopie", value: id });
  formulier.append(veld);
}

function geefTerug(
  formulier,
  { velden, bestand },
  { ander, begonnen, zetRijen, toonAnder, gooiWeg },
) {
  const meldt = document.createElement("div");
  meldt.className = "melding";
  meldt.setAttribute("role", "status");
  const tekst = document.createElement("p");
  const knoppen = document.createElement("p");
  knoppen.className = "rij";
  const rijen = anderAantal(formulier, velden);
  if (rijen) {
    tekst.textContent = "Wat u hier typte, is niet verstuurd. Het is niet weg.";
    knoppen.append(knop("Zet het terug", zetRijen));
  } else {
    vul(formulier, velden);
    tekst.textContent = "Wat u typte, staat er weer. Het is nog niet verstuurd.";
  }
  if (begonnen) tekst.textContent += ` U begon hieraan op ${begonnen}.`;
  if (bestand) tekst.textContent += " Uw bestand kiest u opnieuw.";
  if (ander) {
    tekst.textContent += " Op dit apparaat staat nog een andere tekst van u.";
    knoppen.append(knop("Toon de andere tekst", toonAnder));
  }
  knoppen.append(knop("Gooi het weg", gooiWeg));
  const binnen = document.createElement("div");
  binnen.append(tekst, knoppen);
  meldt.append(binnen);
  formulier.prepend(meldt);
  const uitklap = formulier.closest("details");
  if (uitklap) uitklap.open = true;
}

// A button that leads away from here.
function knop(tekst, doe) {
  const gemaakt = document.createElement("button");
  Object.assign(gemaakt, {
    type: "button",
    className: "nl-button nl-button--secondary",
    textContent: tekst,
  });
  gemaakt.addEventListener("click", () => {
    onderweg = true;
    doe();
  });
  return gemaakt;
}

// Whether the copy has rows that the form has no place for, or the form has more.
function anderAantal(formulier, velden) {
  if (!formulier.querySelector("[name=actie][value$=':erbij']")) return false;
  return velden.some(
    ([naam, waarde]) => naam.endsWith("-aantal") && formulier.elements[naam]?.value !== waarde,
  );
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

// The forms of `deel`, which may have come later than the page.
export function bewaakIn(deel) {
  deel
    .querySelectorAll("form[method=post]:not([data-schrijven], [data-vragenlijst])")
    .forEach((formulier) => {
      if (doetMee(formulier)) bewaak(formulier);
    });
}

// The server has what this form holds, and its copy goes.
export function isOntvangen(formulier) {
  if (bewaakt.has(formulier)) ruim(bewaakt.get(formulier).sleutel);
  bewaakt.delete(formulier);
}

bewaakIn(document.querySelector("main"));

window.addEventListener("submit", (event) => {
  onderweg ||= !event.defaultPrevented;
});
window.addEventListener("pageshow", () => {
  onderweg = false;
});
window.addEventListener("beforeunload", (event) => {
  const open = [...bewaakt].filter(([formulier]) => formulier.isConnected);
  if (!onderweg && open.some(([, { anders }]) => anders())) event.preventDefault();
});
