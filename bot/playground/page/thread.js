// The thread beside the channel, or in front of it where there is no room for both.
import { $, focusOn } from "./dom.js";
import { icon } from "./icons.js";
import { Messages } from "./messages.js";
import { own } from "./own.js";
import { atHome, go, here, isBot, messagesIn, repliesTo, soon, titleOf } from "./workspace.js";

let replies;

export function startThread() {
  replies = new Messages($("replies"));
  $("back").addEventListener("click", leave);
  $("close-thread").addEventListener("click", leave);
  $("close-thread").append(icon("close"));
  $("thread").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave();
  });
}

function leave() {
  const from = here.thread;
  go({ thread: null });
  focusOn(`${from}/replies`);
}

export function renderThread() {
  const parent = messagesIn(here.channel).find((one) => one.ts === here.thread);
  const open = Boolean(parent) && !atHome();
  $("thread").hidden = !open;
  document.querySelector(".app").classList.toggle("threaded", open);
  if (!open) return;
  $("back").replaceChildren(icon("back"), titleOf(here.channel));
  $("back").setAttribute("aria-label", own("back_to", { channel: titleOf(here.channel) }));
  replies.show(here.channel, [parent, ...repliesTo(here.channel, here.thread)], {
    inThread: true,
    of: here.thread,
  });
  replies.settle();
}

// Where somebody waits for the bot, its reply opens the thread; not while they write in another one.
export function openAwaited() {
  const answered = soon.awaited && repliesTo(here.channel, soon.awaited).some((one) => isBot(one.user));
  if (!answered) return;
  soon.reading = here.thread !== soon.awaited && ($("thread").hidden || !$("reply-text").value);
  if (soon.reading) here.thread = soon.awaited;
  soon.awaited = null;
}

// Who opened a thread to write goes on writing there; who had the focus where the thread now is, reads on there.
export function focusThread() {
  const lost = document.activeElement === document.body || !document.activeElement.checkVisibility();
  if (soon.typing) $("reply-text").focus();
  else if (soon.reading && lost) $("thread-title").focus();
  soon.reading = soon.typing = false;
}
