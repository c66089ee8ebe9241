import type { Dice } from "./dice";
import type { Fleet } from "./fleet";

/** What a meter said: watts, and how long ago. */
export interface SeedReading {
  readonly id: number;
  readonly powerW: number;
  readonly minutesAgo: number;
}

export interface SeedReadings {
  readonly racks: readonly SeedReading[];
  readonly devices: readonly SeedReading[];
  /** Made while they are read. Empty for fleets so large that they would be most of it. */
  servers(): Iterable<SeedReading>;
}

const MOST_RACKS_WITH_SERVERS = 20_000;
/** Of the racks that run: without a meter of their own, and whose meter has been silent for days. */
const NO_METER = 0.02;
const SILENT = 0.03;
/** What is lost on the way down from a device. */
const LOSSES = 1.02;

/** Readings that agree with each other: racks below their derated power, feeds with their share of it, servers with theirs. */
export function buildReadings({ racks, regions, servers }: Fleet, dice: Dice): SeedReadings {
  const running = racks.filter((rack) => rack.state === "in_service" || rack.state === "draining");
  const drawn = new Map(
    running.map((rack) => [rack.id, rack.lot.type.deratedW * Math.min(1.02, 0.78 + 0.09 * dice.normal())] as const),
  );
  const silentFor = () => 24 * 60 * dice.int(2, 12) + dice.int(0, 600);
  const rackReadings = running.flatMap((rack): SeedReading[] => {
    const at = dice.share();
    const minutesAgo = at < NO_METER + SILENT ? silentFor() : dice.int(1, 9);
    return at < NO_METER ? [] : [{ id: rack.id, powerW: Math.round(drawn.get(rack.id)!), minutesAgo }];
  });
  const devices = regions.flatMap((r) => r.datacenters.flatMap((d) => d.rooms.flatMap((room) => room.devices)));
  const parents = new Map(devices.map((device) => [device.id, device.parentId]));
  const carried = new Map<number, number>();
  for (const rack of running) {
    const { feeds } = rack.position;
    for (const feed of feeds)
      for (let at: number | null = feed; at !== null; at = parents.get(at) ?? null)
        carried.set(at, (carried.get(at) ?? 0) + drawn.get(rack.id)! / feeds.length);
  }
  return {
    racks: rackReadings,
    devices: devices.map(({ id }) => {
      const minutesAgo = dice.chance(SILENT) ? silentFor() : dice.int(1, 4);
      return { id, powerW: Math.round((carried.get(id) ?? 0) * LOSSES), minutesAgo };
    }),
    *servers() {
      if (racks.length > MOST_RACKS_WITH_SERVERS) return;
      const own = dice.fork("readings/servers");
      for (const { id, rack } of servers()) {
        const share = (drawn.get(rack.id) ?? 0) / rack.lot.type.serverCount;
        const [factor, at] = [1 + 0.12 * own.normal(), own.share()];
        if (share === 0 || at < 0.01) continue;
        yield { id, powerW: Math.round(share * Math.max(0.2, factor)), minutesAgo: at < 0.02 ? 4000 : own.int(1, 9) };
      }
    },
  };
}
