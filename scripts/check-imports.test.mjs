import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./lib/paths.mjs";
import { rules, violationsIn } from "./lib/rules/rules.mjs";
import { readSource } from "./lib/rules/source.mjs";
import { readWorkspace } from "./lib/rules/workspace.mjs";

/** A copy of this repository's sources, in which forbidden imports are planted one at a time. */
let copy = "";
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "headroom-rules-"));
  const skip = /(^|\/)(node_modules|\.next|\.git|\.data|\.turbo|generated|test-results)$/;
  for (const part of ["package.json", "apps", "packages", "prisma", "e2e"])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !skip.test(path) });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Parses a text once, as hundreds of files stay the same from case to case. */
const parsed = new Map();
function parse(path, text) {
  const key = `${path}\0${text}`;
  if (!parsed.has(key)) parsed.set(key, readSource(path, text));
  return parsed.get(key);
}

/** What the rules say about planted files, and about nothing else. */
function broken(planted) {
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  const found = violationsIn(readWorkspace(copy, parse)).filter(({ path }) => path in planted);
  for (const path of Object.keys(planted)) rmSync(join(copy, path));
  return found.map(({ rule, line }) => `${rule}:${line}`);
}

const core = "packages/core/src/planted.ts";
const browser = "apps/web/src/features/planted/view.tsx";

/** @type {Record<string, [why: string, planted: Record<string, string>, found: string[]][]>} */
const cases = {
  rooms: [
    [
      "core imports contracts",
      { [core]: 'import { x } from "@headroom/contracts/errors";' },
      ["rooms:1", "manifest:1"],
    ],
    [
      "core imports only a type",
      { [core]: '\nimport type { X } from "@headroom/contracts/errors";' },
      ["rooms:2", "manifest:2"],
    ],
    [
      "a type inside braces",
      { "packages/ui/src/primitives/planted.tsx": 'import { type X } from "@headroom/services/actor";' },
      ["rooms:1", "manifest:1"],
    ],
    [
      "import() of a type",
      { [core]: 'export type T = import("@headroom/contracts/errors").X;' },
      ["rooms:1", "manifest:1"],
    ],
    [
      "a lazy import",
      { [core]: 'export const f = () => import("@headroom/contracts/errors");' },
      ["rooms:1", "manifest:1"],
    ],
    [
      "db uses more than the types of the ports",
      {
        "packages/db/src/planted.ts":
          'import { x } from "@headroom/services/ports";\nimport type { Y } from "@headroom/services/actor";',
      },
      ["rooms:1", "rooms:2"],
    ],
    ["the browser calls a service", { [browser]: 'import { x } from "@headroom/services/actor";' }, ["rooms:1"]],
    [
      "the browser takes the router itself",
      { [browser]: 'import { appRouter } from "@headroom/api/root";' },
      ["rooms:1"],
    ],
    [
      "a client file below app/",
      { "apps/web/src/app/planted.tsx": '"use client";\nimport { x } from "@headroom/runtime/env";' },
      ["rooms:2"],
    ],
    [
      "api puts the program together",
      { "packages/api/src/planted.ts": 'import { x } from "@headroom/runtime/env";' },
      ["rooms:1", "manifest:1"],
    ],
  ],
  "web-server": [
    [
      "server code",
      {
        "apps/web/src/server/planted.ts": "export const x = 1;",
        [browser]: 'import { x } from "../../server/planted";',
      },
      ["web-server:1"],
    ],
    ["Node", { [browser]: 'import { readFileSync } from "node:fs";' }, ["web-server:1"]],
  ],
  "core-purity": [
    ["Node", { [core]: 'import { createHash } from "node:crypto";' }, ["core-purity:1"]],
    [
      "the clock",
      { [core]: "export const now = () => Date.now();\nexport const today = () => new Date();" },
      ["core-purity:1", "core-purity:2"],
    ],
    ["chance", { [core]: "export const r = Math.random();" }, ["core-purity:1"]],
    [
      "the environment and the console",
      { [core]: 'console.log(process.env["HOME"]);' },
      ["core-purity:1", "core-purity:1"],
    ],
    ["a framework", { [core]: 'import { z } from "zod";' }, ["core-purity:1", "manifest:1"]],
  ],
  "ui-purity": [
    [
      "the router",
      { "packages/ui/src/primitives/planted.tsx": 'import Link from "next/link";' },
      ["ui-purity:1", "manifest:1"],
    ],
  ],
  "prisma-in-db": [
    [
      "a service",
      { "packages/services/src/planted.ts": 'import type { X } from "@prisma/client";' },
      ["prisma-in-db:1", "manifest:1"],
    ],
  ],
  "deep-import": [
    ["a path into another package", { [core]: 'import { x } from "../../contracts/src/errors";' }, ["deep-import:1"]],
    [
      "past the exports",
      { "packages/contracts/src/planted.ts": 'import { x } from "@headroom/core";' },
      ["deep-import:1"],
    ],
  ],
  barrel: [
    [
      "an index",
      { "packages/core/src/planted/index.ts": 'export { ok } from "../foundation/result";\nexport const x = 1;' },
      ["barrel:1"],
    ],
    ["by another name", { [core]: 'export * from "./foundation/result";' }, ["barrel:1"]],
  ],
  cycle: [
    [
      "three files",
      {
        "packages/core/src/p1.ts": 'import { b } from "./p2";\nexport const a = () => b;',
        "packages/core/src/p2.ts": 'import { c } from "./p3";\nexport const b = () => c;',
        "packages/core/src/p3.ts": 'import { a } from "./p1";\nexport const c = () => a;',
      },
      ["cycle:1"],
    ],
  ],
  manifest: [
    ["a package nobody declared", { "packages/services/src/planted.ts": 'import chalk from "chalk";' }, ["manifest:1"]],
  ],
};

describe("the import rules", () => {
  it("has a planted example for every rule", () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(rules).sort());
  });

  for (const [rule, examples] of Object.entries(cases))
    it.each(examples)(`${rule}: %s`, (_, planted, found) => {
      expect(found.some((text) => text.startsWith(`${rule}:`))).toBe(true);
      expect(broken(planted)).toEqual(found);
    });

  it.each([
    ["a router's type in the browser", { [browser]: 'import type { AppRouter } from "@headroom/api/root";' }],
    ["server code in a route", { "apps/web/src/app/planted.tsx": 'import { x } from "@headroom/runtime/env";' }],
    [
      "a local name that the platform also has",
      { [core]: "export const f = (process: number) => process + 1;\nexport const p = { console: 1 }.console;" },
    ],
    ["a date that is given", { [core]: "export const d = (ms: number) => new Date(ms);" }],
    [
      "what stands in comments and texts",
      { [core]: '// import "node:fs"; Math.random()\nexport const s = "process.env";' },
    ],
    [
      "a circle of types",
      {
        "packages/core/src/p1.ts": 'import type { B } from "./p2";\nexport type A = B;',
        "packages/core/src/p2.ts": 'import type { A } from "./p1";\nexport type B = A | 1;',
      },
    ],
    [
      "the test set-up in a test",
      {
        "packages/db/src/planted.int.test.ts":
          'import { testDatabase } from "@headroom/config/vitest/database";\nimport { describe } from "vitest";',
      },
    ],
  ])("lets pass: %s", (_, planted) => {
    expect(broken(planted)).toEqual([]);
  });
});
