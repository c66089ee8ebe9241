import type { ExpectedServer, FoundServer } from "@headroom/core/bill/compare";
import type { FoundHardware, TypeFacts } from "../ports/hardware-records";

/** What was ordered for a unit; zeros and nothing where its type is not known or does not say. */
export const expectedServer = (unit: number, serial: string | null, type: TypeFacts | undefined): ExpectedServer => ({
  ...{ unit, serial, type: type?.code ?? "", models: type?.models ?? [], cores: type?.cores ?? 0 },
  ...{
    memoryGib: type?.memoryGib ?? 0,
    storageTb: type?.storageTb ?? 0,
    gpus: type?.gpus ?? 0,
    drives: type?.drives ?? null,
  },
});

/** What was found at it, as bills count. */
export const foundServer = (unit: number, { system, missing }: FoundHardware): FoundServer => {
  const cores = system.processors.filter(({ kind }) => /^cpu$/i.test(kind)).map((one) => one.cores);
  const sizes = system.memory.map(({ capacityMib }) => capacityMib);
  const modules =
    sizes.length > 0 && sizes.every((size) => size !== null) ? sizes.reduce<number>((a, b) => a + b!, 0) / 1024 : null;
  return {
    ...{ unit, serial: system.serial, manufacturer: system.manufacturer, model: system.model, health: system.health },
    cores:
      cores.length > 0 && cores.every((count) => count !== null) ? cores.reduce<number>((a, b) => a + b!, 0) : null,
    memoryGib: system.memoryGib ?? modules,
    gpus: system.processors.filter(({ kind }) => /^gpu$/i.test(kind)).length,
    drives: system.drives.map(({ serial, capacityBytes }) => ({ serial, capacityBytes })),
    unread: missing.length,
  };
};
