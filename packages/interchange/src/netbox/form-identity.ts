import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { TableName } from "./column";
import { type FormTexts, fieldsOfForm } from "./forms";

/** Headers by which a row is told from others, most telling first; `?`: may be empty. NetBox keeps these unique, but for the last of devices. */
const IDENTITY: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  extras_tag: ["slug", "name"],
  extras_customfield: ["name"],
  dcim_region: ["parent? slug", "parent? name"],
  tenancy_tenant: ["slug", "name"],
  dcim_site: ["slug", "name"],
  dcim_location: ["site parent? slug", "site parent? name"],
  dcim_manufacturer: ["slug", "name"],
  dcim_rackrole: ["slug", "name"],
  dcim_racktype: ["manufacturer slug", "manufacturer model"],
  dcim_rack: ["site location? name"],
  dcim_rackreservation: ["site? location? rack units"],
  dcim_devicerole: ["slug", "name"],
  dcim_devicetype: ["manufacturer slug", "manufacturer model"],
  dcim_device: [
    "site tenant? name",
    "asset_tag",
    "site rack position face?",
    "serial",
    "site location? rack? device_type",
  ],
  dcim_powerpanel: ["site name"],
  dcim_powerfeed: ["site? power_panel name"],
  dcim_powerport: ["device name"],
};

/** In the order of their references. */
export const FORM_ORDER = Object.keys(IDENTITY) as TableName[];

type At = (header: string) => string | undefined;

/** What tells the rows of one file apart. */
export class Identity {
  readonly #groups: readonly (readonly string[])[];
  readonly #there = new Map<string, SourceObject[]>();
  readonly #table: TableName;

  constructor(table: TableName, header: readonly string[], own: readonly SourceObject[], texts: FormTexts) {
    this.#table = table;
    const all = (IDENTITY[table] ?? []).map((group) => group.split(" "));
    this.#groups = all.filter((group) => group.every((one) => one.endsWith("?") || header.includes(one)));
    const fields = new Map(fieldsOfForm(table).map((field) => [field.header, field]));
    for (const one of own) {
      const at: At = (name) => (header.includes(name) ? texts.text(one, fields.get(name)!) : undefined);
      for (const key of this.#signs(at)) this.#there.set(key, [...(this.#there.get(key) ?? []), one]);
    }
  }

  /** Headers that would have to be there, or to say something. */
  get needed(): readonly string[] {
    const [first = []] = this.#groups.length > 0 ? this.#groups : [(IDENTITY[this.#table]?.[0] ?? "name").split(" ")];
    return first.filter((one) => !one.endsWith("?"));
  }

  /** What a row is called: as something that is there, or as the first group says; null: it says too little. */
  sign(at: At): string | null {
    const signs = this.#signs(at);
    return signs.find((sign) => this.#there.has(sign)) ?? signs[0] ?? null;
  }

  /** All that are called so, by number. */
  called(sign: string): readonly SourceObject[] {
    return this.#there.get(sign) ?? [];
  }

  /** Whether several new things may be called so: devices without a name. */
  isLoose(sign: string): boolean {
    return this.#table === "dcim_device" && sign.startsWith(`["${this.#groups.at(-1)?.join(" ")}"`);
  }

  #signs(at: At): string[] {
    const all = this.#all(at);
    // what says more than its type and its place is told by that alone
    const telling = all.filter((sign) => !this.isLoose(sign));
    return telling.length > 0 ? telling : all;
  }

  #all(at: At): string[] {
    return this.#groups.flatMap((group) => {
      const parts = group.map((one) => [one, at(one.replace("?", ""))] as const);
      if (parts.some(([one, text]) => (text ?? "") === "" && !one.endsWith("?"))) return [];
      return JSON.stringify([group.join(" "), ...parts.map(([, text]) => text?.toLowerCase() ?? null)]);
    });
  }
}
