import type { ImportAsked } from "@headroom/contracts/imports";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { ImportFile, ImportKind } from "../ports/imports";

/** What files leave open that a person can answer before they are checked; of most kinds nothing. Needs fleet.import. */
export async function askImport(
  ports: Ports,
  actor: Actor,
  { kind, files }: { readonly kind: ImportKind; readonly files: readonly ImportFile[] },
): Promise<ImportAsked> {
  authorize(actor, "fleet.import");
  return ports.importers.ask(kind, files);
}
