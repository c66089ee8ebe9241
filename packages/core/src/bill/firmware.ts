/** A part that runs firmware, as its controller tells of it. */
export interface FirmwarePart {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly updateable: boolean | null;
}

export interface WantedFirmware {
  /** Id or name of a part, as the controller calls it. */
  readonly name: string;
  readonly version: string;
}

/** `untold`: its version is wanted and the controller does not say it; `absent`: the controller lists no such part; `free`: nobody wants a version of it. */
export const firmwareStates = ["as_wanted", "differs", "untold", "absent", "free"] as const;
export type FirmwareState = (typeof firmwareStates)[number];

export interface FirmwareRow {
  /** null: the controller does not list it. */
  readonly id: string | null;
  readonly name: string;
  /** What it is called where its version is wanted; null: it is not. */
  readonly wantedAs: string | null;
  readonly wanted: string | null;
  readonly version: string | null;
  readonly updateable: boolean | null;
  readonly state: FirmwareState;
}

const isSame = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase();

/** Every part against the versions that are wanted: what is wanted and not listed first, then parts as they are listed. */
export function compareFirmware(
  wanted: readonly WantedFirmware[],
  found: readonly FirmwarePart[],
): readonly FirmwareRow[] {
  const isOf = ({ name }: WantedFirmware, part: FirmwarePart) => isSame(part.id, name) || isSame(part.name, name);
  const absent = wanted
    .filter((one) => !found.some((part) => isOf(one, part)))
    .map(
      ({ name, version }): FirmwareRow => ({
        ...{ id: null, name, wantedAs: name, wanted: version, version: null, updateable: null, state: "absent" },
      }),
    );
  const listed = found.map((part): FirmwareRow => {
    const own = wanted.filter((one) => isOf(one, part));
    const one = own.find(({ version }) => version !== part.version) ?? own[0] ?? null;
    const { id, name, version, updateable } = part;
    return {
      ...{ id, name: name ?? id, version, updateable, wantedAs: one?.name ?? null, wanted: one?.version ?? null },
      state: one === null ? "free" : version === null ? "untold" : one.version === version ? "as_wanted" : "differs",
    };
  });
  return [...absent, ...listed];
}

/** Whether somebody has to update it, or look why nobody can tell. */
export const isBehind = ({ state }: Pick<FirmwareRow, "state">): boolean =>
  state === "differs" || state === "untold" || state === "absent";

/** What is not as wanted, part by part. A part that the controller does not list cannot be said to be right. */
export const outdated = (wanted: readonly WantedFirmware[], found: readonly FirmwarePart[]) =>
  compareFirmware(wanted, found)
    .filter(isBehind)
    .map((row) => ({ name: row.wantedAs!, wanted: row.wanted!, found: row.version }));
