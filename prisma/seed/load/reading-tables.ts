import type { CopyTable, CopyValue } from "@headroom/db/copy";
import { Dice } from "../generate/dice";
import type { Fleet } from "../generate/fleet";
import { buildReadings, type SeedReading } from "../generate/readings";

/** What meters said last. `now`: when the scenario is loaded, so that they have not been silent since the beginning of the day. */
export function readingTables(fleet: Fleet, now: Date): CopyTable[] {
  const readings = buildReadings(fleet, new Dice(fleet.scenario.seed, `${fleet.scenario.name}/readings`));
  function* rows(list: Iterable<SeedReading>): Generator<CopyValue[]> {
    for (const { id, powerW, minutesAgo } of list) yield [id, powerW, new Date(now.getTime() - minutesAgo * 60_000)];
  }
  const of = (thing: string, list: Iterable<SeedReading>): CopyTable => ({
    table: `${thing}_reading`,
    columns: [`${thing}_id`, "power_w", "measured_at"],
    rows: rows(list),
  });
  return [
    of("rack", readings.racks),
    of("power_device", readings.devices),
    of("server", { [Symbol.iterator]: () => readings.servers()[Symbol.iterator]() }),
  ];
}
