// The course's pictures: an output of a layer, what it sees of the layer's input, and what it sees of the image.

const largestCell = 26;   // a map of few positions stays as small as it is
const gridFrom = 5;       // lines between positions, where they are this far apart
const marginShare = 0.5;  // of the image's size, how much padding is shown around it at most

/** What the chosen output sees along one axis, from the numbers of the page. */
function view(axis, index, size) {
  const first = at(axis.localFirst, index), spacing = at(axis.localSpacing, index), count = at(axis.localCount, index);
  const taps = Array.from({ length: count }, (_, i) => first + i * spacing);
  const low = at(axis.low, index), high = at(axis.high, index);
  const inside = [Math.max(low, 0), Math.min(high, size - 1)];
  const flat = axis.read ? axis.read[index] : inside[0] <= inside[1] ? inside : [];
  const read = [];
  for (let i = 0; i < flat.length; i += 2) {
    read.push([flat[i], flat[i + 1]]);
  }
  return {
    taps, low, high, read,
    local: count ? [first, first + (count - 1) * spacing] : null,
    inside: inside[0] <= inside[1] ? inside : null,
    padded: taps.filter(tap => tap < 0 || tap >= axis.inputs).length,
  };
}

/** Neighbouring positions as runs. */
function runs(positions) {
  const found = [];
  for (const position of positions) {
    const last = found[found.length - 1];
    if (last && last[1] === position - 1) { last[1] = position; } else { found.push([position, position]); }
  }
  return found;
}

const sum = runs => runs.reduce((total, [low, high]) => total + high - low + 1, 0);

/** How far the padding of a map is shown: as far as any output reaches, within reason. */
function shown(size, low, high) {
  const margin = Math.max(1, Math.round(size * marginShare));
  return [Math.max(Math.min(0, low), -margin), Math.min(Math.max(size - 1, high), size - 1 + margin)];
}

/** A map, drawn into a box: where its positions are, and the groups that hold what is drawn on it. */
class Panel {
  constructor(id, rows, columns, shownRows, shownColumns, box) {
    Object.assign(this, { id, rows, columns, shownRows, shownColumns });
    const across = shownColumns[1] - shownColumns[0] + 1, down = shownRows[1] - shownRows[0] + 1;
    this.cell = Math.min(box.width / across, box.height / down, largestCell);
    this.width = across * this.cell;
    this.height = down * this.cell;
    this.left = box.left + (box.width - this.width) / 2;
    this.top = box.top + (box.height - this.height) / 2;
  }

  x(column) { return this.left + (column - this.shownColumns[0]) * this.cell; }
  y(row) { return this.top + (row - this.shownRows[0]) * this.cell; }

  /** A rectangle over rows and columns, first and last included, cut where the panel ends. */
  rect(rows, columns, name) {
    const [x, y, right, bottom] = this.edges(rows, columns);
    return svg("rect", { x, y, width: Math.max(right - x, 0), height: Math.max(bottom - y, 0), class: name });
  }

  edges([firstRow, lastRow], [firstColumn, lastColumn]) {
    return [
      clamp(this.x(firstColumn), this.left, this.left + this.width), clamp(this.y(firstRow), this.top, this.top + this.height),
      clamp(this.x(lastColumn + 1), this.left, this.left + this.width), clamp(this.y(lastRow + 1), this.top, this.top + this.height),
    ];
  }

  /** Padding and map. */
  ground() {
    return svg("g", {}, this.rect(this.shownRows, this.shownColumns, "padding"), this.rect([0, this.rows - 1], [0, this.columns - 1], "map"));
  }

  /** The lines between positions, above what is drawn on them. */
  lines() {
    const map = [[0, this.rows - 1], [0, this.columns - 1]];
    const lines = this.cell >= gridFrom
      ? svg("pattern", { id: `${this.id}-grid`, patternUnits: "userSpaceOnUse", x: this.x(0), y: this.y(0), width: this.cell, height: this.cell },
          svg("path", { d: `M${this.cell} 0H0V${this.cell}`, class: "grid" }))
      : null;
    const grid = lines ? this.rect(...map, "") : null;
    grid?.setAttribute("fill", `url(#${this.id}-grid)`);
    return svg("g", {}, lines ? svg("defs", {}, lines) : null, grid, this.rect(...map, "edge"));
  }

  /** Around a position that would be too small to be seen. */
  ring(row, column) {
    return this.cell < gridFrom ? svg("circle", { cx: this.x(column + 0.5), cy: this.y(row + 0.5), r: 6, class: "local-edge" }) : null;
  }

