// An answer to the list's question keeps open what the reader had open, where she had scrolled to,
// and the focus: htmx cannot give that back to what is still closed.
let open = [];
let focus = "";
let geschoven = 0;
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#resultaten details[open][id], .facetten[open]")].map(
    (d) => d.id,
  );
  geschoven = document.querySelector(".facetten__lijst").scrollTop;
  focus = document.activeElement?.closest("#resultaten [id]")?.id ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  document.querySelector(".facetten__lijst").scrollTop = geschoven;
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
});

// What reads aloud stays in the page: only its text changes. The title says what was chosen.
const [titel, site] = document.title.trim().split(" – ");
document.addEventListener("htmx:afterSwap", () => {
  const aantal = document.querySelector("[data-aantal]").textContent.trim().replace(/\s+/g, " ");
  document.querySelector("[data-gemeld]").textContent = `${aantal} gevonden.`;
  document.title = `${titel.split(":")[0]}: ${aantal} gevonden – ${site}`;
});
