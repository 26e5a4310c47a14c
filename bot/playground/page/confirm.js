// The question before a message is deleted.
import { openModal } from "./modal.js";
import { own } from "./own.js";
import { act } from "./server.js";

export function confirmDelete(told, channel) {
  openModal({
    title: own("Delete message"),
    close: own("Cancel"),
    submit: own("Delete"),
    style: "danger",
    fields: [own("Are you sure you want to delete this message? This cannot be undone.")],
    onSubmit: () => act("delete", { channel, ts: told.ts }),
  });
}
