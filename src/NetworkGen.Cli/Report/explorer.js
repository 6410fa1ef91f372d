// The course's pictures: an output of a layer, what it sees of the layer's input, and what it sees of the image.

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
