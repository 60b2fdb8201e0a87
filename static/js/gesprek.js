// What is said of a part is answered in its place: what is typed elsewhere on the page stays, and a
// refusal says why beside its button. Without this file, and when the answer is no page of ours, the
// form goes as any other.

import { bewaakIn, isOntvangen } from "./kopie.js";

document.addEventListener("submit", async (event) => {
  const formulier = event.target;
  if (!("gesprek" in formulier.dataset)) return;
  event.preventDefault();
  const knop = event.submitter;
  if (knop) knop.disabled = true;
  const deel = formulier.closest("[data-deel]");
  const antwoord = await fetch(formulier.action, {
    method: "POST",
    body: new FormData(formulier),
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  const tekst = (await antwoord?.text()) ?? "";
  if (knop) knop.disabled = false;
  if (antwoord?.status === 409) {
    zegWaarom(formulier, tekst);
    return;
  }
  const pagina = new DOMParser().parseFromString(tekst, "text/html");
  const nieuw = pagina.getElementById(deel.id);
  if (!antwoord?.ok || !antwoord.redirected || (!nieuw && !pagina.querySelector("[data-mee]"))) {
    formulier.submit();
    return;
  }
  isOntvangen(formulier);
  for (const oud of [deel, ...document.querySelectorAll("[data-mee]")]) {
    const plek = pagina.getElementById(oud.id);
    if (plek) oud.replaceWith(plek);
    else oud.remove();
    if (plek) bewaakIn(plek);
  }
  nieuw?.setAttribute("tabindex", "-1");
  nieuw?.focus({ preventScroll: true });
});

function zegWaarom(formulier, woorden) {
  const waar = formulier.querySelector("[data-geweigerd]") ?? document.createElement("p");
  waar.className = "veld__fout";
  waar.dataset.geweigerd = "";
  waar.setAttribute("role", "alert");
  waar.textContent = woorden;
  formulier.querySelector("[type=submit]").before(waar);
}
