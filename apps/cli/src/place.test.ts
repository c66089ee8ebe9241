import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { parseInstance } from "@headroom/interchange/placement/instance";
import { writeSolution } from "@headroom/interchange/placement/solution";
import { afterAll, describe, expect, test, vi } from "vitest";

// each case starts a process or more: seconds on a busy machine
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bench = join(root, "../shared/bench/placement");
const folder = mkdtempSync(join(tmpdir(), "headroom-place-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);

interface Run {
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

/** Runs the command as a person would; `onStderr` sees all that was said so far and may send signals. */
function headroom(
  args: readonly string[],
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "apps/cli/bin/headroom.mjs"), ...args], { cwd: folder });
    let stderr = "";
    let stdout = "";
    child.stderr.on("data", (data) => {
      stderr += data;
      onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.stdout.on("data", (data) => {
      stdout += data;
    });
    child.on("close", (code) => resolve({ code, stderr, stdout }));
  });
}

/**
 * One room, two rows of 8 positions: small, but with a choice. With requests of 5 racks each, three positions stay free in each row, in
 * sum enough for one more: no search can know that it is at its end.
 */
function instance(requests = 12, racks = (i: number) => 1 + (i % 4)): object {
  const group = (row: string, side: string, feeds: string[]) => ({
    id: `${row}${side}`,
    row,
    positions: 4,
    feeds,
    coolingZone: "z",
  });
  return {
    format: "headroom.placement-instance/1",
    name: "two-rows",
    datacenter: {
      rooms: [{ id: "r" }],
      rows: [
        { id: "r1", room: "r" },
        { id: "r2", room: "r" },
      ],
      positionGroups: [
        group("r1", "a", ["A", "B"]),
        group("r1", "b", ["A", "C"]),
        group("r2", "a", ["B", "C"]),
        group("r2", "b", ["A", "B"]),
      ],
      powerDevices: ["A", "B", "C"].map((id) => ({
        id,
        parent: null,
        room: "r",
        capacityW: 30000,
        failoverCapacityW: 40000,
      })),
      coolingZones: [{ id: "z", room: "r", capacityW: 12000 }],
    },
    placed: [],
    history: [{ racks: 2, powerW: 5000, coolingW: 700 }],
    batchSize: 3,
    requests: Array.from({ length: requests }, (_, i) => ({
      id: `q${i}`,
      racks: racks(i),
      powerW: 3000 + 500 * (i % 5),
      coolingW: 500,
      reward: 200,
    })),
  };
}

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(file(name), content);
  return file(name);
};

