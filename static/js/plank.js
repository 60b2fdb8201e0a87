// Copies of what was typed, on this device only. Keys begin with "kopie:" and hold who, where and which
// form; ontvangen.js throws away what the server has, and what is a day old.

const geheim = new Set(["csrfmiddlewaretoken", "actie", "kopie", "klad"]);
const meegestuurd = new Set(["kenmerk", "eenmalig"]);

// What a form holds, without files and passwords.
export function inhoud(formulier) {
  const wachtwoorden = new Set(
    [...formulier.querySelectorAll("input[type=password]")].map(({ name }) => name),
  );
  return [...new FormData(formulier)].filter(
    ([naam, waarde]) => !geheim.has(naam) && !wachtwoorden.has(naam) && typeof waarde === "string",
  );
}

// The same for two forms that hold the same text.
export function kern(velden) {
  const getypt = velden.filter(
    ([naam, waarde]) => waarde.trim() && !meegestuurd.has(naam) && !naam.endsWith("-aantal"),
  );
  return JSON.stringify(getypt.map(([naam, waarde]) => [naam, waarde.replace(/\s+/g, " ").trim()]));
}

// Whether it could be kept: a browser that keeps nothing still sends.
export function leg(sleutel, kopie) {
  try {
    localStorage.setItem(sleutel, JSON.stringify({ op: Date.now(), ...kopie }));
    return true;
  } catch {
    return false;
  }
}

export function lees(sleutel) {
  try {
    return JSON.parse(localStorage.getItem(sleutel));
  } catch {
    return null;
  }
}

export function ruim(sleutel) {
  try {
    localStorage.removeItem(sleutel);
  } catch {
    // Nothing was kept.
  }
}

// Ask the server for the page with `velden` filled in: it knows how to make rows.
export function zetTerug(formulier, velden) {
  const terug = document.createElement("form");
  terug.method = "post";
  const csrf = ["csrfmiddlewaretoken", formulier.elements.csrfmiddlewaretoken.value];
  for (const [naam, waarde] of [...velden, csrf, ["actie", "terug:zet"]]) {
    const veld = document.createElement("textarea");
    Object.assign(veld, { name: naam, value: waarde });
    terug.append(veld);
  }
  terug.hidden = true;
  document.body.append(terug);
  terug.submit();
}
