// Puts what is for the reader first, by what she says she is: tasks, where to begin, and sections.
// What a form asks in that role, it has chosen. Her choice stays in her own browser.

const SLEUTEL = "lezer";

function onthouden() {
  try {
    return localStorage.getItem(SLEUTEL) ?? "";
  } catch {
    return "";
  }
}

// Whether it could be kept; else the choice still works on this page.
function onthoud(lezer) {
  try {
    if (lezer) localStorage.setItem(SLEUTEL, lezer);
    else localStorage.removeItem(SLEUTEL);
    return true;
  } catch {
    return false;
  }
}

const gevraagd = new URL(location.href).searchParams.get("lezer");
if (gevraagd !== null) onthoud(gevraagd);
const lezer = gevraagd ?? onthouden();
const is = (namen) => lezer !== "" && namen.split(" ").includes(lezer);

// --- what she can choose to be, and the groups of which hers comes first ---

for (const vak of document.querySelectorAll("[data-lezer]")) {
  const keuze = vak.querySelector("select");
  const status = vak.querySelector("[data-lezer-status]");
  const lijst = vak.querySelector("[data-lezer-groepen]");
  const volgorde = [...keuze.options].map((optie) => optie.value);
  const groepen = [...lijst.children].sort(
    (een, ander) =>
      volgorde.indexOf(een.dataset.lezerVan) - volgorde.indexOf(ander.dataset.lezerVan),
  );

  const zetEerst = (van) => {
    for (const groep of groepen) {
      const eigen = groep.dataset.lezerVan === van;
      groep.open = eigen;
      groep.querySelector("[data-lezer-eigen]").hidden = !eigen;
    }
    const eerste = groepen.filter((groep) => groep.open);
    lijst.append(...eerste, ...groepen.filter((groep) => !groep.open));
    return eerste[0]?.querySelector("[data-lezer-naam]").textContent;
  };

  const knop = vak.querySelector("[data-lezer-knop]");
  if (knop) knop.hidden = true;
  keuze.addEventListener("change", () => {
    const bewaart = onthoud(keuze.value);
    const naam = zetEerst(keuze.value);
    if (naam) status.textContent = `Bovenaan staat nu: ${naam}.`;
    else status.textContent = keuze.value ? "Voor u staat hier niets apart." : "";
    // What came first is there to see; that it does not last is not.
    status.classList.toggle("visueel-verborgen", bewaart);
    if (!bewaart) status.append(" Uw browser bewaart uw keuze niet.");
  });

  if (volgorde.includes(lezer)) {
    keuze.value = lezer;
    zetEerst(lezer);
  }
}

// Where the choice is in the address, it is made ready and not followed.
const inAdres = document.querySelector("[data-lezer-keuze] select");
if (inAdres && gevraagd === null && [...inAdres.options].some(({ value }) => value === lezer))
  inAdres.value = lezer;

// --- sections that come first for her, in the page and in its list of contents ---

for (const lijst of document.querySelectorAll("[data-lezer-orde]")) {
  const eerst = [...lijst.children].filter(({ dataset }) => is(dataset.lezerEerst ?? ""));
  lijst.prepend(...eerst);
  const uitleg = lijst.parentElement.querySelector("[data-lezer-orde-uitleg]");
  if (uitleg) uitleg.hidden = eerst.length === 0;
}

// --- her role in a form that was not filled in yet ---

for (const vraag of document.querySelectorAll("[data-lezer-form] fieldset")) {
  if (vraag.querySelector(":checked")) continue;
  for (const optie of vraag.querySelectorAll("[data-lezer-kiest]")) {
    if (!is(optie.dataset.lezerKiest)) continue;
    optie.checked = true;
    const waarom = Object.assign(document.createElement("span"), { className: "zacht" });
    waarom.textContent = " (dat koos u eerder)";
    optie.closest("label").append(waarom);
  }
}
