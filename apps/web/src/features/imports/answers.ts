import type { ImportAsked } from "@headroom/contracts/imports";

export type AskedDevice = ImportAsked["devices"][number];
export type AskedRegions = NonNullable<ImportAsked["regions"]>;

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const text = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\n`).join("");

/** Under this name answers travel with the files of a library. */
const ANSWERS_FILE = "answers given here.csv";

export const deviceKey = ({ manufacturer, slug }: Pick<AskedDevice, "manufacturer" | "slug">): string =>
  `${manufacturer}/${slug}`;

/** The answers as the library reads them; null: nothing was answered. */
export function answersFile(
  devices: readonly AskedDevice[],
  powerW: Readonly<Record<string, number | null>>,
): { readonly name: string; readonly text: string } | null {
  const rows = devices.flatMap((device) => {
    const watts = powerW[deviceKey(device)];
    return watts === undefined || watts === null ? [] : [[device.manufacturer, device.slug, "", String(watts)]];
  });
  const header = ["manufacturer", "slug", "supply_model", "power_w"];
  return rows.length === 0 ? null : { name: ANSWERS_FILE, text: text([header, ...rows]) };
}

export interface RegionChoiceRow {
  /** In the table, from 0. */
  readonly at: number;
  readonly code: string;
  readonly name: string;
  readonly provider: string;
  readonly place: string;
}

/** What tells the rows of a table of regions apart, for people. */
export function regionRows({ header, rows }: AskedRegions): readonly RegionChoiceRow[] {
  return rows.map((cells, at) => {
    const of = (name: string) => cells[header.indexOf(name)] ?? "";
    const place = [of("city"), of("country")].filter(Boolean).join(", ");
    return { at, code: of("id"), name: of("display_name"), provider: of("provider"), place };
  });
}

/** The same table with the chosen rows alone. */
export const chosenRegions = ({ header, rows }: AskedRegions, chosen: ReadonlySet<number>): string =>
  text([header, ...rows.filter((_, at) => chosen.has(at))]);
