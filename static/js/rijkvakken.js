// Gives the rich text areas of a form their editor, and asks before unsaved text is left behind.

import { verrijk } from "./rijketekst.js";

const formulier = document.querySelector("[data-rijkvakken]");
let gewijzigd = false;
formulier.addEventListener("input", () => (gewijzigd = true));
formulier.addEventListener("submit", () => (gewijzigd = false));
window.addEventListener("beforeunload", (event) => gewijzigd && event.preventDefault());

await verrijk(formulier.dataset.rijkvakken, formulier.querySelectorAll("[data-rijk]"));
formulier.dataset.klaar = "";