  /** The sides of a rectangle that lie within the panel: where it goes on beyond, it stays open. */
  sides(rows, columns, name) {
    const [x, y, right, bottom] = this.edges(rows, columns);
    const isOpen = [rows[0] < this.shownRows[0], columns[1] > this.shownColumns[1], rows[1] > this.shownRows[1], columns[0] < this.shownColumns[0]];
    const lines = [[x, y, right, y], [right, y, right, bottom], [right, bottom, x, bottom], [x, bottom, x, y]];
    return svg("path", { class: name, d: lines.filter((_, i) => !isOpen[i]).map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join("") });
  }

  /** Every row of some runs with every column of others: columns are drawn, and cut to the rows. */
  product(rows, columns, name) {
    const clip = `${this.id}-cut-${this.cuts = (this.cuts ?? 0) + 1}`;
    return svg("g", {},
      svg("clipPath", { id: clip }, rows.map(run => this.rect(run, this.shownColumns, ""))),
      svg("g", { "clip-path": `url(#${clip})` }, columns.map(run => this.rect(this.shownRows, run, name))));
  }
}

class Explorer {
  constructor(network, onLayer) {
    Object.assign(this, { network, onLayer, layer: 0, row: 0, column: 0 });
    this.picture = svg("svg", { class: "picture" });
    this.numbers = html("dl", { class: "numbers", "aria-live": "polite" });
    this.element = html("section", { class: "explorer", "aria-labelledby": "explorer-title" },
      html("h2", { id: "explorer-title" }, "What one output sees"),
      this.controls(), this.picture, this.legend(), this.numbers);
    this.picture.addEventListener("keydown", event => this.key(event));
    this.picture.addEventListener("pointerdown", event => this.point(event, true));
    this.picture.addEventListener("pointermove", event => { if (event.buttons & 1) { this.point(event, false); } });
  }

  controls() {
    const { layers } = this.network.summary;
    this.choice = html("select", { id: "layer" }, this.network.table.stages.map(stage => {
      const options = layers.slice(stage.first, stage.first + stage.count)
        .map(layer => html("option", { value: layer.index }, `${layer.name}  ${layer.description}`));
      return stage.count > 1 ? html("optgroup", { label: `${stage.cells[0]}  ${stage.cells[1]}` }, options) : options[0];
    }));
    this.choice.addEventListener("change", () => this.onLayer(Number(this.choice.value)));
    const step = (sign, text, label) => {
      const button = html("button", { type: "button", "aria-label": label }, text);
      button.addEventListener("click", () => this.onLayer(clamp(this.layer + sign, 0, layers.length - 1)));
      return button;
    };
    const place = (id, set) => {
      const input = html("input", { id, type: "number", min: 0, step: 1, inputmode: "numeric" });
      input.addEventListener("input", () => { if (input.value !== "") { set(Number(input.value)); } });
      return input;
    };
    this.rowInput = place("row", row => this.move(row, this.column));
    this.columnInput = place("column", column => this.move(this.row, column));
    return html("div", { class: "controls" },
      html("span", { class: "control" }, html("label", { for: "layer" }, "Layer"), step(-1, "‹", "Layer before"), this.choice, step(1, "›", "Layer after")),
      html("span", { class: "control" }, html("label", { for: "row" }, "Row"), this.rowInput),
      html("span", { class: "control" }, html("label", { for: "column" }, "Column"), this.columnInput));
  }

  legend() {
    const sample = (name, text) => html("li", {}, html("span", { class: `sample ${name}` }), text);
    return html("ul", { class: "legend" },
      sample("chosen", "the output, and its local field"), sample("field", "its global field"), sample("read", "pixels it really reads"),
      sample("unread", "pixels that no output of the network reads"), sample("pad", "padding"));
  }

  /** The output in the middle of a layer, unless one is asked for. */
  select(layer, row, column) {
    const [rows, columns] = this.axesOf(layer);
    this.layer = layer;
    this.choice.value = layer;
    this.rowInput.max = rows.count - 1;
    this.columnInput.max = columns.count - 1;
    this.move(row ?? Math.floor((rows.count - 1) / 2), column ?? Math.floor((columns.count - 1) / 2));
  }

  move(row, column) {
    const [rows, columns] = this.axesOf(this.layer);
    this.row = clamp(Math.trunc(row), 0, rows.count - 1);
    this.column = clamp(Math.trunc(column), 0, columns.count - 1);
    const isTyping = input => document.activeElement === input && Number(input.value) === (input === this.rowInput ? this.row : this.column);
    if (!isTyping(this.rowInput)) { this.rowInput.value = this.row; }
    if (!isTyping(this.columnInput)) { this.columnInput.value = this.column; }
    this.draw();
  }

  axesOf(layer) {
    return [this.network.axes[this.network.rows[layer]], this.network.axes[this.network.columns[layer]]];
  }

