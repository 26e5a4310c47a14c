// The page: shows what one person may see of the workspace, and starts all its parts.
import { Composer } from "./composer.js";
import { $, keepingFocus } from "./dom.js";
import { startFaults } from "./faults.js";
import { greet, renderHome } from "./home.js";
import { Messages } from "./messages.js";
import { act, watch } from "./server.js";
import { renderSidebar } from "./sidebar.js";
import { renderSuggestions } from "./suggestions.js";
import { focusThread, openAwaited, renderThread, startThread } from "./thread.js";
import { renderView } from "./view.js";
import { renderWelcome } from "./welcome.js";
import { atHome, go, here, look, onChange, titleOf, topLevel } from "./workspace.js";

const channel = new Messages($("messages"));
const composer = new Composer($("composer"), { id: "text", label: "Message" });
const reply = new Composer($("reply"), { id: "reply-text", label: "Reply", inThread: true });

function draw() {
  openAwaited();
  keepingFocus(() => {
    renderSidebar();
    $("title").textContent = titleOf(here.channel);
    renderHome();
    renderWelcome();
    if (!atHome()) channel.show(here.channel, topLevel(here.channel), {});
    renderSuggestions();
    renderThread();
    composer.show();
    reply.show();
  });
  renderView();
  focusThread();
}

const isDark = () =>
  getComputedStyle(document.documentElement).colorScheme === "dark" ||
  (!here.theme && matchMedia("(prefers-color-scheme: dark)").matches);

function colour(theme) {
  here.theme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
}

function start() {
  colour(new URLSearchParams(location.search).get("theme") ?? here.theme);
  onChange(draw);
  startThread();
  startFaults();
  $("check").addEventListener("click", () => act("shortcut"));
  $("theme").addEventListener("click", () => {
    colour(isDark() ? "light" : "dark");
    go({});
  });
  watch(look, () => look().then(greet));
}

start();
