import fc from "fast-check";
import { expect, test } from "vitest";
import { discover } from "./discover";
import { beginErase, eraseProgress } from "./erase";
import { firmware } from "./firmware";
import { powerOf } from "./power";
import { readings } from "./readings";
import { Resources } from "./resource";
import { systems } from "./systems";
import { minimalServer } from "./testing/minimal";

const base = "https://10.0.0.7";
const system = "/redfish/v1/Systems/1";
const drive = `${system}/Storage/A/Drives/1`;
const documents = minimalServer();

/** Somewhere in a document something else. */
function damaged(value: unknown, path: readonly number[], instead: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return instead;
  const keys = Object.keys(value);
  if (keys.length === 0) return instead;
  const key = keys[first % keys.length]!;
  const inner = damaged((value as Record<string, unknown>)[key], rest, instead);
  return Array.isArray(value)
    ? value.map((one, i) => (String(i) === key ? inner : one))
    : { ...(value as object), [key]: inner };
}

const damage = fc.record({
  document: fc.nat(),
  path: fc.array(fc.nat(), { maxLength: 5 }),
  instead: fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant({ "@odata.id": system })),
  raw: fc.option(fc.constantFrom("", "<html>", "[]", "null", "{", "\uFEFF{}"), { freq: 8 }),
});

test("whatever a controller answers, there is an answer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { maxLength: 3 }), async (damages) => {
      const served = new Map(Object.entries(documents).map(([path, document]) => [path, JSON.stringify(document)]));
      const paths = [...served.keys()];
      for (const { document, path, instead, raw } of damages) {
        const at = paths[document % paths.length]!;
        served.set(at, raw ?? JSON.stringify(damaged(documents[at], path, instead) ?? null));
      }
      let asked = 0;
      const resources = new Resources(
        {
          ask: async (_, path) => {
            asked++;
            const text = served.get(path);
            return { ok: true, value: { status: text === undefined ? 404 : 200, headers: {}, text: text || null } };
          },
        },
        base,
        undefined,
      );
      for (const answer of [
        await discover(resources),
        await powerOf(resources, system),
        await firmware(resources),
        await readings(resources),
        await systems(resources),
        await beginErase(resources, base, drive, "own"),
        await eraseProgress(resources, { drive, task: drive, wasRunning: false }),
      ])
        expect(answer.ok || answer.error.kind).not.toBe(undefined);
      expect(asked).toBeLessThan(1000);
    }),
  );
});
