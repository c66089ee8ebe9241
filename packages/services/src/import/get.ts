import type { ImportRunDto } from "@headroom/contracts/imports";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** Throws NOT_FOUND. */
export async function getImport(ports: Ports, actor: Actor, input: { readonly id: number }): Promise<ImportRunDto> {
  authorize(actor, "fleet.read");
  const run = await ports.work.read(({ imports }) => imports.get(input.id));
  if (!run) throw notFound("import", input.id);
  return run;
}
