import { type FileFault, show } from "./fault";
import type { Json, JsonObject } from "./json";

/** Reads typed values out of parsed JSON and collects what is wrong with them, each with its path. */
export class Shape {
  readonly faults: FileFault[] = [];

  constructor(private readonly file: string) {}

  fault(path: string, expected: string, found: string): void {
    this.faults.push({ file: this.file, path, expected, found });
  }

  object(value: Json | undefined, path: string): JsonObject {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    this.fault(path, "an object", Array.isArray(value) ? "a list" : show(value));
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
