import type { Demand } from "./candidates";

/**
 * Demands that fitted nowhere while racks only came: they still fit nowhere, and neither does any demand that takes at least as much
 * of everything, may use no other rows and comes under the same rules.
 */
export class Failures {
  private readonly found: Demand[] = [];

  /** Whether a demand is known to fit nowhere. */
  cover(demand: Demand): boolean {
    return this.found.some(
      (f) =>
        (f.rows === null || f.rows === demand.rows) &&
        (f.rules === undefined || f.rules === demand.rules) &&
        f.racks <= demand.racks &&
        f.units.every((unit, kind) => unit <= demand.units[kind]!),
    );
  }

  /** Remembers a demand that fitted nowhere just now. */
  add(demand: Demand): void {
    this.found.push(demand);
  }
}
