import { ServiceError } from "../errors";
import type { Ports } from "../ports";

/** Links that are not ours cost more: a crew behind one address opens many of its own. */
const COST = { ours: 1, unknown: 20 } as const;

/** Throws TOO_MANY_ATTEMPTS where an address asks for more links than people open. */
export async function mustBeFew(
  { linkLimits }: Pick<Ports, "linkLimits">,
  address: string | null,
  isOurs: boolean,
): Promise<void> {
  if (!linkLimits || address === null) return;
  const waitSeconds = await linkLimits.spend(address, isOurs ? COST.ours : COST.unknown);
  if (waitSeconds !== null) throw new ServiceError("TOO_MANY_ATTEMPTS", { retryAfterSeconds: waitSeconds });
}
