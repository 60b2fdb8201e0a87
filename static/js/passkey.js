// Shows what a passkey needs, and hands it to allauth's own script: data-passkey names its function.

for (const formulier of document.querySelectorAll("[data-passkey]")) {
  formulier.hidden = !window.PublicKeyCredential;
  if (formulier.hidden) continue;
  const knop = "passkey-knop";
  window.allauth.webauthn.forms[formulier.dataset.passkey]({
    ids: {
      login: knop,
      authenticate: knop,
      add: knop,
      credential: "passkey-antwoord",
      passwordless: "passkey-zonder-wachtwoord",
      data: "passkey-gegevens",
    },
  });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const fout of document.querySelectorAll("[data-passkey-fout]")) fout.hidden = false;
});
