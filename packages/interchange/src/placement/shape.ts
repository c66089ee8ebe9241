import { isDay } from "@headroom/core/foundation/days";
import { type FileFault, show } from "./fault";
import type { Json, JsonObject } from "./json";

/** The character 0 and half of a surrogate pair: JSON can escape them, but no database and no UTF-8 file can keep them. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

/** What is expected where something is named that does not exist. */
export const UNKNOWN = "an id that exists";

/** A table of the datacenter, an item of it, or the item's id. */
const LOSES_IDS = /^\$\.datacenter(\.\w+(\[\d+\](\.id)?)?)?$/;

/** The path and everything above it: `$.a[1].b`, `$.a[1]`, `$.a`, `$`. */
function prefixes(path: string): string[] {
  const out = [path];
  for (let at = path.length - 1; at > 0; at -= 1) if (path[at] === "." || path[at] === "[") out.push(path.slice(0, at));
  return out;
}

/** Reads typed values out of parsed JSON and collects what is wrong with them, each with its path. */
export class Shape {
  readonly faults: FileFault[] = [];
  private readonly broken = new Set<string>();

  constructor(private readonly file: string) {}

  /** Paths with a fault, and everything above them; made when values are first held against each other. */
  private mistaken: { readonly at: ReadonlySet<string>; readonly above: ReadonlySet<string> } | null = null;

  fault(path: string, expected: string, found: string): void {
    if (!this.isBelowBroken(path)) this.faults.push({ file: this.file, path, expected, found });
  }

  /**
   * A fault of values that are each fine but do not agree. Where a value was mistaken in itself, or is missing, nothing more is said of
   * it, nor of what names something in a table whose ids are not all known. Only after all values have been read.
   */
  contradiction(path: string, expected: string, found: string): void {
    this.mistaken ??= this.mistakes();
    const { at, above } = this.mistaken;
    if (above.has(path) || prefixes(path).some((prefix) => at.has(prefix))) return;
    if (expected === UNKNOWN && this.hasLostIds) return;
    this.fault(path, expected, found);
  }

  /** Whether some id could not be read: then what names it cannot be judged. */
  private hasLostIds = false;

  private mistakes() {
    const at = new Set(this.faults.map((fault) => fault.path));
    const above = new Set([...at].flatMap(prefixes));
    this.hasLostIds = [...at].some((path) => LOSES_IDS.test(path));
    return { at, above };
  }

  /** One mistake is one line: what is missing inside a thing that is not there at all needs no second one. */
  private isBelowBroken(path: string): boolean {
    if (this.broken.size === 0) return false;
    for (let at = path.length - 1; at > 0; at -= 1)
      if ((path[at] === "." || path[at] === "[") && this.broken.has(path.slice(0, at))) return true;
    return false;
  }

  object(value: Json | undefined, path: string): JsonObject {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    this.fault(path, "an object", Array.isArray(value) ? "a list" : show(value));
    this.broken.add(path);
    return Object.create(null) as JsonObject;
  }

  list(value: Json | undefined, path: string, least = 0): Json[] {
    if (!Array.isArray(value)) {
      this.fault(path, "a list", show(value === undefined || typeof value !== "object" ? value : "an object"));
      return [];
    }
    if (value.length < least) this.fault(path, `a list of at least ${least}`, "an empty one");
    return value;
  }

  text(value: Json | undefined, path: string): string {
    if (typeof value === "string" && UNKEEPABLE.test(value)) {
      this.fault(path, "a text without broken characters", show(value));
      return value;
    }
    if (typeof value === "string" && value !== "") return value;
    this.fault(path, "a text that is not empty", show(value));
    return "";
  }

  /** A wattage or reward. */
  amount(value: Json | undefined, path: string, most: number): number {
    if (typeof value === "number" && value >= 0 && value <= most) return value;
    this.fault(path, `a number from 0 to ${most}`, show(value));
    return 0;
  }

  yesNo(value: Json | undefined, path: string): boolean {
    if (typeof value === "boolean") return value;
    this.fault(path, "true or false", show(value));
    return false;
  }

  oneOf<T extends string>(value: Json | undefined, path: string, allowed: readonly T[]): T {
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(path, allowed.join(" or "), show(value));
    return found ?? allowed[0]!;
  }

  day(value: Json | undefined, path: string): string {
    if (typeof value === "string" && isDay(value)) return value;
    this.fault(path, "a day such as 2026-05-17", show(value));
    return "1970-01-01";
  }

  whole(value: Json | undefined, path: string, least: number, most: number): number {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.fault(path, `a whole number ${range}`, show(value));
    return least;
  }
}
