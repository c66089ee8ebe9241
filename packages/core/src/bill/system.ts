import { sameSerial } from "../sanitisation/evidence";

/** One of the systems behind a controller, as it tells of itself. */
export interface KnownSystem {
  readonly path: string;
  readonly serial: string | null;
  readonly uuid: string | null;
}

/** What is known of the system that is looked for. */
export interface WantedSystem {
  /** Its path, or its UUID; null: nobody said. */
  readonly system: string | null;
  /** As it was ordered, or was found before. */
  readonly serial: string | null;
}

export const isPath = (system: string): boolean => system.startsWith("/");

/**
 * The system that is meant, among all behind one controller: by its path or UUID where one is given, and nothing else then; the only one there is; else by
 * its serial. Null: none, or nobody can tell which.
 */
export function systemAmong<System extends KnownSystem>(
  systems: readonly System[],
  { system, serial }: WantedSystem,
): System | null {
  const found =
    system !== null
      ? systems.filter(({ path, uuid }) =>
          isPath(system) ? path === system : uuid?.toLowerCase() === system.toLowerCase(),
        )
      : systems.length === 1
        ? systems
        : systems.filter((one) => one.serial !== null && serial !== null && sameSerial(one.serial, serial));
  return found.length === 1 ? found[0]! : null;
}

/** A measured number, and what of a controller's systems it is of. */
export interface SharedReading {
  readonly value: number;
  /** Paths; empty: the controller does not say. */
  readonly systems: readonly string[];
}

/**
 * What is drawn by one of several systems: the greatest of what is measured of it alone, as an enclosure draws what its parts draw. What is measured of several
 * together is no server's own. `isAlone`: nobody knows of another one at that address.
 */
export function drawnBy(readings: readonly SharedReading[], path: string | null, isAlone: boolean): number | null {
  const own = ownOf(readings, path, isAlone);
  return own.length === 0 ? null : Math.max(...own.map(({ value }) => value));
}

/** The air that it breathes: the coldest measured of it alone; else at the enclosure that it is in, whose air all of its systems breathe. */
export function breathedBy(readings: readonly SharedReading[], path: string | null, isAlone: boolean): number | null {
  const own = ownOf(readings, path, isAlone);
  const around = own.length > 0 ? own : readings.filter(({ systems }) => path !== null && systems.includes(path));
  return around.length === 0 ? null : Math.min(...around.map(({ value }) => value));
}

function ownOf(readings: readonly SharedReading[], path: string | null, isAlone: boolean): readonly SharedReading[] {
  const named = new Set(readings.flatMap(({ systems }) => systems));
  // nobody else is told of: all of it is its own
  if (isAlone && (named.size === 0 || (named.size === 1 && (path === null || named.has(path))))) return readings;
  return readings.filter(({ systems }) => systems.length === 1 && systems[0] === path);
}
