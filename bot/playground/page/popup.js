// What opens beside a field: in front of everything, where there is room, gone when the focus leaves.

const GAP = 4;

export function openBeside(popup, field) {
  if (!popup.isConnected) (field.closest("dialog") ?? document.body).append(popup);
  popup.popover = "manual";
  if (!popup.matches(":popover-open")) popup.showPopover();
  place(popup, field.getBoundingClientRect());
}

export function close(popup) {
  popup.remove();
}

function place(popup, { top, bottom, left, width }) {
  const below = innerHeight - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const up = popup.scrollHeight > below && above > below;
  popup.style.minWidth = `${width}px`;
  popup.style.maxHeight = `${up ? above : below}px`;
  popup.style.top = up ? "auto" : `${bottom + GAP}px`;
  popup.style.bottom = up ? `${innerHeight - top + GAP}px` : "auto";
  popup.style.left = `${Math.max(GAP, Math.min(left, innerWidth - popup.offsetWidth - GAP))}px`;
}
