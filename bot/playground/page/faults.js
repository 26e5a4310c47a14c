// What may go wrong with Slack, switched on by hand.
import { $ } from "./dom.js";
import { act } from "./server.js";

export function startFaults() {
  $("faults").addEventListener("change", () => act("faults", wanted()));
}

function wanted() {
  const on = (name) => document.querySelector(`#faults [name=${name}]`).checked;
  const statuses = [...(on("limited") ? [429] : []), ...(on("broken") ? [500] : [])];
  return {
    statuses: { "chat.postMessage": statuses },
    copies: on("copies") ? 4 : 1,
    delay_seconds: on("late") ? 2 : 0,
  };
}
