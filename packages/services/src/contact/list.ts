import type { ContactList } from "@headroom/contracts/contact";
import { templateOf } from "@headroom/contracts/run-template";
import { usualTemplates } from "@headroom/core/rollout/usual";
import { type Actor, authorize } from "../actor";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import { doesOf } from "../run/board";

/** Everybody outside by name, with what became of their messages, and what there is to do for people. Needs contact.read. */
export async function listContacts(ports: Ports, actor: Actor): Promise<ContactList> {
  authorize(actor, "contact.read");
  return ports.work.read(async ({ contacts, runs }) => {
    const rows = await contacts.list();
    const saved = await runs.templates();
    const templates = [...Object.values(usualTemplates), ...saved.map(({ body }) => templateOf(body))];
    const stages = templates.flatMap((template) => template.stages);
    // people's own first; a machine's work is a person's where no machine can do it
    const ordered = [...stages.filter(({ how }) => how === "task"), ...stages.filter(({ how }) => how !== "task")];
    const works = new Map<string, string>();
    for (const stage of ordered) if (!works.has(doesOf(stage))) works.set(doesOf(stage), stage.title);
    return {
      rows: rows.map(({ retiredAt: _, secret: __, lastSentAt, duties, ...row }) => ({
        ...row,
        duties: duties.map((one) => ({ ...one })),
        lastSentAt: lastSentAt === null ? null : instantOf(lastSentAt),
      })),
      works: [...works].map(([work, title]) => ({ work, title })),
    };
  });
}
