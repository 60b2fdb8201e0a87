// Puts what is for the reader first, by what she says she is: tasks, and where to begin. Her choice
// stays in her own browser.

const SLEUTEL = "lezer";

function onthouden() {
  try {
    return localStorage.getItem(SLEUTEL) ?? "";
  } catch {
    return "";
  }
}

function onthoud(lezer) {
  try {
    if (lezer) localStorage.setItem(SLEUTEL, lezer);
    else localStorage.removeItem(SLEUTEL);
  } catch {
    // Storage may be refused; the choice still works on this page.
  }
}

const gevraagd = new URL(location.href).searchParams.get("lezer");
if (gevraagd !== null) onthoud(gevraagd);

for (const vak of document.querySelectorAll("[data-lezer]")) {
  const keuze = vak.querySelector("select");
  const status = vak.querySelector("[data-lezer-status]");
  const lijst = vak.querySelector("[data-lezer-groepen]");
  const volgorde = [...keuze.options].map((optie) => optie.value);
  const groepen = [...lijst.children].sort(
    (een, ander) =>
      volgorde.indexOf(een.dataset.lezerVan) - volgorde.indexOf(ander.dataset.lezerVan),
  );

  const zetEerst = (lezer) => {
    for (const groep of groepen) {
      const eigen = groep.dataset.lezerVan === lezer;
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
    onthoud(keuze.value);
    const naam = zetEerst(keuze.value);
    if (naam) status.textContent = `Bovenaan staat nu: ${naam}.`;
    else status.textContent = keuze.value ? "Voor u staat hier niets apart." : "";
  });

  const lezer = gevraagd ?? onthouden();
  if (volgorde.includes(lezer)) {
    keuze.value = lezer;
    zetEerst(lezer);
  }
}
