// Light or dark: the system's choice until somebody makes another, which lasts as long as the tab.
import { $ } from "./dom.js";
import { here, remember } from "./workspace.js";

const isDark = () =>
  getComputedStyle(document.documentElement).colorScheme === "dark" ||
  (!here.theme && matchMedia("(prefers-color-scheme: dark)").matches);

function colour(theme) {
  here.theme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
  remember();
}

export function startTheme() {
  colour(new URLSearchParams(location.search).get("theme") ?? here.theme);
  $("theme").addEventListener("click", () => colour(isDark() ? "light" : "dark"));
}
