import type { ViewSaveInput } from "@headroom/contracts/table";
import { sortText } from "@headroom/core/topology/table/columns";
import { filterText } from "@headroom/core/topology/table/filter";
import { type Actor, authorize, personId } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { ViewContent } from "../ports/views";
import { record } from "../record";
import { queryOf } from "../table/query";
import { lockView } from "./lock";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/**
 * Keeps what a table shows under a name: anew, or over a view of one's own. Needs view.save, and view.share where others are to see it.
 * Errors: INVALID_INPUT, NOT_FOUND, FORBIDDEN (somebody else's), CONFLICT (changed meanwhile, or the name is taken).
 */
export async function saveView(ports: Ports, actor: Actor, input: ViewSaveInput): Promise<Ref> {
  authorize(actor, "view.save");
  if (input.shared) authorize(actor, "view.share");
  const ownerId = personId(actor);
  const { type, columns, filter, sort } = queryOf(input);
  const content: ViewContent = {
    name: input.name,
    shared: input.shared,
    columns,
    filter: filterText(filter),
    sort: input.sort === "" ? "" : sortText(sort),
  };
  const taken = () => new ServiceError("CONFLICT", { kind: "view", id: input.name, taken: true });
  return ports.work.write(async (repositories) => {
    const { views } = repositories;
    if (input.id === undefined) {
      const id = await views.insert({ ...content, type: type.name, ownerId });
      if (id === null) throw taken();
      const after = { type: type.name, ...content };
      await record(repositories, actor, { action: "view.create", entityKind: "view", entityId: String(id), after });
      return { id, version: 1 };
    }
    const before = await lockView(repositories, actor, { id: input.id, version: input.version ?? 0 });
    if (before.type !== type.name) throw new ServiceError("CONFLICT", { kind: "view", id: input.id });
    if (!(await views.change(before.id, content))) throw taken();
    const { name, shared, columns: were, filter: asked, sort: by } = before;
    await record(repositories, actor, {
      action: "view.update",
      entityKind: "view",
      entityId: String(before.id),
      before: { name, shared, columns: were, filter: asked, sort: by },
      after: { ...content },
    });
    return { id: before.id, version: before.version + 1 };
  });
}
