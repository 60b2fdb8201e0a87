// What is said of a part is answered in its place: what is typed elsewhere on the page stays. Without
// this file, and when the answer is no page of ours, the form goes as any other.

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
  }).catch(() => null);
  const pagina = new DOMParser().parseFromString((await antwoord?.text()) ?? "", "text/html");
  const nieuw = pagina.getElementById(deel.id);
  if (knop) knop.disabled = false;
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
