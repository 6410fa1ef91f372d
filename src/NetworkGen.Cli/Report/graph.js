// The graph, top to bottom: a row for each layer with the activations and norms behind it, a lane for each tensor that is still to be read.

const rowHeight = 24, laneWidth = 16, graphMargin = 18;

/** Layers that follow one another without a fork share a row where the later ones only touch values. */
function graphRows(layers) {
  const readers = new Map();
  layers.forEach(layer => layer.inputs.forEach(input => readers.set(input, (readers.get(input) ?? 0) + 1)));
  const rows = [{ layers: [], within: null, inputs: [] }];
  const rowOf = new Map([[-1, 0]]);
  for (const layer of layers) {
    const row = rows[rows.length - 1];
    const before = row.layers[row.layers.length - 1];
    const isTail = before && layer.inputs.length === 1 && layer.inputs[0] === before.index && readers.get(before.index) === 1
      && !layer.isSpatial && layer.within === before.within && (layer.macs === 0 || layer.kind.includes("Norm")) && layer.vertical.seesAll === before.vertical.seesAll;
    if (!isTail) {
      rows.push({ layers: [], within: layer.within, block: layer.block, inputs: layer.inputs.map(input => rowOf.get(input)) });
    }
    rows[rows.length - 1].layers.push(layer);
    rowOf.set(layer.index, rows.length - 1);
  }
  return rows;
}

/** A tensor keeps its lane until it has been read for the last time; a shortcut so runs straight down beside its block. */
function assignLanes(rows) {
  const lastRead = rows.map((_, i) => i);
  rows.forEach((row, i) => row.inputs.forEach(input => { lastRead[input] = i; }));
  const lanes = [];
  rows.forEach((row, i) => {
    const freed = row.inputs.filter(input => lastRead[input] === i).map(input => rows[input].lane);
    lanes.forEach((until, lane) => { if (until === i) { lanes[lane] = -1; } });
    const free = lanes.findIndex(until => until < 0);
    row.lane = freed.length ? Math.min(...freed) : free < 0 ? lanes.length : free;
    lanes[row.lane] = Math.max(lastRead[i], i);
    if (lastRead[i] === i) { lanes[row.lane] = -1; }
  });
  return Math.max(1, lanes.length);
}

function graphSection(network, onLayer) {
  const { summary } = network;
  const rows = graphRows(summary.layers);
  const laneCount = assignLanes(rows);
  const x = lane => graphMargin + lane * laneWidth;
  const y = row => row * rowHeight + rowHeight / 2;
  const textLeft = x(laneCount - 1) + graphMargin;

  // Every row has its own piece of the drawing, so that the graph can be cut between rows when it is printed.
  const edges = rows.map(() => []);
  rows.forEach((row, i) => row.inputs.forEach(input => {
    const edge = { isSkip: input < i - 1, path: edgePath(x(rows[input].lane), y(input), x(row.lane), y(i)) };
    for (let between = input; between <= i; between++) { edges[between].push(edge); }
  }));
  const lanesOf = (row, i) => svg("svg", { class: "lanes", viewBox: `0 ${i * rowHeight} ${textLeft} ${rowHeight}`, width: textLeft, height: rowHeight, "aria-hidden": "true" },
    edges[i].map(edge => svg("path", { class: edge.isSkip ? "edge skip-edge" : "edge", d: edge.path })),
    svg("circle", { class: nodeClass(row), cx: x(row.lane), cy: y(i), r: 4.5 }));

  const buttons = [];
  const buttonOf = new Map();
  const items = rows.map((row, i) => {
    if (i === 0) {
      return html("li", {}, lanesOf(row, i), html("span", { class: "cells" }, html("span", { class: "what" }, "image"), html("span", { class: "name" }), html("span", { class: "shape" }, shapeText(summary.input))));
    }
    const [first] = row.layers;
    const last = row.layers[row.layers.length - 1];
    const button = html("button", { type: "button", class: "cells", "aria-label": `Layer ${first.name}, ${row.layers.map(layer => layer.description).join(", ")}, ${shapeText(last.shape)}` },
      html("span", { class: "what" }, row.layers.map(layer => layer.description).join(" · ")),
      html("span", { class: "name" }, first.name), html("span", { class: "shape" }, shapeText(last.shape)));
    button.addEventListener("click", () => onLayer(first.index, true));
    buttons.push(button);
    row.layers.forEach(layer => buttonOf.set(layer.index, button));
    const begins = row.within !== rows[i - 1].within, ends = row.within !== rows[i + 1]?.within;
    const group = row.within == null ? null : "group" + (begins ? " first" : "") + (ends ? " last" : "");
    return html("li", { class: group, title: group && `${row.within}, ${row.block}` }, lanesOf(row, i), button);
  });
  const box = html("ol", { class: "graph" }, items);
  box.addEventListener("keydown", event => moveWithin(buttons, event));
  roving(buttons, 0);

  return {
    element: html("section", { "aria-labelledby": "graph-title" },
      html("h2", { id: "graph-title" }, "The graph"),
      html("p", { class: "hint" }, "Top to bottom; a lane for every tensor that a later layer still reads. Layers of one use of a block stand in one box."),
      html("div", { class: "scroll graph-scroll", tabindex: buttons.length > 24 ? 0 : null, role: "region", "aria-label": "Graph of layers" }, box)),
    select(index) {
      box.querySelector(".current")?.classList.remove("current");
      const button = buttonOf.get(index);
      button.classList.add("current");
      roving(buttons, buttons.indexOf(button));
    },
  };
}

/** Straight down the lane of the tensor, then over to its reader. */
function edgePath(x1, y1, x2, y2) {
  if (x1 === x2) {
    return `M${x1} ${y1}V${y2}`;
  }
  const turn = y2 - rowHeight;
  return `M${x1} ${y1}V${turn}C${x1} ${turn + rowHeight * 0.6} ${x2} ${y2 - rowHeight * 0.6} ${x2} ${y2}`;
}

function nodeClass(row) {
  const kind = row.layers[0]?.kind;
  return "node " + (kind === undefined ? "image-node" : kind.includes("Pool") ? "pool-node" : row.inputs.length > 1 ? "join-node" : row.layers[0].isSpatial ? "spatial-node" : "plain-node");
}
