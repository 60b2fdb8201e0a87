// A long list of boxes gets a field to find one by its words. Without this file the list is whole.

for (const lijst of document.querySelectorAll("[data-filterlijst]")) {
  const keuzes = [...lijst.querySelectorAll("label")];
  const vak = document.createElement("div");
  vak.className = "veld";
  const label = Object.assign(document.createElement("label"), {
    className: "utrecht-form-label",
    htmlFor: `filter-${lijst.dataset.filterlijst}`,
    textContent: "Zoek in deze lijst",
  });
  const veld = Object.assign(document.createElement("input"), {
    className: "utrecht-textbox utrecht-textbox--html-input",
    id: label.htmlFor,
    type: "search",
    autocomplete: "off",
  });
  const stand = Object.assign(document.createElement("p"), { className: "veld__hulp" });
  stand.setAttribute("role", "status");
  veld.addEventListener("input", (event) => {
    event.stopPropagation(); // searching changes nothing that must be saved
    const woorden = veld.value.toLocaleLowerCase("nl").split(/\s+/);
    let aantal = 0;
    for (const keuze of keuzes) {
      const tekst = keuze.textContent.toLocaleLowerCase("nl");
      const past = woorden.every((woord) => tekst.includes(woord));
      // What is ticked stays in sight: it goes along with the form.
      keuze.hidden = !past && !keuze.querySelector("input").checked;
      if (past) aantal += 1;
    }
    stand.textContent = veld.value.trim() ? `${aantal} gevonden` : "";
  });
  veld.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  vak.append(label, veld, stand);
  lijst.before(vak);
}
