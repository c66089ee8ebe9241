import type { FirmwarePart } from "@headroom/core/bill/firmware";
import { systemAmong } from "@headroom/core/bill/system";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { Bmc, FoundChassis, FoundFirmware, FoundSystem } from "../ports/hardware";
import type { Target, Trouble } from "./reach";

/** Where a system is, as its controller tells: what runs on another one is not its own. */
type Place = Pick<FoundSystem, "path"> & { readonly others: readonly string[] };

const isIn = (path: string, whole: string) => path === whole || path.startsWith(`${whole}/`);

/**
 * Parts of one of the systems behind a controller: what runs on it, and what runs on nothing that is another system's alone, such as the controller itself.
 */
export const ownParts = (parts: readonly FoundFirmware[], { path, others }: Place): FirmwarePart[] =>
  parts
    .filter(
      ({ of }) => of.some((one) => isIn(one, path)) || !of.some((one) => others.some((other) => isIn(one, other))),
    )
    .map(({ id, name, version, updateable }) => ({ id, name, version, updateable }));

/** The other systems behind a controller, and the chassis that only they are in. */
export const othersOf = (
  path: string,
  { systems, chassis }: { readonly systems: readonly FoundSystem[]; readonly chassis: readonly FoundChassis[] },
): string[] => [
  ...systems.filter((one) => one.path !== path).map((one) => one.path),
  ...chassis.filter(({ systems: of }) => of.length > 0 && !of.includes(path)).map((one) => one.path),
];

/** Parts of a target's system, asked now. Where it may be one of several behind its controller, they are looked for first. */
export async function partsOf(bmc: Bmc, target: Target, signal: AbortSignal): Promise<Result<FirmwarePart[], Trouble>> {
  const parts = await bmc.firmware({ signal });
  if (!parts.ok) return parts;
  if (parts.value.every(({ of }) => of.length === 0)) return ok(ownParts(parts.value, { path: "", others: [] }));
  const known = await bmc.systems({ signal });
  if (!known.ok) return known;
  const own = systemAmong(known.value, target);
  if (!own) return err({ kind: "no_system", systems: known.value.map(({ path }) => path) });
  const others = known.value.filter(({ path }) => path !== own.path).map(({ path }) => path);
  return ok(ownParts(parts.value, { path: own.path, others }));
}
