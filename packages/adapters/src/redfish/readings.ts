import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { HardwareFault, PowerReading } from "@headroom/services/ports/hardware";
import { at, type Document, type Resources } from "./resource";
import { systemsIn } from "./systems";
import { amountOf } from "./values";

/** More is not drawn by anything in a rack: a reading beyond it is none. */
const MOST_WATTS = 1_000_000;

/** What each chassis draws. A chassis without a believable number has no reading. */
export async function readings(resources: Resources): Promise<Result<PowerReading[], HardwareFault>> {
  const paths = await chassisPaths(resources);
  if (!paths.ok) return paths;
  const found: PowerReading[] = [];
  for (const path of paths.value) {
    const reading = await readingOf(resources, path);
    if (!reading.ok) return reading;
    if (reading.value) found.push(reading.value);
    const parts = await partsOf(resources, path);
    if (!parts.ok) return parts;
    found.push(...parts.value);
  }
  return ok(found);
}

/** An enclosure of several systems that measures each of them: a control of power for each, which says what it is of. */
async function partsOf(resources: Resources, path: string): Promise<Result<PowerReading[], HardwareFault>> {
  const chassis = resources.documents.get(path) ?? {};
  if (systemsIn(resources, chassis).length < 2) return ok([]);
  const power = await resources.follow(chassis.Power);
  if (!power?.ok) return ok([]);
  const controls = power.value.document.PowerControl;
  return ok(
    (Array.isArray(controls) ? controls : []).flatMap((control): PowerReading[] => {
      const watts = wattsOf(at(control, "PowerConsumedWatts"));
      const related = at(control, "RelatedItem");
      const systems = (Array.isArray(related) ? related : []).flatMap((one) => resources.linkOf(one) ?? []);
      const [own] = systems.filter((one) => systemsIn(resources, chassis).includes(one));
      return watts === null || own === undefined || systems.length > 1
        ? []
        : [{ chassis: path, systems: [own], watts, source: "control" }];
    }),
  );
}

export async function chassisPaths(resources: Resources): Promise<Result<string[], HardwareFault>> {
  const root = await resources.get("/redfish/v1/");
  if (!root.ok) return root;
  return resources.members(resources.linkOf(root.value.document.Chassis) ?? "/redfish/v1/Chassis");
}

/** Of one chassis: from the newest place that tells it. */
export async function readingOf(
  resources: Resources,
  path: string,
): Promise<Result<PowerReading | null, HardwareFault>> {
  const chassis = await resources.get(path);
  if (!chassis.ok) return chassis;
  const { document } = chassis.value;
  for (const [source, wattsOf] of sources) {
    const watts = await wattsOf(resources, document);
    if (!watts.ok) return watts;
    if (watts.value !== null)
      return ok({ chassis: path, systems: systemsIn(resources, document), watts: watts.value, source });
  }
  return ok(null);
}

type WattsOf = (resources: Resources, chassis: Document) => Promise<Result<number | null, HardwareFault>>;

const sources: readonly (readonly [PowerReading["source"], WattsOf])[] = [
  ["metrics", (r, chassis) => behind(r, chassis.EnvironmentMetrics, (metrics) => at(metrics, "PowerWatts", "Reading"))],
  ["control", (r, chassis) => behind(r, chassis.Power, (power) => at(power, "PowerControl", 0, "PowerConsumedWatts"))],
  ["supplies", fromSupplies],
];

async function behind(
  resources: Resources,
  link: unknown,
  pick: (document: Document) => unknown,
): Promise<Result<number | null, HardwareFault>> {
  const read = await resources.follow(link);
  if (!read) return ok(null);
  if (!read.ok) return read.error.kind === "unsupported" ? ok(null) : err(read.error);
  return ok(wattsOf(pick(read.value.document)));
}

async function fromSupplies(resources: Resources, chassis: Document): Promise<Result<number | null, HardwareFault>> {
  const subsystem = await resources.follow(chassis.PowerSubsystem);
  if (!subsystem?.ok) return ok(null);
  const collection = resources.linkOf(subsystem.value.document.PowerSupplies);
  const supplies = collection === null ? ok([]) : await resources.members(collection);
  if (!supplies.ok) return supplies.error.kind === "unsupported" ? ok(null) : supplies;
  let sum: number | null = null;
  for (const path of supplies.value) {
    const supply = await resources.get(path);
    if (!supply.ok) return supply;
    const watts = await behind(resources, supply.value.document.Metrics, (m) => at(m, "InputPowerWatts", "Reading"));
    if (!watts.ok) return watts;
    if (watts.value !== null) sum = (sum ?? 0) + watts.value;
  }
  return ok(sum);
}

function wattsOf(value: unknown): number | null {
  const watts = amountOf(value);
  return watts !== null && watts <= MOST_WATTS ? watts : null;
}
