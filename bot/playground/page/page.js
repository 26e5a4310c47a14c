// The page: shows what one person may see, and sends what that person does.
"use strict";

const $ = (id) => document.getElementById(id);
const page = { me: "U0ANNA", channel: "C0AZURE", thread: null, state: null, shownView: null };
const SUGGESTIONS = [
  "payg from 2019, is port 25 open?",
  "our azure vm cannot send on port 25",
  "EA, mag onze VM rechtstreeks mailen op 25?",
];

const post = async (what, told) => (await fetch(`/ui/${what}`, { method: "POST", body: JSON.stringify({ user: page.me, ...told }), headers: { "Content-Type": "application/json" } })).json();

async function refresh() {
  page.state = await (await fetch(`/ui/state?user=${page.me}`)).json();
  render();
}

function render() {
  const { state } = page;
  renderPeople(state);
  renderChannels(state);
  const isHome = page.channel === "home";
  $("composer").hidden = isHome;
  $("title").textContent = isHome ? "port25: Home" : channelTitle(page.channel);
  $("text").placeholder = isHome ? "" : `Message ${channelTitle(page.channel)}`;
  if (isHome) renderHome(state);
  else renderMessages($("messages"), state.messages[page.channel].filter((one) => !one.thread_ts || one.thread_ts === one.ts), true);
  renderSuggestions(state, isHome);
  renderThread(state);
  renderModal(state.view);
}

function channelTitle(id) {
  const channel = page.state.channels.find((one) => one.id === id);
  return channel.direct ? channel.name : `#${channel.name}`;
}

function renderPeople(state) {
  const people = Object.entries(state.people).filter(([id]) => id !== state.bot);
  if ($("me").options.length === people.length) return;
  $("me").replaceChildren(...people.map(([id, one]) => el("option", { value: id, selected: id === page.me }, one.name)));
}

function renderChannels(state) {
  const entries = [...state.channels.map((one) => [one.id, one.direct ? `${one.name} (direct)` : `# ${one.name}`]), ["home", "port25: Home"]];
  const focused = document.activeElement?.dataset?.channel;
  $("channels").replaceChildren(...entries.map(([id, name]) => el("li", {},
    el("button", { type: "button", "data-channel": id, "aria-current": id === page.channel ? "page" : null, onclick: () => go(id) }, name))));
  if (focused) document.querySelector(`[data-channel="${focused}"]`)?.focus();
}

function go(channel) {
  page.channel = channel;
  page.thread = null;
  if (channel === "home") post("home", { tab: "home" });
  else if (channel.startsWith("D")) post("home", { tab: "messages" });
  render();
}

function renderMessages(box, messages, tools) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const signature = JSON.stringify([page.channel, page.me, messages, tools && counts(messages)]);
  if (box.dataset.signature === signature) return;
  box.dataset.signature = signature;
  box.replaceChildren(...(messages.length ? messages.map((one) => messageNode(one, tools)) : [el("p", { class: "empty" }, "Nothing here yet. Ask port25 something.")]));
  if (atEnd) box.scrollTop = box.scrollHeight;
}

const repliesTo = (ts) => page.state.messages[page.channel].filter((one) => one.thread_ts === ts && one.ts !== ts);
const counts = (messages) => messages.map((one) => repliesTo(one.ts).length);

function messageNode(message, tools) {
  const { state } = page;
  const isBot = message.user === state.bot;
  const act = (action) => post("click", { channel: page.channel, ts: message.ts, action });
  const body = message.blocks?.length ? renderBlocks(message.blocks, state.people, act) : [el("div", { class: "block" }, ...mrkdwn(message.text, state.people))];
  const node = el("article", { class: `message${message.for_user ? " private" : ""}`, "data-ts": message.ts },
    el("div", { class: "tools" }, ...toolButtons(message, tools)),
    el("span", { class: "who" }, state.people[message.user]?.name ?? message.user),
    isBot ? el("span", { class: "tag" }, "APP") : null,
    message.for_user ? el("span", { class: "tag" }, "Only visible to you") : null,
    el("span", { class: "when" }, clock(message.ts)),
    message.edited ? el("span", { class: "edited" }, " (edited)") : null,
    ...body);
  const replies = tools ? repliesTo(message.ts).length : 0;
  if (replies) node.append(el("button", { type: "button", class: "quiet replies-link", onclick: () => openThread(message.ts) }, replies === 1 ? "1 reply" : `${replies} replies`));
  return node;
}

function toolButtons(message, tools) {
  const buttons = [];
  const quiet = (label, action) => el("button", { type: "button", class: "quiet", onclick: action }, label);
  if (tools && !message.for_user && !page.channel.startsWith("D")) buttons.push(quiet("Thread", () => openThread(message.ts)));
  if (!message.for_user && message.user !== page.state.bot) buttons.push(quiet("Ask port25", () => post("shortcut", { channel: page.channel, ts: message.ts })));
  if (message.user === page.me) buttons.push(quiet("Edit", () => edit(message)));
  return buttons;
}

