import type { ControllerListInput, ControllerRow } from "@headroom/contracts/controller";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** Controllers without their passwords, by id. Needs hardware.read. */
export async function listControllers(
  ports: Ports,
  actor: Actor,
  { datacenter, rack, cursor, limit }: ControllerListInput,
): Promise<{ rows: ControllerRow[]; next: string | null }> {
  authorize(actor, "hardware.read");
  const after = cursor === undefined ? 0 : Number(cursor);
  const rows = await ports.work.read(({ controllers }) =>
    controllers.list({
      ...{ after, limit: limit + 1 },
      ...(datacenter === undefined ? {} : { datacenter }),
      ...(rack === undefined ? {} : { rack }),
    }),
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? String(page.at(-1)!.id) : null };
}
