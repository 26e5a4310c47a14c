// What opens beside a field: in front of everything, where there is room. One at a time.

const GAP = 4;
let shown = null;

export function openBeside(popup, field) {
  field.closest("dialog, section").append(popup); // all else is out of reach while a modal is open
  popup.popover = "manual";
  popup.showPopover();
  shown = { popup, field };
  place();
}

export function close(popup) {
  popup.remove();
  if (shown?.popup === popup) shown = null;
}

// It goes with its field, whatever scrolls.
addEventListener(
  "scroll",
  (event) => {
    if (shown && !shown.popup.contains(event.target)) place();
  },
  true,
);
addEventListener("resize", () => {
  if (shown) place();
});

function place() {
  const { popup, field } = shown;
  const { top, bottom, left, width } = field.getBoundingClientRect();
  const [above, below] = [top - 2 * GAP, innerHeight - bottom - 2 * GAP];
  const up = popup.scrollHeight > below && above > below;
  Object.assign(popup.style, {
    minWidth: `${width}px`,
    maxHeight: `${up ? above : below}px`,
    top: up ? "auto" : `${bottom + GAP}px`,
    bottom: up ? `${innerHeight - top + GAP}px` : "auto",
    left: `${Math.max(GAP, Math.min(left, innerWidth - popup.offsetWidth - GAP))}px`,
  });
}
