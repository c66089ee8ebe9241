import type { ImportRunDto } from "@headroom/contracts/imports";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

const LATEST = 50;

/** The latest imports, newest first. */
export async function listImports(ports: Ports, actor: Actor): Promise<ImportRunDto[]> {
  authorize(actor, "fleet.read");
  return ports.work.read(({ imports }) => imports.list(LATEST));
}
