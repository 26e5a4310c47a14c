// A view of the app as a modal: its fields, what was filled in, and what was wrong with it.
import { avatar } from "./avatar.js";
import { draft, keepDraft } from "./drafts.js";
import { $ } from "./dom.js";
import { filled, renderField, showErrors, valueOf } from "./fields.js";
import { closeModal, openModal } from "./modal.js";
import { own } from "./own.js";
import { act } from "./server.js";
import { here, slack } from "./workspace.js";

let shown = null;

// A form that is opened anew after the server stopped is still filled in.
const keyOf = (view) => `view/${here.me}/${view.callback_id}`;

export function renderView() {
  const { view, bot } = slack.state;
  if (view?.id === shown) return;
  if (shown) closeModal();
  shown = view?.id ?? null;
  if (!view) return;
  const key = keyOf(view);
  const kept = JSON.parse(draft(key) || "{}");
  openModal({
    title: view.title.text,
    submit: view.submit.text,
    close: view.close.text,
    face: avatar(bot),
    fields: view.blocks.map((block) => renderField(filled(block, kept[block.block_id]))),
    onSubmit: (form) => submit(view, form),
    onClose: () => {
      keepDraft(key, "");
      act("close");
    },
  });
  const form = $("modal").querySelector("form");
  form.addEventListener("input", () => keepDraft(key, JSON.stringify(valuesOf(view, form))));
}

const valuesOf = (view, form) =>
  Object.fromEntries(view.blocks.map((block) => [block.block_id, valueOf(block, form)]));

async function submit(view, form) {
  const values = valuesOf(view, form);
  const missing = view.blocks.filter(
    (block) => !block.optional && !Object.keys(values[block.block_id]).length,
  );
  if (missing.length)
    return showErrors(view, Object.fromEntries(missing.map((block) => [block.block_id, own("required")])));
  const answer = await act("submit", { view: view.id, values });
  $("modal-error").textContent = answer ? "" : own("form_not_taken");
  if (answer) showErrors(view, answer.errors ?? {});
  if (!answer || answer.errors) return false;
  keepDraft(keyOf(view), "");
  return true;
}
