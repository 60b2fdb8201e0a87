// A comment sent after the session ended waits here until it stands on the page.

// A line end is an element on the page, and no text.
const kaal = (tekst) => tekst.replace(/\s+/g, "");

function bewaard(sleutel, tekst) {
  try {
    if (tekst === undefined) return sessionStorage.getItem(sleutel) ?? "";
    if (tekst) sessionStorage.setItem(sleutel, tekst);
    else sessionStorage.removeItem(sleutel);
  } catch {
    // Storage may be refused; the form still sends.
  }
  return "";
}

const geplaatst = [...document.querySelectorAll(".opmerking__tekst")].map((el) => kaal(el.textContent));

for (const formulier of document.querySelectorAll("form[data-bewaar-tekst]")) {
  const veld = formulier.querySelector("textarea");
  const sleutel = `opmerking:${formulier.dataset.bewaarTekst}:${formulier.getAttribute("action")}:${veld.id}`;
  const tekst = bewaard(sleutel);
  if (geplaatst.includes(kaal(tekst))) bewaard(sleutel, "");
  else if (tekst && !veld.value) {
    veld.value = tekst;
    formulier.closest("details").open = true;
  }
  formulier.addEventListener("submit", () => bewaard(sleutel, veld.value));
}
