// Writing works without this file; with it nothing typed waits for a button, and nothing is lost.

const WACHT = 3000;
const OPNIEUW = 15000;
const KEEPALIVE = 60000;

const formulier = document.querySelector("[data-schrijven]");
const status = document.querySelector("[data-status]");
const kenmerk = formulier.elements.kenmerk;
const { sectie, editor, zoekOrganisatie, zoekElement } = formulier.dataset;
const plank = (welke) => `schrijven:${formulier.dataset.schrijven}:${welke}`;

let wijzigingen = 0;
let bewaarde = 0;
let bezig = null;
let stil = false;
let klok = 0;

// --- what is on the page, and the copy of it in this browser ---

const geheim = new Set(["csrfmiddlewaretoken", "actie"]);

function inhoud() {
  return [...new FormData(formulier)].filter(([naam, waarde]) => !geheim.has(naam) && typeof waarde === "string");
}

function kern(velden) {
  const getypt = velden.filter(([naam, waarde]) => waarde.trim() && naam !== "kenmerk" && !naam.endsWith("-aantal"));
  return JSON.stringify(getypt.map(([naam, waarde]) => [naam, waarde.replaceAll("\r\n", "\n")]));
}

function opPlank(welke, velden) {
  try {
    if (velden) localStorage.setItem(plank(welke), JSON.stringify(velden));
    else localStorage.removeItem(plank(welke));
    return true;
  } catch {
    return false;
  }
}

function vanPlank() {
  try {
    return JSON.parse(localStorage.getItem(plank(sectie)));
  } catch {
    return null;
  }
}

// --- saving by itself ---

function zeg(tekst) {
  if (status.textContent !== tekst) status.textContent = tekst;
}

function lichaam() {
  const velden = new URLSearchParams([...new FormData(formulier)].filter(([naam, w]) => naam !== "actie" && typeof w === "string"));
  // A chosen file goes along with the button only, and its table with it.
  const gelezen = JSON.parse(kenmerk.value);
  for (const invoer of formulier.querySelectorAll("input[type=file]")) {
    if (invoer.files.length) delete gelezen[invoer.name.split("-")[0]];
  }
  velden.set("kenmerk", JSON.stringify(gelezen));
  return velden;
}

function plan(na = WACHT) {
  clearTimeout(klok);
  klok = setTimeout(bewaar, na);
}

function bewaar() {
  if (stil || bezig || bewaarde === wijzigingen) return bezig;
  clearTimeout(klok);
  bezig = verstuur(wijzigingen).finally(() => {
    bezig = null;
    if (bewaarde !== wijzigingen && !stil) plan(navigator.onLine ? WACHT : OPNIEUW);
  });
  return bezig;
}

async function verstuur(stand) {
  const body = lichaam();
  try {
    const antwoord = await fetch(location.pathname, {
      method: "POST",
      body,
      headers: { "X-Autosave": "1", "HX-Request": "true" },
      redirect: "manual",
      keepalive: body.toString().length < KEEPALIVE,
    });
    if (antwoord.ok) verwerk(await antwoord.json(), stand);
    else await weigering(antwoord);
  } catch {
    zeg("Niet bewaard: geen verbinding. Uw tekst staat veilig in deze browser.");
  }
}

function verwerk(antwoord, stand) {
  bewaarde = stand;
  kenmerk.value = JSON.stringify({ ...JSON.parse(kenmerk.value), ...JSON.parse(antwoord.kenmerk) });
  toonFouten(antwoord);
  toonStand(antwoord.nog);
  const fouten = Object.keys(antwoord.fouten).length;
  const bestand = [...formulier.querySelectorAll("input[type=file]")].some((invoer) => invoer.files.length);
  if (!fouten && !bestand && stand === wijzigingen) opPlank(sectie, null);
  if (fouten) zeg(`Bewaard om ${antwoord.bewaard_om}, op de gemarkeerde velden na.`);
  else if (bestand) zeg("Kies ‘Bewaren’ om het bestand mee te sturen.");
  else zeg(`Bewaard om ${antwoord.bewaard_om}`);
}