  draw() {
    const hadFocus = this.picture.contains(document.activeElement);
    const width = Math.max(this.element.clientWidth, 300);
    const [rows, columns] = this.axesOf(this.layer);
    const { input, unread } = this.network.summary;
    const vertical = view(rows, this.row, input.height), horizontal = view(columns, this.column, input.width);
    const reach = axis => shown(axis.inputs, least(axis.localFirst, axis.count),
      Math.max(...[0, axis.count - 1].map(i => at(axis.localFirst, i) + (at(axis.localCount, i) - 1) * at(axis.localSpacing, i))));
    const ranges = {
      image: [shown(input.height, least(rows.low, rows.count), most(rows.high, rows.count)), shown(input.width, least(columns.low, columns.count), most(columns.high, columns.count))],
      before: [reach(rows), reach(columns)],
      after: [[0, rows.count - 1], [0, columns.count - 1]],
    };
    const layout = layoutFor(width, ranges);
    const image = new Panel("image", input.height, input.width, ...ranges.image, layout.image);
    const before = new Panel("before", rows.inputs, columns.inputs, ...ranges.before, layout.before);
    const after = this.after = new Panel("after", rows.count, columns.count, ...ranges.after, layout.after);

    const all = size => [[0, size - 1]];
    const chosen = [[this.row, this.row], [this.column, this.column]];
    const field = [[vertical.low, vertical.high], [horizontal.low, horizontal.high]];
    const target = svg("g", {
      class: "target", tabindex: 0, role: "application", "aria-roledescription": "map of outputs",
      "aria-label": `Output of layer ${this.network.summary.layers[this.layer].name}: row ${this.row} of 0 to ${rows.count - 1}, column ${this.column} of 0 to ${columns.count - 1}. Arrow keys move, Shift moves by ten, Page Up and Page Down change the layer.`,
    }, after.ground(), after.rect(...chosen, "chosen"), after.lines(), after.ring(this.row, this.column), after.rect(after.shownRows, after.shownColumns, "focus-ring"));

    this.picture.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
    this.picture.setAttribute("height", layout.height);
    this.picture.replaceChildren(
      caption(image, "image", `${input.height} × ${input.width}`, layout),
      caption(before, "what the layer reads", `${rows.inputs} × ${columns.inputs}`, layout),
      caption(after, "its output", `${rows.count} × ${columns.count}`, layout),
      image.ground(),
      svg("g", { class: "unread-pixels" }, image.product(unread.rows, all(input.width), "unread"), image.product(all(input.height), unread.columns, "unread")),
      image.rect(...field, "field"),
      image.product(vertical.read, horizontal.read, "read"),
      image.lines(),
      image.sides(...field, "field-edge"),
      before.ground(),
      before.product(runs(vertical.taps), runs(horizontal.taps), "chosen"),
      before.lines(),
      vertical.local && horizontal.local ? before.rect(vertical.local, horizontal.local, "local-edge") : null,
      vertical.local && horizontal.local ? beam(before.edges(vertical.local, horizontal.local), after.edges(...chosen), layout, "local-beam") : null,
      vertical.local && horizontal.local ? beam(image.edges(...field), before.edges(vertical.local, horizontal.local), layout, "field-beam") : null,
      target);
    if (hadFocus) { target.focus({ preventScroll: true }); }
    this.tell(rows, columns, vertical, horizontal);
  }

  /** The numbers beside the picture. */
  tell(rows, columns, vertical, horizontal) {
    const { summary } = this.network;
    const layer = summary.layers[this.layer];
    const { input, unread } = summary;
    const tapCount = vertical.taps.length * horizontal.taps.length;
    const real = (vertical.taps.length - vertical.padded) * (horizontal.taps.length - horizontal.padded);
    const fieldRows = vertical.high - vertical.low + 1, fieldColumns = horizontal.high - horizontal.low + 1;
    const insideRows = vertical.inside ? sum([vertical.inside]) : 0, insideColumns = horizontal.inside ? sum([horizontal.inside]) : 0;
    const readRows = sum(vertical.read), readColumns = sum(horizontal.read);
    const read = readRows * readColumns, inside = insideRows * insideColumns;
    const missing = [...unread.rows.map(run => span("row", ...run)), ...unread.columns.map(run => span("column", ...run))];
    const { vertical: down, horizontal: across } = layer;
    const entry = (name, title, value, detail) => html("div", { "data-number": name }, html("dt", {}, title), html("dd", {}, value), html("dd", { class: "detail" }, detail));
    this.numbers.replaceChildren(
      entry("local", "Local field", extent(vertical.taps.length, horizontal.taps.length),
        vertical.local && horizontal.local
          ? `${span("row", ...vertical.local)}, ${span("column", ...horizontal.local)} of its input` + (real < tapCount ? `; ${grouped(tapCount - real)} of ${grouped(tapCount)} in the padding` : "")
          : "this output reads no position"),
      entry("global", "Global field", extent(fieldRows, fieldColumns), `${span("row", vertical.low, vertical.high)}, ${span("column", horizontal.low, horizontal.high)}`),
      entry("inside", "Within the image", extent(insideRows, insideColumns),
        vertical.inside && horizontal.inside ? `${span("row", ...vertical.inside)}, ${span("column", ...horizontal.inside)}; ${percent(inside / (input.height * input.width))} of it` : "nothing: all of it is padding"),
      entry("read", "Really read", extent(readRows, readColumns),
        read === inside ? `all ${grouped(inside)} pixels of the field` : `${grouped(read)} of ${grouped(inside)} pixels of the field (${percent(read / inside)})`),
      entry("smallest", "Shortest path", extent(down.smallest, across.smallest),
        down.smallest === down.global && across.smallest === across.global ? "as long as every other" : "what the path that sees least sees"),
      entry("jump", "Jump", down.seesAll || across.seesAll ? "–" : down.jump === across.jump ? short(down.jump) : `${short(down.jump)} × ${short(across.jump)}`,
        down.seesAll || across.seesAll ? "one output for the whole input" : `pixels between outputs; output 0 is centred at ${short(down.center)}, ${short(across.center)}`),
      entry("unread", "Never read", missing.length ? missing.join(", ") : "nothing", missing.length ? "by no output of the network" : "the network's outputs read every pixel"));
  }

