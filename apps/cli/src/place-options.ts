import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { PlacementMode, PlacementPolicy } from "@headroom/core/planning/placement/types";
import { oneOf, readArguments } from "./arguments";

export const PLACE_USAGE = [
  "usage: headroom place INSTANCE.json[.gz] --mode online|offline [--policy place-all|selective]",
  "                      [--steps N] [--seconds S] [--seed N] --out SOLUTION.json",
  "",
  "  --mode     online: batch after batch, decisions final, no sight of later requests; offline: all requests known",
  "  --policy   place-all (default): never refuses what fits; selective: may leave requests out for likelier later ones",
  "  --steps    search effort: per batch online, in total offline (default: by size); the same steps give the same plan",
  "  --seconds  stop after so long and write the best plan so far (so does Ctrl-C)",
  "  --seed     of chance (default 1)",
  "  --out      file for the solution",
];

export interface PlaceOptions {
  readonly instance: string;
  readonly mode: PlacementMode;
  readonly policy: PlacementPolicy;
  readonly steps: number | null;
  readonly seconds: number | null;
  readonly seed: number;
  readonly out: string;
}

function whole(flag: string, value: string, faults: string[]): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number))
    faults.push(`--${flag}: expected a whole number of at least 0, found ${JSON.stringify(value.slice(0, 40))}`);
  return number;
}

/** Reads the arguments of `headroom place`, or says everything that is wrong with them. */
export function parsePlaceOptions(args: readonly string[]): Result<PlaceOptions | "help", readonly string[]> {
  const parsed = readArguments(args, OPTIONS);
  if (!parsed.ok) return parsed;
  if (parsed.value === "help") return ok("help");
  const { values, positionals } = parsed.value;
  const faults: string[] = [];
  if (positionals.length !== 1) faults.push(`expected one INSTANCE file, found ${positionals.length}`);
  const mode = oneOf("mode", values.mode, ["online", "offline"] as const, faults);
  const policy = oneOf("policy", values.policy ?? "place-all", ["place-all", "selective"] as const, faults);
  const seconds = values.seconds === undefined ? null : Number(values.seconds);
  if (seconds !== null && !(Number.isFinite(seconds) && seconds >= 0 && values.seconds?.trim() !== ""))
    faults.push(`--seconds: expected a number of at least 0, found ${JSON.stringify(values.seconds?.slice(0, 40))}`);
  const steps = values.steps === undefined ? null : whole("steps", values.steps, faults);
  const seed = whole("seed", values.seed ?? "1", faults);
  if (!values.out) faults.push("--out: expected a file for the solution, found nothing");
  if (faults.length > 0) return err(faults);
  return ok({ instance: positionals[0]!, mode, policy, steps, seconds, seed, out: values.out! });
}

const OPTIONS = {
  mode: { type: "string" },
  policy: { type: "string" },
  steps: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string" },
  out: { type: "string" },
} as const;
