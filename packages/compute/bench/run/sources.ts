import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** What is imported for more than its types. */
const IMPORT = /^(?:import|export)\s(?!type\b)[^;]*?from\s+"([^"]+)"/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** The file of ours that a specifier names, or null: an outside package. */
function fileOf(root: string, from: string, specifier: string): string | null {
  const own = /^@headroom\/([^/]+)\/(.+)$/.exec(specifier);
  const path = own ? join(root, "packages", own[1]!, "src", own[2]!) : join(dirname(from), specifier);
  return (own || specifier.startsWith(".")) && existsSync(`${path}.ts`) ? `${path}.ts` : null;
}

/** The files of ours that run when `entry` does, itself included, sorted. */
export function closure(root: string, entry: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, specifier] of readFileSync(file, "utf8").matchAll(IMPORT)) {
      const next = fileOf(root, file, specifier!);
      if (next) visit(next);
    }
  };
  visit(entry);
  return [...found].sort();
}

/**
 * The version of a method: a hash of every file of ours that it runs, comments and spaces aside, and of whatever else decides
 * (`also`: the versions of outside packages). Same version and instance, same decisions.
 */
export function versionOf(root: string, entry: string, also = ""): string {
  const hash = createHash("sha256").update(also);
  for (const file of closure(root, entry))
    hash.update(relative(root, file)).update(readFileSync(file, "utf8").replace(COMMENT, "").replace(/\s+/g, ""));
  return hash.digest("hex").slice(0, 12);
}
