// Puts the parts of the page together: one network at a time, and one layer chosen in all of its pictures.

const report = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
let shownParts = null;

function figures(summary) {
  const { layers, featureLayer } = summary;
  const field = featureLayer == null ? null : layers[featureLayer];
  const entry = (title, value) => html("div", {}, html("dt", {}, title), html("dd", {}, value));
  const sizes = summary.losingNothing;
  const sameSizes = String(sizes.heights) === String(sizes.widths);
  return html("dl", { class: "figures" },
    entry("image", shapeText(summary.input)),
    entry("output", shapeText(summary.output)),
    entry("layers", grouped(layers.length)),
    entry("parameters", grouped(summary.parameters)),
    entry("MACs per image", grouped(summary.macs)),
    entry("activations", `${grouped(Math.round(summary.activationBytes / 1024))} KiB`),
    field ? entry("field of the features", extent(field.vertical.global, field.horizontal.global)) : null,
    sizes.heights.length && sizes.widths.length
      ? entry("sizes that lose nothing", sameSizes ? sizes.widths.join(", ") : `${sizes.heights.join(", ")} rows; ${sizes.widths.join(", ")} columns`)
      : null);
}

function findingsSection(findings, title) {
  return findings.length === 0 ? null : html("section", { class: "findings", "aria-label": title },
    html("h2", {}, title),
    html("ul", {}, findings.map(finding => html("li", { class: finding.severity },
      html("span", { class: "badge" }, finding.severity), html("a", { href: finding.helpLink, rel: "noreferrer" }, finding.id),
      html("span", { class: "message" }, finding.message), finding.place ? html("code", {}, finding.place) : null))));
}

function show(index) {
  const network = report.networks[index];
  const { summary } = network;
  const choose = (layer, isFar) => {
    explorer.select(layer);
    table.select(layer);
    graph.select(layer);
    if (isFar) {
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      explorer.element.scrollIntoView({ behavior: isStill ? "auto" : "smooth", block: "start" });
      explorer.picture.querySelector(".target").focus({ preventScroll: true });
    }
  };
  const explorer = new Explorer(network, choose);
  const chart = growthSection(network, layer => choose(layer, true));
  const table = tableSection(network, choose);
  const graph = graphSection(network, choose);
  const parts = [
    html("section", { class: "title", "aria-labelledby": "network-title" },
      html("h1", { id: "network-title" }, summary.name),
      html("p", { class: "verdict" }, summary.verdict),
      html("p", { class: "place" }, html("code", {}, `${summary.file}:${summary.line}`)),
      figures(summary)),
    findingsSection(network.findings, "What the compiler says"),
    explorer.element, chart?.element, table.element, graph.element,
    findingsSection(report.findings, "Elsewhere in the project"),
  ];
  main.replaceChildren(...parts.filter(part => part));
  document.title = `${summary.name}: ${report.project}`;
  document.querySelectorAll("#networks a").forEach((link, i) => link.toggleAttribute("aria-current", i === index));
  chart?.redraw();
  shownParts = { explorer, chart };
  choose(opening(network));
}

/** The last layer on the way to the features with more than one output: there is something to choose from. */
function opening(network) {
  const { layers, featureLayer } = network.summary;
  return network.growth.findLast(index => layers[index].shape.height * layers[index].shape.width > 1) ?? featureLayer ?? layers.length - 1;
}

function fromAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  return Math.max(0, report.networks.findIndex(network => network.summary.fullName === name));
}

document.getElementById("networks").append(...(report.networks.length < 2 ? [] : report.networks.map(network =>
  html("a", { href: `#${encodeURIComponent(network.summary.fullName)}` }, network.summary.name))));
document.getElementById("footer").append(`Written by ${report.tool}. Fields are exact, and not clipped to the image unless it says so.`);
addEventListener("hashchange", () => { if (location.hash !== "#main") { show(fromAddress()); } });
let lastWidth = 0;
new ResizeObserver(() => {
  if (main.clientWidth !== lastWidth) {
    lastWidth = main.clientWidth;
    shownParts?.explorer.draw();
    shownParts?.chart?.redraw();
  }
}).observe(main);
show(fromAddress());
