import type { TableView } from "@headroom/contracts/table";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { typeOf } from "../table/query";

/** Views of a type's table: one's own, and those that others share. Needs fleet.read. */
export async function listViews(
  ports: Ports,
  actor: Actor,
  input: { readonly type: TableView["type"] },
): Promise<TableView[]> {
  authorize(actor, "fleet.read");
  const { name: type } = typeOf(input.type);
  const views = await ports.work.read((repositories) => repositories.views.list(type, actor.id));
  return views.map(({ ownerId, ownerName, ...view }) => ({
    ...view,
    type,
    columns: [...view.columns],
    owner: ownerName,
    mine: ownerId !== null && ownerId === actor.id,
  }));
}
