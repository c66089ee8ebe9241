import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { HardwareFault, TemperatureReading } from "@headroom/services/ports/hardware";
import { chassisPaths } from "./readings";
import { at, type Document, type Resources } from "./resource";
import { systemsIn } from "./systems";
import { numberOf, textOf } from "./values";

/** Air that a machine breathes: anything else is a broken sensor. Degrees Celsius. */
const COLDEST = -60;
const WARMEST = 100;

/** How warm the air at the inlet of each chassis is. A chassis without a believable number has no reading. */
export async function temperatures(resources: Resources): Promise<Result<TemperatureReading[], HardwareFault>> {
  const paths = await chassisPaths(resources);
  if (!paths.ok) return paths;
  const found: TemperatureReading[] = [];
  for (const path of paths.value) {
    const chassis = await resources.get(path);
    if (!chassis.ok) return chassis;
    for (const [source, celsiusOf] of sources) {
      const celsius = await celsiusOf(resources, chassis.value.document);
      if (!celsius.ok) return celsius;
      if (celsius.value === null) continue;
      const systems = systemsIn(resources, chassis.value.document);
      found.push({ chassis: path, systems, celsius: celsius.value, source });
      break;
    }
  }
  return ok(found);
}

type CelsiusOf = (resources: Resources, chassis: Document) => Promise<Result<number | null, HardwareFault>>;

const sources: readonly (readonly [TemperatureReading["source"], CelsiusOf])[] = [
  ["summary", summaryOf],
  ["sensor", (r, chassis) => behind(r, chassis.Thermal, inletOf)],
  ["metrics", (r, chassis) => behind(r, chassis.EnvironmentMetrics, (doc) => at(doc, "TemperatureCelsius", "Reading"))],
];

async function summaryOf(resources: Resources, chassis: Document): Promise<Result<number | null, HardwareFault>> {
  const subsystem = await resources.follow(chassis.ThermalSubsystem);
  if (!subsystem) return ok(null);
  if (!subsystem.ok) return subsystem.error.kind === "unsupported" ? ok(null) : subsystem;
  return behind(
    resources,
    subsystem.value.document.ThermalMetrics,
    (metrics) =>
      at(metrics, "TemperatureSummaryCelsius", "Intake", "Reading") ??
      inletAmong(metrics.TemperatureReadingsCelsius, "Reading"),
  );
}

/** Of the older thermal resource: the sensor at the intake. */
const inletOf = (thermal: Document): unknown => inletAmong(thermal.Temperatures, "ReadingCelsius");

function inletAmong(list: unknown, reading: string): unknown {
  if (!Array.isArray(list)) return null;
  const isIntake = (one: unknown) => /^intake$/i.test(textOf(at(one, "PhysicalContext")) ?? "");
  const isCalled = (one: unknown) =>
    /inlet|intake|ambient/i.test(`${at(one, "Name") ?? ""} ${at(one, "DeviceName") ?? ""}`);
  const sensor = list.find(isIntake) ?? list.find(isCalled);
  return at(sensor, reading);
}

async function behind(
  resources: Resources,
  link: unknown,
  pick: (document: Document) => unknown,
): Promise<Result<number | null, HardwareFault>> {
  const read = await resources.follow(link);
  if (!read) return ok(null);
  if (!read.ok) return read.error.kind === "unsupported" ? ok(null) : err(read.error);
  const celsius = numberOf(pick(read.value.document));
  return ok(celsius !== null && celsius >= COLDEST && celsius <= WARMEST ? celsius : null);
}
