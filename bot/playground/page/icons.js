// Icons as strokes on a square of 20.

const STROKES = {
  thread: "M3 4h14v9H9l-4 3v-3H3z",
  ask: "M11 2 4 11h5l-1 7 7-10h-5z",
  edit: "M4 16l1-4 8-8 3 3-8 8zM11 6l3 3",
  delete: "M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10",
  close: "M5 5l10 10M15 5L5 15",
  back: "M9 4l-6 6 6 6M3 10h14",
  send: "M3 17l14-7L3 3l2 7zM5 10h6",
  calendar: "M4 5h12v11H4zM4 9h12M7 3v3M13 3v3",
  up: "M3 9h3v8H3zM6 9l4-7c1.5 0 2.3 1 2 2.5L11.5 8H16c1 0 1.7.9 1.4 1.9l-1.6 5.6c-.2.9-1 1.5-1.9 1.5H6",
  down: "M3 11h3V3H3zM6 11l4 7c1.5 0 2.3-1 2-2.5L11.5 12H16c1 0 1.7-.9 1.4-1.9l-1.6-5.6c-.2-.9-1-1.5-1.9-1.5H6",
  open: "M6 8l4 4 4-4",
};

export function icon(name) {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const drawing = make("svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = make("path");
  path.setAttribute("d", STROKES[name]);
  drawing.append(path);
  return drawing;
}
