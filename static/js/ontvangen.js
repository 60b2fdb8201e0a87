// A copy of a form (kopie.js) goes when the server says behind the address that it has the form, or
// after a day.
const DAG = 24 * 3600 * 1000;
const [, plek, ontvangen] = /^#(.*?)ontvangen-([0-9a-f]{36})$/.exec(location.hash) ?? [];
try {
  for (const sleutel of Object.keys(localStorage).filter((naam) => naam.startsWith("kopie:"))) {
    const { id, op } = JSON.parse(localStorage.getItem(sleutel));
    if ((ontvangen && id === ontvangen) || !(Date.now() - op < DAG))
      localStorage.removeItem(sleutel);
  }
} catch {
  // Storage may be refused; then there are no copies.
}
if (plek) location.replace(`#${plek}`);
else if (ontvangen) history.replaceState(null, "", location.pathname + location.search);

if (!("wie" in document.body.dataset) && document.querySelector("form[data-kopie]"))
  import("./kopie.js");
