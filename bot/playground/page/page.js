// The page: shows what one person may see of the workspace, and starts all its parts.
import { Composer } from "./composer.js";
import { $, keepingFocus } from "./dom.js";
import { startFaults } from "./faults.js";
import { greet, renderHome } from "./home.js";
import { startLanguage, startSwitch, tellLanguage } from "./language.js";
import { Messages } from "./messages.js";
import { act, watch } from "./server.js";
import { renderSidebar } from "./sidebar.js";
import { renderSuggestions } from "./suggestions.js";
import { startTheme } from "./theme.js";
import { focusThread, openAwaited, renderThread, startThread } from "./thread.js";
import { renderView } from "./view.js";
import { renderWelcome } from "./welcome.js";
import { atHome, here, look, onChange, titleOf, topLevel } from "./workspace.js";

const channel = new Messages($("messages"));
const composer = new Composer($("composer"), { id: "text", label: "message" });
const reply = new Composer($("reply"), { id: "reply-text", label: "reply", inThread: true });

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
    if (!atHome()) channel.settle();
    composer.show();
    reply.show();
  });
  renderView();
  focusThread();
}

async function arrive() {
  await Promise.all([look(), tellLanguage()]);
  await look();
  greet();
}

function start() {
  startLanguage();
  onChange(draw);
  startThread();
  startFaults();
  $("check").addEventListener("click", () => act("shortcut"));
  startTheme();
  startSwitch(arrive);
  watch(look, arrive);
}

start();