async function weigering(antwoord) {
  if (antwoord.status === 409) {
    stil = true;
    const { melding } = await antwoord.json();
    zeg(`Niet bewaard. ${melding} Uw tekst staat veilig in deze browser.`);
  } else if (antwoord.type === "opaqueredirect" || antwoord.status === 403) {
    stil = true;
    zeg("Niet bewaard: u bent niet meer ingelogd. Uw tekst staat veilig in deze browser. Log in en open deze bladzijde opnieuw.");
  } else {
    zeg("Niet bewaard: de kennisbank antwoordt niet goed. Uw tekst staat veilig in deze browser.");
  }
}

// --- what the answer says on the page ---

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
      ...teksten.map((tekst) => Object.assign(document.createElement("li"), { textContent: tekst })),
    );
    lijst.hidden = !teksten.length;
  }
}

function toonStand(nog) {
  const meter = document.querySelector("[data-nog]");
  const woord = nog.indienen === 1 ? "onderdeel" : "onderdelen";
  meter.innerText =
    (nog.indienen ? `Nog ${nog.indienen} ${woord} voor indienen` : "Klaar om in te dienen") +
    "\n" +
    (nog.publiceren ? `Nog ${nog.publiceren} voor publiceren` : "Klaar om te publiceren");
  document.querySelector("[data-nog-hier]").textContent = nog.hier ? `nog ${nog.hier}` : "compleet";
}

// --- counting, and looking up names ---

function tel(veld) {
  const maximum = Number(veld.dataset.tekens);
  let teller = document.getElementById(`${veld.id}-teller`);
  if (!teller) {
    teller = Object.assign(document.createElement("p"), { id: `${veld.id}-teller`, className: "veld__teller" });
    veld.after(teller);
    if (!("rijk" in veld.dataset)) veld.maxLength = maximum;
  }
  const tekens = [..."rijk" in veld.dataset ? veld.value.replace(/<[^>]*>/g, "") : veld.value].length;
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
  wijzigingen += 1;
  opPlank(sectie, inhoud());
  if (!stil) plan();
});

for (const veld of formulier.querySelectorAll("[data-tekens]")) tel(veld);

// --- leaving, sending, coming back ---

let verzonden = false;
formulier.addEventListener("submit", (event) => {
  clearTimeout(klok);
  if (bezig) {
    // The answer brings the kenmerk that this submission needs.
    event.preventDefault();
    bezig.then(() => formulier.requestSubmit(event.submitter));
    return;
  }
  opPlank(sectie, inhoud());
  verzonden = true;
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !verzonden) bewaar();
});
window.addEventListener("pagehide", () => !verzonden && bewaar());
window.addEventListener("online", () => bewaar());
window.addEventListener("beforeunload", (event) => {
  if (!navigator.onLine && bewaarde !== wijzigingen) event.preventDefault();
});

function zetTerug(velden) {
  const terug = document.createElement("form");
  terug.method = "post";
  const csrf = ["csrfmiddlewaretoken", formulier.elements.csrfmiddlewaretoken.value];
  for (const [naam, waarde] of [...velden, csrf, ["actie", "terug:zet"]]) {
    const veld = document.createElement("textarea");
    Object.assign(veld, { name: naam, value: waarde });
    terug.append(veld);
  }
  terug.hidden = true;
  document.body.append(terug);
  terug.submit();
}

function bijOpenen() {
  const adres = new URL(location.href);
  const klaar = adres.searchParams.get("bewaard");
  if (klaar) {
    opPlank(klaar, null);
    adres.searchParams.delete("bewaard");
    history.replaceState(null, "", adres);
  }
  if ("gepost" in formulier.dataset) {
    opPlank(sectie, inhoud());
    return;
  }
  const velden = vanPlank();
  if (!velden) return;
  if (kern(velden) === kern(inhoud())) {
    opPlank(sectie, null);
    return;
  }
  const vraag = document.querySelector("[data-terugzetten]");
  vraag.hidden = false;
  vraag.querySelector("[data-zet-terug]").addEventListener("click", () => zetTerug(velden));
  vraag.querySelector("[data-gooi-weg]").addEventListener("click", () => {
    opPlank(sectie, null);
    vraag.hidden = true;
  });
}

bijOpenen();
if (location.hash) document.querySelector(location.hash)?.focus();

const rijk = formulier.querySelectorAll("[data-rijk]");
if (rijk.length) {
  const { verrijk } = await import("./rijketekst.js");
  await verrijk(editor, rijk);
}
formulier.dataset.klaar = "";
