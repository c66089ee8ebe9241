import type { RegionSummary } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { pictureOfRegions } from "./summarise";

/** Every region with its account and when it runs out, by name. */
export async function listRegions(ports: Ports, actor: Actor): Promise<RegionSummary[]> {
  authorize(actor, "capacity.read");
  const { summaries } = await ports.work.read((reads) => pictureOfRegions(reads, ports.clock.now()));
  return [...summaries];
}
