// A form that saves by itself: nothing typed waits for a button, and nothing is lost.

import { inhoud, kern, lees, leg, ruim, zetTerug } from "./plank.js";

const WACHT = 3000;
const OPNIEUW = 10000;
const HOOGSTENS = 20000;
const KEEPALIVE = 60000;

const VEILIG = "Uw tekst staat veilig in deze browser.";
// For a form with a copy on this device.
export const TEKSTEN = {
  geweigerd: (melding) => `Niet bewaard. ${melding} ${VEILIG}`,
  uitgelogd: `Niet bewaard: u bent niet meer ingelogd. ${VEILIG} Log in en open deze bladzijde opnieuw.`,
  storing: `Niet bewaard: de kennisbank antwoordt niet goed. ${VEILIG}`,
  verbinding: `Niet bewaard: geen verbinding. ${VEILIG}`,
};

export function heeftBestand(formulier) {
  const vakken = [...formulier.querySelectorAll("input[type=file]")];
  return vakken.some((invoer) => invoer.files.length);
}

// `toon` shows what an answer says on the page, and returns whether all was saved.
// `teksten`: `geweigerd(melding)`, `storing` and `verbinding`, perhaps `uitgelogd` and `offline`.
// `plank` keeps a copy on this device of what was not saved yet; see `maakPlank`.
// `velden` makes what is sent; without it that is all fields, with a kenmerk of each.
export function bewaarVanzelf(formulier, { toon, teksten, plank = null, velden = null }) {
  const status = formulier.querySelector("[data-status]");
  const { kenmerk } = formulier.elements;
  let wijzigingen = 0;
  let bewaarde = 0;
  let bezig = null;
  let stil = false;
  let verzonden = false;
  let klok = 0;

  function zeg(tekst) {
    if (status.textContent !== tekst) status.textContent = tekst;
  }

  function leg(gelezen) {
    kenmerk.value = JSON.stringify({ ...JSON.parse(kenmerk.value), ...gelezen });
  }

  function gewijzigd() {
    wijzigingen += 1;
    plank?.leg();
    if (!stil) plan();
  }

  function plan(na = WACHT) {
    clearTimeout(klok);
    klok = setTimeout(bewaar, na);
  }

  function bewaar() {
    if (stil || bezig || bewaarde === wijzigingen) return bezig;
    clearTimeout(klok);
    bezig = verstuur(wijzigingen).then((gelukt) => {
      bezig = null;
      if (bewaarde !== wijzigingen && !stil) plan(gelukt ? WACHT : OPNIEUW);
    });
    return bezig;
  }

  // Save what is there now, behind what is on its way.
  async function bewaarNu() {
    await bezig;
    await bewaar();
  }

  function lichaam() {
    const alle = new URLSearchParams(
      [...new FormData(formulier)].filter(([, waarde]) => typeof waarde === "string"),
    );
    // A chosen file goes along with the button only, and its table with it.
    const gelezen = JSON.parse(kenmerk.value);
    for (const invoer of formulier.querySelectorAll("input[type=file]")) {
      if (invoer.files.length) delete gelezen[invoer.name.split("-")[0]];
    }
    alle.set("kenmerk", JSON.stringify(gelezen));
    return alle;
  }

  async function verstuur(stand) {
    const body = (velden ?? lichaam)();
    try {
      const antwoord = await fetch(location.pathname, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1", "HX-Request": "true" },
        redirect: "manual",
        keepalive: body.toString().length < KEEPALIVE,
        signal: AbortSignal.timeout(HOOGSTENS),
      });
      if (!antwoord.ok) return await weigering(antwoord);
      verwerk(await antwoord.json(), stand);
      return true;
    } catch {
      zeg(teksten.verbinding);
      return false;
    }
  }

  function verwerk(antwoord, stand) {
    bewaarde = stand;
    if (antwoord.kenmerk) leg(JSON.parse(antwoord.kenmerk));
    if (toon(antwoord, zeg) && stand === wijzigingen) plank?.ruim();
  }

  async function weigering(antwoord) {
    const uitgelogd = antwoord.type === "opaqueredirect" || antwoord.status === 403;
    if (antwoord.status === 409) {
      stil = true;
      const { melding } = await antwoord.json();
      zeg(teksten.geweigerd(melding));
    } else if (uitgelogd && teksten.uitgelogd) {
      stil = true;
      zeg(teksten.uitgelogd);
    } else {
      zeg(teksten.storing);
    }
    return false;
  }

  // --- leaving, sending, coming back ---

  formulier.addEventListener("input", gewijzigd);

  formulier.addEventListener("submit", (event) => {
    clearTimeout(klok);
    if (teksten.offline && !navigator.onLine) {
      event.preventDefault();
      zeg(teksten.offline);
      return;
    }
    if (bezig) {
      // The answer brings the kenmerk that this submission needs.
      event.preventDefault();
      bezig.then(() => formulier.requestSubmit(event.submitter));
      return;
    }
    plank?.leg();
    verzonden = true;
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !verzonden) bewaar();
  });
  window.addEventListener("pagehide", () => !verzonden && bewaar());
  window.addEventListener("pageshow", () => {
    verzonden = false;
  });
  window.addEventListener("online", () => bewaar());
  window.addEventListener("beforeunload", (event) => {
    const kwijt = plank ? !navigator.onLine : !verzonden;
    // No copy and no saving by itself takes a chosen file along.
    const bestand = !verzonden && heeftBestand(formulier);
    if (bestand || (kwijt && bewaarde !== wijzigingen)) event.preventDefault();
  });

  plank?.open();
  return { bewaar, bewaarNu, gewijzigd, leg };
}

// --- the copy on this device ---

// Of part `deel` of what the form is about; "?bewaard=<deel>" in the address says that it arrived.
export function maakPlank(formulier, naam, deel) {
  const sleutel = (welk) => `kopie:${naam}:${welk}`;
  const legNeer = () => leg(sleutel(deel), { velden: inhoud(formulier) });
  const ruimOp = (welk = deel) => ruim(sleutel(welk));

  function open() {
    const adres = new URL(location.href);
    const klaar = adres.searchParams.get("bewaard");
    if (klaar) {
      ruimOp(klaar);
      adres.searchParams.delete("bewaard");
      history.replaceState(null, "", adres);
    }
    if ("gepost" in formulier.dataset) {
      legNeer();
      return;
    }
    const kopie = lees(sleutel(deel));
    if (!kopie) return;
    if (kern(kopie.velden) === kern(inhoud(formulier))) ruimOp();
    else vraag(kopie.velden);
  }

  function vraag(velden) {
    const plek = document.querySelector("[data-terugzetten]");
    plek.hidden = false;
    plek
      .querySelector("[data-zet-terug]")
      .addEventListener("click", () => zetTerug(formulier, velden));
    plek.querySelector("[data-gooi-weg]").addEventListener("click", () => {
      ruimOp();
      plek.hidden = true;
    });
  }

  return { leg: legNeer, ruim: ruimOp, open };
}
