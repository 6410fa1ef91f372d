"use strict";

// What all parts of the page draw with.

const svgNamespace = "http://www.w3.org/2000/svg";

/** An HTML element with attributes and children; what is null is left out. */
function html(name, attributes = {}, ...children) {
  return build(document.createElement(name), attributes, children);
}

/** The same for SVG. */
function svg(name, attributes = {}, ...children) {
  return build(document.createElementNS(svgNamespace, name), attributes, children);
}

function build(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value != null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child != null));
  return element;
}

const grouped = number => number.toLocaleString("en-US");
const short = number => String(Math.round(number * 1e4) / 1e4).replace("-", "−");
const percent = share => (share > 0 && share < 0.001 ? "< 0.1" : String(Math.round(share * 1000) / 10)) + "\u00a0%";
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** 3 × 3: rows first, as shapes have it. */
const extent = (rows, columns) => `${grouped(rows)} × ${grouped(columns)}`;

/** rows 4–6; a negative number gets the sign that is as wide as a digit. */
function span(noun, low, high) {
  return low === high ? `${noun} ${short(low)}` : `${noun}s ${short(low)}–${short(high)}`;
}

/** A shape as the table has it. */
const shapeText = shape => shape.isVector ? grouped(shape.channels) : `${shape.channels}×${shape.height}×${shape.width}`;

/** The i-th number of a sequence that is kept as start and step, or number by number. */
const at = (sequence, i) => sequence.values ? sequence.values[i] : sequence.start + sequence.step * i;

const least = (sequence, count) => sequence.values ? Math.min(...sequence.values) : Math.min(at(sequence, 0), at(sequence, count - 1));
const most = (sequence, count) => sequence.values ? Math.max(...sequence.values) : Math.max(at(sequence, 0), at(sequence, count - 1));

/** One stop of the tab key for a list of buttons: arrows move within it. */
function roving(buttons, current) {
  buttons.forEach((button, i) => { button.tabIndex = i === current ? 0 : -1; });
}

function moveWithin(buttons, event) {
  const visible = buttons.filter(button => button.offsetParent !== null);
  const place = visible.indexOf(document.activeElement);
  const target = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: visible.length - 1 }[event.key];
  if (place >= 0 && target !== undefined && visible[target]) {
    event.preventDefault();
    roving(buttons, buttons.indexOf(visible[target]));
    visible[target].focus();
  }
}
