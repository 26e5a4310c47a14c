// The way to the server: what a person does goes there, and a word comes back whenever something changed.
import { $ } from "./dom.js";
import { own } from "./own.js";
import { here, nameOf, slack } from "./workspace.js";

const AGAIN_MS = 1000;
const APP_IS_LATE = 502;
const LONGEST_MS = 8000; // that the server may take; a connection to one that is gone can hang

// What the server answered, or null where it did not take it: then the person is told why.
export async function act(what, told = {}) {
  tell("");
  const request = {
    method: "POST",
    body: JSON.stringify({ user: here.me, ...told }),
    headers: { "Content-Type": "application/json" },
    signal: AbortSignal.timeout(LONGEST_MS),
  };
  const response = await fetch(`/ui/${what}`, request).catch(() => null);
  if (response?.ok) return response.json();
  tell(whyNot(response));
  return null;
}

function whyNot(response) {
  if (!response) return own("stopped");
  const late = response.status === APP_IS_LATE && slack.state;
  return late ? own("late", { app: nameOf(slack.state.bot) }) : own("not_taken");
}

export function tell(text) {
  $("notice").textContent = text;
}

// Look whenever something changed; `arrive` at the start, and when the server is back after it was gone.
export function watch(look, arrive) {
  const stream = new EventSource("/ui/stream");
  stream.onopen = () => {
    $("gone").hidden = true;
    arrive();
  };
  stream.onmessage = look;
  stream.onerror = () => {
    $("gone").hidden = false;
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => watch(look, arrive), AGAIN_MS);
  };
}
