import { composeAlerts } from "../alert/compose";
import { composeInvite } from "../invite/compose";
import { composeNotice } from "../notification/compose";
import type { Ports } from "../ports";
import type { Note, TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import { composeOrder } from "../work-order/compose";
import { type Composition, lineOf } from "./composed";

/** What a message says now. `url`: origin that links begin with. */
export async function compose(
  ports: Ports,
  repositories: Repositories,
  message: TakenMessage,
  url: string,
): Promise<Composition> {
  if (message.kind === "work_order") return composeOrder(ports, repositories, message, url);
  if (message.kind === "invite") return composeInvite(ports, repositories, message, url);
  if (message.kind === "notice") return composeNotice(repositories, message, url);
  if (message.kind === "alerts") return composeAlerts(repositories, message, url);
  if (message.kind === "test")
    return {
      ...{ kind: "composed", type: "com.headroom.test", subject: "Headroom: messages arrive here", data: { url } },
      text: `Somebody at ${url} tried whether messages arrive here. They do, and nothing is to be done.\n`,
    };
  const { subject, lines, path } = message.about as Note;
  const link = path === null ? null : `${url}${path}`;
  const text = [...lines, ...(link === null ? [] : ["", link])].join("\n");
  return {
    ...{ kind: "composed", type: "com.headroom.note", subject: lineOf(subject), text: `${text}\n` },
    data: { lines, link },
  };
}