describe("headroom place", () => {
  test("plans, says so on stderr, leaves stdout empty; gzip and plain give the same plan", async () => {
    const plain = write("plain.json", JSON.stringify(instance()));
    const packed = write("packed.json.gz", gzipSync(JSON.stringify(instance())));
    const common = ["--mode", "online", "--seed", "5", "--steps", "16"];
    const run = await headroom(["place", plain, ...common, "--out", file("a.json")]);
    expect(run).toMatchObject({ code: 0, stdout: "" });
    expect(run.stderr).toMatch(/placed \d+ of 12 requests, reward \d+/);
    await headroom(["place", packed, ...common, "--out", file("b.json")]);
    const [a, b] = ["a.json", "b.json"].map((name) => JSON.parse(readFileSync(file(name), "utf8")));
    expect(a).toMatchObject({ instance: "two-rows", mode: "online", policy: "place-all", seed: 5, steps: 16 });
    expect(a.batchSeconds.length).toBe(4);
    expect([b.placements, b.rejected]).toEqual([a.placements, a.rejected]);
    expect(a.placements.length + a.rejected.length).toBe(12);
  });

  test.each([["SIGINT"], ["--seconds"]])("%s: the best plan so far is written whole", async (how) => {
    const path = write("long.json", JSON.stringify(instance(200, () => 5)));
    const args = ["place", path, "--mode", "offline", "--steps", "1000000000", "--out", file("cut.json")];
    const run =
      how === "SIGINT"
        ? await headroom(args, (text, kill) => {
            if (text.endsWith("so far)\n")) setTimeout(() => kill("SIGINT"), 700);
          })
        : await headroom([...args, "--seconds", "0.5"]);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("stopped early");
    const solution = JSON.parse(readFileSync(file("cut.json"), "utf8"));
    expect(solution.placements.length + solution.rejected.length).toBe(200);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("bad input: exit 2, a line per fault with file and path, and no solution", async () => {
    const bad = write("bad.json", JSON.stringify(instance()).replace('"racks":1', '"racks":-1'));
    const run = await headroom(["place", bad, "--mode", "online", "--out", file("none.json")]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${bad}: $.requests[0].racks: expected a whole number from 1 to 1000000, found -1`);
    expect(existsSync(file("none.json"))).toBe(false);
  });

  test.each([
    [["place"], "expected one INSTANCE file"],
    [["place", "x.json", "--mode", "fast", "--out", "o"], '--mode: expected online or offline, found "fast"'],
    [["place", "x.json", "--mode", "online"], "--out: expected a file"],
    [["place", "x.json", "--mode", "online", "--out", "o", "--steps", "-1"], "--steps"],
    [["place", "x.json", "--mode", "online", "--out", "o", "--seconds", "soon"], "--seconds"],
    [["place", "x.json", "--mode", "online", "--out", "o", "--frob"], "--frob"],
    [["place", "none.json", "--mode", "online", "--out", "o"], "none.json: does not exist"],
    [["place", "x.json", "--mode", "online", "--out", "no/such/o"], "--out no/such: does not exist"],
    [["place", "x.json", "--mode", "online", "--out", "new/"], "--out new/: is a folder"],
    [["fly"], 'there is no command "fly"'],
    [["constructor"], 'there is no command "constructor"'],
    [[], "usage: headroom"],
  ])("%j: exit 2 and a readable line", async (args, expected) => {
    const run = await headroom(args);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(expected);
    expect(run.stderr).not.toContain("    at ");
  });
});

const python = (script: string, ...args: string[]) =>
  JSON.parse(execFileSync("python3", [join(bench, script), ...args], { encoding: "utf8" }));
function missing(): string | null {
  if (!existsSync(join(bench, "check.py"))) return "../shared/bench/placement is not beside the repository";
  try {
    execFileSync("python3", ["--version"]);
    return null;
  } catch {
    return "there is no python3";
  }
}

describe("against the independent checker", () => {
  const why = missing();
  const instances = why ? [] : readdirSync(join(bench, "instances")).filter((name) => name.endsWith(".json"));

  const named = (name: string) => `${name}${why ? ` (skipped: ${why})` : ""}`;

  /** The command's own steps without its process: dozens of starts would take minutes. */
  function solve(path: string, mode: "online" | "offline", steps: number, out: string): void {
    const parsed = parseInstance(path, readFileSync(path));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const result = planPlacement({ ...parsed.value, mode, policy: "place-all" }, { seed: 1, steps });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    writeFileSync(out, writeSolution(parsed.value.name, result.value, { seconds: 0, batchSeconds: [] }));
  }

  test.skipIf(why !== null)(named("fixed instances, both modes: valid"), { timeout: 120_000 }, () => {
    expect(instances.length).toBeGreaterThan(0);
    for (const name of instances) {
      const path = join(bench, "instances", name);
      for (const mode of ["online", "offline"] as const) {
        solve(path, mode, mode === "online" ? 16 : 200, file("out.json"));
        expect(python("check.py", path, file("out.json")), name).toMatchObject({ valid: true, violationCount: 0 });
      }
    }
  });

  test.skipIf(why !== null)(named("what is decided does not depend on what comes"), { timeout: 120_000 }, () => {
    for (const name of instances.filter((n) => n.includes("-s1."))) {
      const path = join(bench, "instances", name);
      const k = String(JSON.parse(readFileSync(path, "utf8")).batchSize * 8);
      execFileSync("python3", [join(bench, "check.py"), "--prefix", path, k, "-o", file("prefix.json")]);
      solve(path, "online", 32, file("full.out"));
      solve(file("prefix.json"), "online", 32, file("prefix.out"));
      const report = python("check.py", "--same-prefix", file("full.out"), file("prefix.out"), path, k);
      expect(report).toMatchObject({ same: true, compared: Number(k) });
    }
  });

  test.skipIf(why !== null)(named("the command itself"), { timeout: 60_000 }, async () => {
    const path = join(bench, "instances", instances.find((n) => n.startsWith("tight")) ?? "");
    const run = await headroom(["place", path, "--mode", "online", "--steps", "8", "--out", file("out.json")]);
    expect(run.code, run.stderr).toBe(0);
    expect(python("check.py", path, file("out.json"))).toMatchObject({ valid: true, violationCount: 0 });
  });
});
