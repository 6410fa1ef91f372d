// The layer table, with what each layer costs as bars.

const foldFrom = 45; // layers; longer tables begin with a row for each stage

function tableSection(network, onLayer) {
  const { table, summary } = network;
  const most = { parameters: Math.max(1, ...summary.layers.map(layer => layer.parameters)), macs: Math.max(1, ...summary.layers.map(layer => layer.macs)) };
  const isFolded = summary.layers.length > foldFrom && table.stages.some(stage => stage.count > 1);
  const stageMost = key => Math.max(1, ...table.stages.map(stage => total(stage, key)));
  const total = (stage, key) => summary.layers.slice(stage.first, stage.first + stage.count).reduce((all, layer) => all + layer[key], 0);
  const barred = new Map([[table.headings.indexOf("parameters"), "parameters"], [table.headings.indexOf("MACs"), "macs"]]);
  const buttons = [];
  const rows = [];

  /** The cells of a row behind the one that names it. */
  const cells = (texts, share) => texts.slice(1).map((text, i) => {
    const key = barred.get(i + 1);
    const cell = html("td", { class: i === 0 ? "what" : "number" }, text);
    return key === undefined ? [cell] : [cell, html("td", { class: "bar", "aria-hidden": "true" }, share ? bar(share(key)) : "")];
  });
  const layerRow = layer => {
    const button = html("button", { type: "button", class: "pick", "aria-label": `Layer ${layer.name}, ${layer.description}: show what it sees` }, table.rows[layer.index][0]);
    button.addEventListener("click", () => onLayer(layer.index, true));
    buttons.push(button);
    const row = html("tr", { "data-layer": layer.index }, html("th", { scope: "row" }, button), cells(table.rows[layer.index], key => layer[key] / most[key]));
    rows[layer.index] = row;
    return row;
  };
  const bodies = table.stages.map(stage => {
    const inner = summary.layers.slice(stage.first, stage.first + stage.count).map(layerRow);
    if (!isFolded || stage.count === 1) {
      return html("tbody", {}, inner);
    }
    const toggle = html("button", { type: "button", class: "fold", "aria-expanded": "false" }, stage.cells[0]);
    const head = html("tr", { class: "stage" }, html("th", { scope: "row" }, toggle), cells(stage.cells, key => total(stage, key) / stageMost(key)));
    const body = html("tbody", { class: "folded" }, head, inner);
    toggle.addEventListener("click", () => setFolded(body, !body.classList.contains("folded")));
    return body;
  });

  const heading = (text, i) => [html("th", { scope: "col", class: i < 2 ? null : "number" }, text), barred.has(i) ? html("td", {}) : null];
  const grid = html("table", {},
    html("caption", {}, "Shapes are channels × height × width; fields are in pixels, width × height where they differ. MACs are multiply-accumulates per image."),
    html("thead", {}, html("tr", {}, table.headings.map(heading))), bodies,
    html("tfoot", {}, html("tr", {}, html("th", { scope: "row" }, table.total[0]), cells(table.total, null))));
  grid.addEventListener("keydown", event => { if (event.target.classList.contains("pick")) { moveWithin(buttons, event); } });

  let current = null;
  return {
    element: html("section", { "aria-labelledby": "table-title" }, html("h2", { id: "table-title" }, "Layers, and what they cost"), html("div", { class: "scroll" }, grid)),
    select(index) {
      current?.classList.remove("current");
      current = rows[index];
      current.classList.add("current");
      setFolded(current.parentElement, false);
      roving(buttons, index);
    },
  };
}

function setFolded(body, isFolded) {
  const toggle = body.querySelector(".fold");
  if (toggle) {
    body.classList.toggle("folded", isFolded);
    toggle.setAttribute("aria-expanded", String(!isFolded));
  }
}

/** A bar by its share of the largest; something that isn't nothing is seen. */
function bar(share) {
  const filled = html("span", { class: "filled" });
  filled.style.inlineSize = share > 0 ? `max(1px, ${(share * 100).toFixed(2)}%)` : "0";
  return html("span", { class: "track" }, filled);
}
