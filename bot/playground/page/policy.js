// The policy of an edition: for each type what follows when, and the sentences that say so.
import { $, el } from "./dom.js";
import { chooseLanguage, startLanguage } from "./language.js";
import { language, own, speak } from "./own.js";
import { startTheme } from "./theme.js";

const COLUMNS = ["day", "situation", "outcome", "path", "basis"];

async function show(wanted) {
  speak(wanted.get("language"));
  if (!wanted.has("language")) wanted.set("language", language());
  const answer = await fetch(`/ui/policy?${wanted}`).catch(() => null);
  if (!answer?.ok) {
    $("policy").replaceChildren(el("p", {}, own("policy_unknown")));
    return;
  }
  draw(await answer.json());
}

// What is shown stands in the address: it can be kept, sent, and gone back to.
function draw(shown) {
  document.title = $("title").textContent = shown.title;
  $("choice").replaceChildren(choice("edition", shown), choice("language", shown));
  history.replaceState(null, "", `?${new URLSearchParams(new FormData($("choice")))}`);
  Object.assign($("document"), { textContent: shown.labels.page, href: shown.url, hidden: false });
  $("policy").replaceChildren(el("p", {}, shown.about), ...shown.groups.map((one) => group(one, shown.labels)));
}

function choice(name, shown) {
  const options = Object.entries(shown[`${name}s`]).map(([value, label]) =>
    el("option", { value, selected: value === shown[name] }, label),
  );
  return el("label", {}, shown.labels[name], " ", el("select", { name, id: name, onchange: choose }, ...options));
}

async function choose({ target }) {
  const wanted = new URLSearchParams(new FormData($("choice")));
  if (target.name === "language") chooseLanguage(target.value);
  history.pushState(null, "", `?${wanted}`);
  await show(wanted);
  $(target.id).focus();
}

function group({ types, rows }, labels) {
  const heads = [...COLUMNS, "cites"].map((name) => el("th", { scope: "col" }, labels[name]));
  const cell = (name, ...inside) => el("td", { class: name, "data-label": labels[name] }, ...inside);
  const line = (row) =>
    el(
      "tr",
      {},
      ...COLUMNS.map((name) => cell(name, row[name])),
      cell("cites", el("ul", {}, ...row.cites.map((one) => el("li", {}, one)))),
    );
  return el(
    "section",
    {},
    el("h2", {}, types),
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows.map(line))),
  );
}

startLanguage();
startTheme();
addEventListener("popstate", () => show(new URLSearchParams(location.search)));
show(new URLSearchParams(location.search));
