// An answer to the list's question keeps open what the reader had open, and the focus: htmx cannot
// give that back to what is still closed.
let open = [];
let focus = "";
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#resultaten details[open][id], .facetten[open]")].map(
    (d) => d.id,
  );
  focus = document.activeElement?.closest("#resultaten [id]")?.id ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
});
