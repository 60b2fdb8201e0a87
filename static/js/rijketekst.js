// Turns a textarea with HTML into an editor with a small toolbar. The server sanitises.

import { netjes } from "./plakken.js";

const KNOPPEN = [
  ["Vet", (keten) => keten.toggleBold(), ["bold"]],
  ["Kop", (keten) => keten.toggleHeading({ level: 3 }), ["heading", { level: 3 }]],
  ["Kleine kop", (keten) => keten.toggleHeading({ level: 4 }), ["heading", { level: 4 }]],
  ["Lijst", (keten) => keten.toggleBulletList(), ["bulletList"]],
  ["Genummerd", (keten) => keten.toggleOrderedList(), ["orderedList"]],
  ["Citaat", (keten) => keten.toggleBlockquote(), ["blockquote"]],
  ["Link", null, ["link"]],
];

function vraagLink(editor) {
  const adres = prompt(
    "Webadres van de link (leeg is geen link)",
    editor.getAttributes("link").href ?? "https://",
  );
  if (adres === null) return;
  const keten = editor.chain().focus().extendMarkRange("link");
  const bruikbaar = /^(https?:\/\/|mailto:)\S{3,}$/.test(adres.trim());
  (bruikbaar ? keten.setLink({ href: adres.trim() }) : keten.unsetLink()).run();
}

function balk(editor, naam) {
  const toolbar = document.createElement("div");
  toolbar.className = "rijk__balk";
  toolbar.setAttribute("role", "toolbar");
  toolbar.setAttribute("aria-label", `Opmaak van ${naam}`);
  const knoppen = KNOPPEN.map(([tekst, doe], nummer) => {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "rijk__knop";
    knop.textContent = tekst;
    knop.tabIndex = nummer ? -1 : 0;
    knop.addEventListener("click", () =>
      doe ? doe(editor.chain().focus()).run() : vraagLink(editor),
    );
    return knop;
  });
  toolbar.append(...knoppen);
  toolbar.addEventListener("keydown", (event) => {
    const stap = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!stap) return;
    event.preventDefault();
    const nu = knoppen.indexOf(document.activeElement);
    const straks = knoppen[(nu + stap + knoppen.length) % knoppen.length];
    for (const knop of knoppen) knop.tabIndex = knop === straks ? 0 : -1;
    straks.focus();
  });
  const toon = () => {
    for (const [nummer, [, , actief]] of KNOPPEN.entries()) {
      knoppen[nummer].setAttribute("aria-pressed", String(editor.isActive(...actief)));
    }
  };
  editor.on("transaction", toon);
  toon();
  return toolbar;
}

function maak(prose, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const vak = document.createElement("div");
  vak.className = "rijk";
  textarea.before(vak);
  const editor = new prose.Editor({
    element: vak,
    // Its own style element would break our Content-Security-Policy; redactie.css has the rules.
    injectCSS: false,
    content: textarea.value,
    extensions: [
      prose.Document,
      prose.Paragraph,
      prose.Text,
      prose.Bold,
      prose.BulletList,
      prose.OrderedList,
      prose.ListItem,
      prose.Blockquote,
      prose.History,
      prose.Heading.configure({ levels: [3, 4] }),
      prose.Link.configure({
        openOnClick: false,
        autolink: false,
        protocols: ["http", "https", "mailto"],
      }),
    ],
    editorProps: {
      transformPastedHTML: netjes,
      attributes: {
        class: "rijk__tekst",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label.textContent,
        "aria-describedby": textarea.getAttribute("aria-describedby"),
      },
    },
    onUpdate() {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  vak.prepend(balk(editor, label.textContent));
  textarea.hidden = true;
  label.addEventListener("click", () => editor.commands.focus());
}

/** Load the editor at `adres` and give it each textarea. */
export async function verrijk(adres, textareas) {
  const prose = await import(adres);
  for (const textarea of textareas) maak(prose, textarea);
}
