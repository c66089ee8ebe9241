import { type FileFault, show } from "./fault";
import type { Json, JsonObject } from "./json";

/** The character 0 and half of a surrogate pair: JSON can escape them, but no database and no UTF-8 file can keep them. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

/** Reads typed values out of parsed JSON and collects what is wrong with them, each with its path. */
export class Shape {
  readonly faults: FileFault[] = [];
  private readonly broken = new Set<string>();

  constructor(private readonly file: string) {}

  fault(path: string, expected: string, found: string): void {
    if (!this.isBelowBroken(path)) this.faults.push({ file: this.file, path, expected, found });
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

  whole(value: Json | undefined, path: string, least: number, most: number): number {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.fault(path, `a whole number ${range}`, show(value));
    return least;
  }
}
