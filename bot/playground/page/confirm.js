// The question before a message is deleted.
import { openModal } from "./modal.js";
import { own } from "./own.js";
import { act } from "./server.js";

export function confirmDelete(told, channel) {
  openModal({
    title: own("delete"),
    close: own("cancel"),
    submit: own("do_delete"),
    style: "danger",
    fields: [own("sure_to_delete")],
    onSubmit: () => act("delete", { channel, ts: told.ts }),
  });
}