function edit(message) {
  const text = window.prompt("Edit your message", message.text);
  if (text !== null) post("edit", { channel: page.channel, ts: message.ts, text });
}

const clock = (ts) => new Date(Number(ts.split(".")[0]) * 1000).toTimeString().slice(0, 5);

function openThread(ts) {
  page.thread = ts;
  render();
  $("reply-text").focus();
}

function renderThread(state) {
  const open = page.thread !== null && page.channel !== "home";
  $("thread").hidden = !open;
  document.querySelector(".app").classList.toggle("threaded", open);
  if (!open) return;
  const messages = state.messages[page.channel].filter((one) => one.ts === page.thread || one.thread_ts === page.thread);
  renderMessages($("replies"), messages, false);
}

function renderHome(state) {
  const box = $("messages");
  box.dataset.signature = "";
  const act = (action) => post("click", { action });
  box.replaceChildren(el("div", { class: "home" }, ...(state.home ? renderBlocks(state.home.blocks, state.people, act) : ["Opening ..."])));
}

function renderSuggestions(state, isHome) {
  const prompts = page.channel.startsWith("D") ? (state.prompts?.prompts ?? []).map((one) => one.message) : SUGGESTIONS;
  const empty = !isHome && state.messages[page.channel].length === 0;
  const send = (text) => (page.channel.startsWith("D") ? text : `<@${state.bot}> ${text}`);
  $("suggestions").replaceChildren(...(empty ? prompts : []).map((text) =>
    el("button", { type: "button", onclick: () => post("message", { channel: page.channel, text: send(text) }) }, text)));
}

function renderModal(view) {
  const dialog = $("modal");
  if (!view) {
    page.shownView = null;
    if (dialog.open) dialog.close();
    return;
  }
  if (page.shownView === view.id) return;
  page.shownView = view.id;
  const form = $("modal-form");
  const submit = el("button", { type: "submit", class: "primary" }, plainText(view.submit));
  const cancel = el("button", { type: "button", onclick: () => post("close", {}) }, plainText(view.close));
  form.replaceChildren(
    el("header", { class: "bar" }, el("h2", { id: "modal-title" }, plainText(view.title))),
    el("div", { class: "fields" }, ...view.blocks.map(renderField)),
    el("footer", {}, cancel, submit));
  form.onsubmit = (event) => submitModal(event, view, form);
  if (!dialog.open) dialog.showModal();
  form.querySelector("select, input, textarea")?.focus();
}

async function submitModal(event, view, form) {
  event.preventDefault();
  const values = Object.fromEntries(view.blocks.map((block) => [block.block_id, fieldValue(block, form)]));
  const answer = await post("submit", { values });
  for (const block of view.blocks) {
    const told = answer.errors?.[block.block_id] ?? "";
    $(`error-${block.block_id}`).textContent = told;
  }
}

function withMentions(text) {
  return text.replace(/@port25\b/gi, `<@${page.state.bot}>`);
}

async function send(event, field, more) {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  const command = /^\/port25\b\s*(.*)$/s.exec(text);
  if (command && !more.thread_ts) await post("command", { channel: page.channel, text: command[1] });
  else await post("message", { channel: page.channel, text: withMentions(text), ...more });
}

function sendOnEnter(field, form) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

function setFaults() {
  const statuses = [...($("fault-429").checked ? [429] : []), ...($("fault-500").checked ? [500] : [])];
  post("faults", { statuses: { "chat.postMessage": statuses }, copies: $("fault-copies").checked ? 4 : 1, delay_seconds: $("fault-late").checked ? 2 : 0 });
}

function start() {
  const wanted = new URLSearchParams(location.search);
  document.documentElement.dataset.theme = wanted.get("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  $("composer").addEventListener("submit", (event) => send(event, $("text"), {}));
  $("reply").addEventListener("submit", (event) => send(event, $("reply-text"), { thread_ts: page.thread }));
  sendOnEnter($("text"), $("composer"));
  sendOnEnter($("reply-text"), $("reply"));
  $("mention").addEventListener("click", () => { $("text").value = `@port25 ${$("text").value}`; $("text").focus(); });
  $("close-thread").addEventListener("click", () => { page.thread = null; render(); });
  $("me").addEventListener("change", () => { page.me = $("me").value; if (page.channel.startsWith("D")) page.channel = `D${page.me.slice(1)}`; refresh(); });
  $("theme").addEventListener("click", () => { const root = document.documentElement; root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark"; });
  $("check").addEventListener("click", () => post("shortcut", {}));
  $("modal").addEventListener("cancel", (event) => { event.preventDefault(); post("close", {}); });
  for (const name of ["fault-429", "fault-500", "fault-copies", "fault-late"]) $(name).addEventListener("change", setFaults);
  new EventSource("/ui/stream").onmessage = refresh;
  refresh();
}

start();
