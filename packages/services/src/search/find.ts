import type { SearchHit } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

const HITS_OF_A_KIND = 8;

/** What the palette offers for a text: places, plans and requests by any part of their names, racks by the beginning of code or serial. */
export async function find(ports: Ports, actor: Actor, input: { readonly text: string }): Promise<SearchHit[]> {
  authorize(actor, "fleet.read");
  const text = input.text.trim();
  return text === "" ? [] : ports.work.read(({ search }) => search.find(text, HITS_OF_A_KIND));
}
