// A tooltip can be sent away (WCAG 1.4.13).
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const uitleg of document.querySelectorAll(".uitleg:hover, .uitleg:focus")) {
    uitleg.classList.add("uitleg--dicht");
    const open_ = () => uitleg.classList.remove("uitleg--dicht");
    uitleg.addEventListener("blur", open_, { once: true });
    uitleg.addEventListener("mouseleave", open_, { once: true });
  }
});
