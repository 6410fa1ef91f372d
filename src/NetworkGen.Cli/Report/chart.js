// How the field grows towards the image.

/** A chart for each axis that differs from the other. */
function growthSection(network, onLayer) {
  const { summary, growth } = network;
  if (growth.length === 0) {
    return null;
  }
  const layers = growth.map(index => summary.layers[index]);
  const isSquare = summary.input.height === summary.input.width && summary.objectSize.height === summary.objectSize.width
    && layers.every(layer => layer.vertical.global === layer.horizontal.global && layer.vertical.smallest === layer.horizontal.smallest);
  const axes = isSquare
    ? [{ key: "horizontal", side: "width", title: "" }]
    : [{ key: "vertical", side: "height", title: "rows" }, { key: "horizontal", side: "width", title: "columns" }];
  const hasPaths = layers.some(layer => axes.some(axis => layer[axis.key].smallest !== layer[axis.key].global));
  const key = (name, text) => html("li", {}, html("span", { class: `sample ${name}` }), text);
  const section = html("section", { class: "growth", "aria-labelledby": "growth-title" },
    html("h2", { id: "growth-title" }, "How the field grows"),
    html("div", { class: "charts" }),
    html("ul", { class: "legend" },
      key("line-field", hasPaths ? "global field, along the path that sees most" : "global field"),
      hasPaths ? key("line-smallest", "along the path that sees least") : null,
      key("dot-pool", "pool"),
      key("line-image", summary.objectSize.height < summary.input.height || summary.objectSize.width < summary.input.width ? "the image, and the object" : "the image, which is the object")));
  const redraw = () => section.querySelector(".charts").replaceChildren(...axes.map(axis => growthChart(summary, layers, axis, hasPaths, section.clientWidth, onLayer)));
  return { element: section, redraw };
}

function growthChart(summary, layers, axis, hasPaths, width, onLayer) {
  const height = 300, left = 44, right = 64, top = 16;
  const points = [{ name: "image", field: 1, smallest: 1 }, ...layers.map(layer => ({
    index: layer.index, name: layer.name, isPool: layer.kind.includes("Pool"), field: layer[axis.key].global, smallest: layer[axis.key].smallest, text: layer.description,
  }))];
  const longest = Math.max(...points.map(point => Math.min(point.name.length, 12)));
  const bottom = 16 + Math.min(longest * 5, 62);
  const size = summary.input[axis.side], object = summary.objectSize[axis.side];
  const highest = Math.max(size, ...points.map(point => point.field)) * 1.06;
  const x = i => left + (width - left - right) * (points.length === 1 ? 0 : i / (points.length - 1));
  const y = value => top + (height - top - bottom) * (1 - value / highest);
  const line = key => points.map((point, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(point[key]).toFixed(1)}`).join("");
  const every = Math.ceil(points.length / Math.max(1, Math.floor((width - left - right) / 22)));

  const level = (value, name, text) => svg("g", { class: name },
    svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value) }),
    svg("text", { x: width - right + 6, y: y(value), dy: "0.35em" }, text));
  const dot = (point, i) => {
    const mark = svg(point.isPool ? "rect" : "circle", point.isPool
      ? { x: x(i) - 4, y: y(point.field) - 4, width: 8, height: 8, class: "dot pool" }
      : { cx: x(i), cy: y(point.field), r: points.length > 60 ? 2 : 3, class: "dot" }, svg("title", {}, `${point.name}${point.text ? ", " + point.text : ""}: ${point.field} pixels` + (point.smallest !== point.field ? `, ${point.smallest} at least` : "")));
    if (point.index !== undefined) { mark.addEventListener("click", () => onLayer(point.index)); }
    return mark;
  };
  const label = (point, i) => i % every ? null : svg("text", { class: "tick", "text-anchor": "end", transform: `translate(${x(i) + 3} ${height - bottom + 12}) rotate(-45)` },
    point.name.length > 12 ? "…" + point.name.slice(-11) : point.name);
  const last = points[points.length - 1];
  return svg("svg", {
    class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `The global field${axis.title ? " in " + axis.title : ""} grows from 1 to ${last.field} pixels over ${layers.length} layers; the image has ${size}, the object ${object}.`,
  },
    axis.title ? svg("text", { x: left, y: 10, class: "caption" }, axis.title) : null,
    ticks(highest).map(value => svg("g", { class: "rule" }, svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value) }),
      svg("text", { x: left - 8, y: y(value), dy: "0.35em", "text-anchor": "end" }, grouped(value)))),
    points.map((point, i) => point.isPool ? svg("line", { class: "pool-line", x1: x(i), x2: x(i), y1: y(point.field), y2: height - bottom }) : null),
    object < size ? level(object, "level object", `object ${object}`) : null,
    level(size, "level", `image ${size}`),
    hasPaths ? svg("path", { class: "smallest", d: line("smallest") }) : null,
    svg("path", { class: "largest", d: line("field") }),
    points.map(dot), points.map(label));
}

/** A few round numbers from 0 on. */
function ticks(highest) {
  const rough = highest / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough));
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step);
}
