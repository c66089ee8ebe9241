import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generate } from "../instances/generate";
import { planGreedy } from "../peers/greedy";
import { Cache } from "./cache";
import type { Method } from "./methods";
import { Runner } from "./runner";
import { closure, versionOf } from "./sources";

let root = "";
const put = (name: string, text: string) => writeFileSync(join(root, name), text);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headroom-place-"));
  mkdirSync(join(root, "packages/core/src"), { recursive: true });
  put(
    "entry.ts",
    'import { a } from "./a";\nimport type { T } from "./types";\nimport { c } from "@headroom/core/c";\n',
  );
  put("a.ts", 'import {\n  b,\n} from "./b";\nimport fs from "node:fs";\n');
  put("b.ts", "export const b = 1; // one\n");
  put("types.ts", "export type T = 1;\n");
  put("packages/core/src/c.ts", "/** Three. */\nexport const c = 3;\n");
});
afterEach(() => rmSync(root, { recursive: true }));

test("a method's version follows whatever it runs, and neither types nor comments nor spaces", () => {
  const entry = join(root, "entry.ts");
  expect(closure(root, entry).map((file) => file.slice(root.length + 1))).toEqual([
    "a.ts",
    "b.ts",
    "entry.ts",
    "packages/core/src/c.ts",
  ]);
  const before = versionOf(root, entry);
  put("types.ts", "export type T = 2;\n");
  put("packages/core/src/c.ts", "// drei\nexport const c\n  = 3;\n");
  expect(versionOf(root, entry)).toBe(before);
  expect(versionOf(root, entry, "solver 2")).not.toBe(before);
  put("packages/core/src/c.ts", "export const c = 4;\n");
  expect(versionOf(root, entry)).not.toBe(before);
});

const instance = generate({ preset: "small", seed: 1, distribution: "independent" });
const method = (plan: Method["plan"]): Method => ({
  name: "some",
  slow: false,
  anyPolicy: true,
  entry: join(root, "entry.ts"),
  also: "",
  plan,
});
const runner = () => new Runner(root, new Cache(join(root, "cache")));

test("an instance is planned once, and again when it or the method has changed", async () => {
  let planned = 0;
  const best = method(async (asked, _, onBatch) => {
    planned += 1;
    return planGreedy(asked, "best-fit", onBatch);
  });
  const outcome = () => runner().outcome(best, instance, "place-all", true, () => {});
  const first = await outcome();
  expect(first).toMatchObject({ reward: 2600, racks: 44, firstRejected: 12 });
  expect(first?.batchSeconds.length).toBe(15);
  expect([await outcome(), planned]).toEqual([first, 1]);
  const shorter = { ...instance, requests: instance.requests.slice(1) };
  expect(await runner().outcome(best, shorter, "place-all", false, () => {})).toBe(undefined);
  put("b.ts", "export const b = 2;\n");
  await outcome();
  expect(planned).toBe(2);
});

test("an invalid plan is an error, and nothing is kept of it", async () => {
  const wrong = method(async (asked) => ({ ...planGreedy(asked, "best-fit"), rejected: [] }));
  await expect(runner().outcome(wrong, instance, "selective", true, () => {})).rejects.toThrow("invalid solution");
  expect(await runner().outcome(wrong, instance, "selective", false, () => {})).toBe(undefined);
});
