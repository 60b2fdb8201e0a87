// While somebody types in a search field: names that begin so. Without this file it only searches.

const WACHT = 120;
const MINSTENS = 2;

for (const veld of document.querySelectorAll("input[data-suggesties]")) {
  const lijst = Object.assign(document.createElement("ul"), {
    className: "suggesties",
    id: `${veld.id}-suggesties`,
    hidden: true,
  });
  lijst.setAttribute("role", "listbox");
  lijst.setAttribute("aria-label", "Suggesties");
  const stand = Object.assign(document.createElement("p"), { className: "visueel-verborgen" });
  stand.setAttribute("role", "status");
  veld.after(lijst, stand);
  const rol = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": lijst.id,
    "aria-haspopup": "listbox",
  };
  for (const [naam, waarde] of Object.entries(rol)) veld.setAttribute(naam, waarde);
  veld.autocomplete = "off";

  let gekozen = -1;
  let klok = 0;
  let vraag = new AbortController();

  function kies(nummer) {
    gekozen = nummer;
    for (const [n, optie] of [...lijst.children].entries()) {
      optie.setAttribute("aria-selected", String(n === nummer));
    }
    const optie = lijst.children[nummer];
    if (!optie) return veld.removeAttribute("aria-activedescendant");
    veld.setAttribute("aria-activedescendant", optie.id);
    optie.scrollIntoView({ block: "nearest" });
  }

  function sluit() {
    clearTimeout(klok);
    vraag.abort();
    kies(-1);
    lijst.hidden = true;
    stand.textContent = "";
    veld.setAttribute("aria-expanded", "false");
  }

  function optie({ titel, soort, adres }, nummer) {
    const regel = Object.assign(document.createElement("li"), { id: `${lijst.id}-${nummer}` });
    regel.setAttribute("role", "option");
    regel.setAttribute("aria-selected", "false");
    regel.dataset.adres = adres;
    const wat = Object.assign(document.createElement("span"), {
      className: "suggesties__soort",
      textContent: soort,
    });
    regel.append(titel, " ", wat);
    return regel;
  }

  function toon(suggesties) {
    if (suggesties.length === 0) return sluit();
    lijst.replaceChildren(...suggesties.map(optie));
    kies(-1);
    lijst.hidden = false;
    veld.setAttribute("aria-expanded", "true");
    stand.textContent = suggesties.length === 1 ? "1 suggestie" : `${suggesties.length} suggesties`;
  }

  async function vraagOp() {
    vraag = new AbortController();
    try {
      const adres = `${veld.dataset.suggesties}?${new URLSearchParams({ q: veld.value.trim() })}`;
      const antwoord = await fetch(adres, { signal: vraag.signal, credentials: "omit" });
      if (antwoord.ok) toon((await antwoord.json()).suggesties);
    } catch {
      // Overtaken by the next letter, or no network: the field still searches.
    }
  }

  veld.addEventListener("input", () => {
    clearTimeout(klok);
    vraag.abort();
    if (veld.value.trim().length < MINSTENS) sluit();
    else klok = setTimeout(vraagOp, WACHT);
  });

  veld.addEventListener("keydown", (event) => {
    const aantal = lijst.children.length;
    if (event.isComposing || lijst.hidden) {
      if (event.key === "ArrowDown" && veld.value.trim().length >= MINSTENS) vraagOp();
      return;
    }
    if (event.key === "ArrowDown") kies(gekozen + 1 < aantal ? gekozen + 1 : -1);
    else if (event.key === "ArrowUp") kies(gekozen < 0 ? aantal - 1 : gekozen - 1);
    else if (event.key === "Escape") sluit();
    else if (event.key === "Enter" && gekozen >= 0)
      location.assign(lijst.children[gekozen].dataset.adres);
    else return;
    event.preventDefault();
  });

  // The field keeps the focus while somebody chooses with a finger or a mouse.
  lijst.addEventListener("mousedown", (event) => event.preventDefault());
  lijst.addEventListener("click", (event) => {
    const regel = event.target.closest("[role=option]");
    if (regel) location.assign(regel.dataset.adres);
  });
  veld.addEventListener("blur", sluit);
  veld.form.addEventListener("submit", sluit);
  window.addEventListener("pageshow", sluit);
}
