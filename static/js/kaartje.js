// For the pages of others: puts our card, or some, where this script stands, in a frame that grows
// with it. Nothing is kept, and nobody is followed.
{
  const script = document.currentScript;
  const { origin } = new URL(script.src);
  const { innovatie, vraag = "", titel = "Uit de Kennisbank Nieuwe wegen" } = script.dataset;
  const pad = innovatie
    ? `/innovaties/${encodeURIComponent(innovatie)}/kaartje/`
    : `/kaartjes/?${vraag}`;
  const frame = Object.assign(document.createElement("iframe"), {
    src: origin + pad,
    title: titel,
    height: 420,
    loading: "lazy",
  });
  Object.assign(frame.style, { border: 0, inlineSize: "100%", maxInlineSize: "60rem" });
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow && data?.hoogte > 0) frame.height = Math.ceil(data.hoogte);
  });
  script.after(frame);
}