  key(event) {
    const step = event.shiftKey ? 10 : 1;
    const [rows, columns] = this.axesOf(this.layer);
    const moves = {
      ArrowUp: [-step, 0], ArrowDown: [step, 0], ArrowLeft: [0, -step], ArrowRight: [0, step],
      Home: event.ctrlKey ? [-rows.count, -columns.count] : [0, -columns.count], End: event.ctrlKey ? [rows.count, columns.count] : [0, columns.count],
    };
    if (moves[event.key]) {
      event.preventDefault();
      this.move(this.row + moves[event.key][0], this.column + moves[event.key][1]);
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      this.onLayer(clamp(this.layer + (event.key === "PageUp" ? -1 : 1), 0, this.network.summary.layers.length - 1));
    }
  }

  point(event, isPress) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
    const column = Math.floor((place.x - this.after.left) / this.after.cell), row = Math.floor((place.y - this.after.top) / this.after.cell);
    const isInside = row >= 0 && row < this.after.rows && column >= 0 && column < this.after.columns;
    if (isPress) { this.isDragging = isInside; }
    if (this.isDragging) {
      event.preventDefault();
      this.move(row, column);
      this.picture.querySelector(".target").focus({ preventScroll: true });
    }
  }
}

/** Side by side where there is room, else one below the other. */
function layoutFor(width, ranges) {
  const head = 34;
  if (width >= 600) {
    const gap = Math.round(width * 0.05), height = Math.round(width * 0.37);
    const large = Math.round(width * 0.37), small = (width - large - 2 * gap) / 2;
    return {
      isWide: true, height: head + height + 4,
      image: { left: 1, top: head, width: large - 2, height },
      before: { left: large + gap, top: head, width: small, height },
      after: { left: large + 2 * gap + small, top: head, width: small - 1, height },
    };
  }
  const size = Math.min(width - 2, 420), left = (width - size) / 2, gap = 24;
  const layout = { isWide: false, height: 0 };
  for (const name of ["after", "before", "image"]) {
    const [down, across] = ranges[name].map(([low, high]) => high - low + 1);
    const height = down * Math.min(size / Math.max(across, down), largestCell);
    layout[name] = { left, top: layout.height + head, width: size, height };
    layout.height += head + height + (name === "image" ? 4 : gap);
  }
  return layout;
}

/** A panel's name above it. */
function caption(panel, title, size, layout) {
  const x = layout.isWide ? panel.left : panel.left + panel.width / 2;
  return svg("text", { x, y: panel.top - 10, class: "caption", "text-anchor": layout.isWide ? "start" : "middle" },
    title, svg("tspan", { class: "caption-size", dx: 8 }, size));
}

/** The cone from one rectangle to another, between the sides that face each other. */
function beam([left, top, right, bottom], [left2, top2, right2, bottom2], layout, name) {
  const points = layout.isWide
    ? [[right, top], [left2, top2], [left2, bottom2], [right, bottom]]
    : [[left, top], [left2, bottom2], [right2, bottom2], [right, top]];
  const text = list => list.map(point => point.join(" ")).join(" L");
  return svg("g", { class: name }, svg("path", { class: "beam", d: `M${text(points)}Z` }),
    svg("path", { class: "ray", d: `M${text(points.slice(0, 2))} M${text(points.slice(2))}` }));
}
