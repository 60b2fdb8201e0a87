// Counts a line while it is written, and says aloud where a moved part stands now.

for (const veld of document.querySelectorAll("[data-teller]")) {
  const teller = Object.assign(document.createElement("p"), { className: "veld__teller" });
  teller.setAttribute("aria-hidden", "true");
  const tel = () => {
    const tekens = [...veld.value.trim()].length;
    teller.textContent = `${tekens} ${tekens === 1 ? "teken" : "tekens"}`;
    teller.classList.toggle("veld__teller--vol", tekens > Number(veld.dataset.teller));
  };
  veld.addEventListener("input", tel);
  veld.after(teller);
  tel();
}

// A region that changes is read out; one that is there when the page loads is not.
for (const melding of document.querySelectorAll("[data-meld] > span")) {
  const tekst = melding.textContent;
  melding.textContent = "";
  setTimeout(() => {
    melding.textContent = tekst;
  }, 150);
}
