// What was typed and not sent yet outlives a reload.

const name = (key) => `draft:${key}`;

export const draft = (key) => sessionStorage.getItem(name(key)) ?? "";

export function keepDraft(key, text) {
  if (text) sessionStorage.setItem(name(key), text);
  else sessionStorage.removeItem(name(key));
}
