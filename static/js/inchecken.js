// Reads badges with the camera and checks their owners in. Without it one searches by name.

const TUSSENPOOS = 150;
const OPNIEUW = 4000; // the same badge that stays in view counts once
const BREEDTE = 960;

const vak = document.querySelector("[data-scan]");
const deel = (naam) => vak.querySelector(`[data-scan-${naam}]`);

let stroom = null;
let laatste = { tekst: "", op: 0 };

function meld(tekst, goed) {
  deel("uitslag").hidden = false;
  deel("uitslag").classList.toggle("melding--let-op", !goed);
  deel("vink").hidden = !goed;
  deel("waarschuwing").hidden = goed;
  deel("tekst").textContent = tekst;
}

/** A function that gives the text of the code in view, or "" when there is none. */
async function maakLezer() {
  const eigen = globalThis.BarcodeDetector;
  if (eigen && (await eigen.getSupportedFormats()).includes("qr_code")) {
    const lezer = new eigen({ formats: ["qr_code"] });
    return async (beeld) => (await lezer.detect(beeld))[0]?.rawValue ?? "";
  }
  const { default: lees } = await import(vak.dataset.scanLezer);
  const doek = document.createElement("canvas");
  const pen = doek.getContext("2d", { willReadFrequently: true });
  return (beeld) => {
    const schaal = Math.min(1, BREEDTE / beeld.videoWidth);
    doek.width = Math.round(beeld.videoWidth * schaal);
    doek.height = Math.round(beeld.videoHeight * schaal);
    pen.drawImage(beeld, 0, 0, doek.width, doek.height);
    try {
      return lees(pen.getImageData(0, 0, doek.width, doek.height));
    } catch {
      return ""; // that is how it says that it sees no code
    }
  };
}

/** The key in a badge, which holds the address of this page. */
function codeVan(tekst) {
  try {
    return new URL(tekst).searchParams.get("code") ?? tekst;
  } catch {
    return tekst;
  }
}

async function checkIn(tekst) {
  const formulier = deel("formulier");
  formulier.elements.code.value = codeVan(tekst);
  try {
    const antwoord = await fetch(formulier.action, {
      method: "POST",
      body: new FormData(formulier),
      headers: { Accept: "application/json" },
    });
    const uitslag = await antwoord.json();
    meld(uitslag.melding, antwoord.ok);
    if (antwoord.ok) document.querySelector("[data-scan-binnen]").textContent = uitslag.binnen;
  } catch {
    laatste = { tekst: "", op: 0 };
    meld(
      "Dat lukte niet. Is er verbinding, en bent u nog ingelogd? Laad anders de pagina opnieuw.",
      false,
    );
  }
}

async function lus(lees) {
  const beeld = deel("beeld");
  while (stroom) {
    const tekst = beeld.videoWidth ? await lees(beeld) : "";
    const nu = Date.now();
    if (tekst && (tekst !== laatste.tekst || nu - laatste.op > OPNIEUW)) {
      laatste = { tekst, op: nu };
      await checkIn(tekst);
    }
    if (tekst && tekst === laatste.tekst) laatste.op = Date.now();
    await new Promise((klaar) => setTimeout(klaar, TUSSENPOOS));
  }
}

function stop() {
  for (const spoor of stroom?.getTracks() ?? []) spoor.stop();
  stroom = null;
  deel("beeld").hidden = true;
  deel("knop").textContent = "Scan met de camera";
}

async function begin() {
  const beeld = deel("beeld");
  const knop = deel("knop");
  knop.disabled = true;
  try {
    stroom = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    beeld.srcObject = stroom;
    beeld.hidden = false;
    await beeld.play();
    knop.textContent = "Stop de camera";
    meld("Houd een badge voor de camera.", true);
    lus(await maakLezer());
  } catch (fout) {
    stop();
    meld(
      fout.name === "NotAllowedError"
        ? "De browser mag de camera niet gebruiken. Sta dat toe, of zoek de deelnemer op naam."
        : "De camera doet het niet. Zoek de deelnemer op naam.",
      false,
    );
  } finally {
    knop.disabled = false;
  }
}

if (vak && navigator.mediaDevices?.getUserMedia) {
  vak.hidden = false;
  deel("knop").addEventListener("click", () => (stroom ? stop() : begin()));
  window.addEventListener("pagehide", stop);
}
