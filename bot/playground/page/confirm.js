// The question before a message is deleted.
import { openModal } from "./modal.js";
import { act } from "./server.js";

export function confirmDelete(told, channel) {
  openModal({
    title: "Delete message",
    close: "Cancel",
    submit: "Delete",
    style: "danger",
    fields: ["Are you sure you want to delete this message? This cannot be undone."],
    onSubmit: () => act("delete", { channel, ts: told.ts }),
  });
}
