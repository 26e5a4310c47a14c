// The thread beside the channel, or in front of it where there is no room for both.
import { $ } from "./dom.js";
import { icon } from "./icons.js";
import { Messages } from "./messages.js";
import { atHome, go, here, isBot, messagesIn, repliesTo, soon, titleOf } from "./workspace.js";

let replies;

export function startThread() {
  replies = new Messages($("replies"));
  $("back").addEventListener("click", leave);
  $("close-thread").addEventListener("click", leave);
  $("close-thread").setAttribute("aria-label", "Close thread");
  $("close-thread").append(icon("close"));
  $("thread").addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) leave(); });
}

function leave() {
  const from = here.thread;
  go({ thread: null });
  document.querySelector(`#messages [data-key="${from}/replies"], #messages [data-key="${from}"]`)?.focus();
}

export function renderThread() {
  const parent = messagesIn(here.channel).find((one) => one.ts === here.thread);
  const open = Boolean(parent) && !atHome();
  $("thread").hidden = !open;
  document.querySelector(".app").classList.toggle("threaded", open);
  if (!open) return;
  $("back").replaceChildren(icon("back"), titleOf(here.channel));
  $("back").setAttribute("aria-label", `Back to ${titleOf(here.channel)}`);
  replies.show(here.channel, [parent, ...repliesTo(here.channel, here.thread)], { inThread: true, of: here.thread });
}

// Where somebody waits for the bot, its reply opens the thread; not while they write in another one.
export function openAwaited() {
  const answered = soon.awaited && repliesTo(here.channel, soon.awaited).some((one) => isBot(one.user));
  if (!answered) return;
  if (!here.thread || !$("reply-text").value) here.thread = soon.awaited;
  soon.awaited = null;
}

// The way on for the keyboard: to the reply, or, where the thread took the channel's place, to its title.
export function focusThread() {
  if (soon.typing) $("reply-text").focus();
  else if (!$("thread").hidden && !document.querySelector("main").checkVisibility() && document.activeElement === document.body) $("thread-title").focus();
  soon.typing = false;
}
