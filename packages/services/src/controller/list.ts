import type { ControllerListInput, ControllerRow } from "@headroom/contracts/controller";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { Contact } from "../ports/controllers";

/** Controllers without their passwords, by id, with how many answer. Needs hardware.read. */
export async function listControllers(
  ports: Ports,
  actor: Actor,
  { datacenter, rack, contact, search, cursor, limit }: ControllerListInput,
): Promise<{ rows: ControllerRow[]; next: string | null; counts: Readonly<Record<Contact, number>> }> {
  authorize(actor, "hardware.read");
  const after = cursor === undefined ? 0 : Number(cursor);
  const filter = {
    ...(datacenter === undefined ? {} : { datacenter }),
    ...(rack === undefined ? {} : { rack }),
    ...(search === undefined ? {} : { search }),
  };
  return ports.work.read(async ({ controllers }) => {
    const rows = await controllers.list({
      ...{ ...filter, after, limit: limit + 1 },
      ...(contact === undefined ? {} : { contact }),
    });
    const page = rows.slice(0, limit);
    return {
      rows: page,
      next: rows.length > limit ? String(page.at(-1)!.id) : null,
      counts: await controllers.counts(filter),
    };
  });
}
