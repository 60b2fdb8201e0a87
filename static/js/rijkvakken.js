// Gives the rich text areas of a form their editor.

import { verrijk } from "./rijketekst.js";

const formulier = document.querySelector("[data-rijkvakken]");
await verrijk(formulier.dataset.rijkvakken, formulier.querySelectorAll("[data-rijk]"));
formulier.dataset.klaar = "";
