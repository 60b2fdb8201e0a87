// What a link leads to is opened first: a section is folded on a phone.
function anker() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // no name that a page has: "#%"
  }
}

function onthul() {
  const doel = document.getElementById(anker());
  const vouw = doel?.closest(".sectie__vouw") ?? doel?.querySelector(":scope > .sectie__vouw");
  if (!vouw || vouw.open) return;
  vouw.open = true;
  doel.scrollIntoView();
}
window.addEventListener("hashchange", onthul);
onthul();
// An old browser prints what is folded as it is.
window.addEventListener("beforeprint", () => {
  for (const vouw of document.querySelectorAll(".sectie__vouw")) vouw.open = true;
});

// The contents list shows where the reader is.
const inhoudsopgave = document.querySelector(".inhoudsopgave");
if (inhoudsopgave) {
  const koppelingen = new Map(
    [...inhoudsopgave.querySelectorAll("a")].map((a) => [a.hash.slice(1), a]),
  );
  const kijker = new IntersectionObserver(
    (gezien) => {
      const nu = gezien.find((plek) => plek.isIntersecting);
      if (!nu) return;
      for (const a of koppelingen.values()) a.removeAttribute("aria-current");
      koppelingen.get(nu.target.id)?.setAttribute("aria-current", "true");
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  for (const id of koppelingen.keys()) {
    const plek = document.getElementById(id);
    if (plek) kijker.observe(plek);
  }
}
