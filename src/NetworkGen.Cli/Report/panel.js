// Maps as grids of positions, where they lie in the picture, and the cones between them.

const largestCell = 26;   // a map of few positions stays as small as it is
const gridFrom = 5;       // lines between positions, where they are this far apart
const marginShare = 0.5;  // of the image's size, how much padding is shown around it at most

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
