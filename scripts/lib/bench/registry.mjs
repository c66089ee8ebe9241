import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { root as here } from "../paths.mjs";

/** The benchmarks there are: `packages/X/bench/NAME.bench.ts` and `apps/X/bench/NAME.bench.ts`, by name. @returns {Map<string, string>} */
export function benchmarks(root = here) {
  const folders = ["packages", "apps"].flatMap((parent) =>
    existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((name) => join(root, parent, name, "bench"))
      : [],
  );
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return new Map(
    files
      .filter((file) => file.endsWith(".bench.ts"))
      .sort()
      .map((file) => [basename(file, ".bench.ts"), file]),
  );
}
