import { Readable } from "node:stream";
import { createGunzip, gunzipSync, gzipSync } from "node:zlib";
import type { BackupManifest } from "@headroom/contracts/backup";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BrokenBackup, readArchive } from "./read";
import { writeArchive } from "./write";

type Rows = ReadonlyMap<string, string>;

const tables = fc
  .uniqueArray(
    fc.tuple(fc.stringMatching(/^[a-z_]{1,12}$/), fc.array(fc.stringMatching(/^[^\n]{0,40}$/), { maxLength: 20 })),
    {
      selector: ([name]) => name,
      maxLength: 6,
    },
  )
  .map((all): Rows => new Map(all.map(([name, lines]) => [name, lines.map((line) => `${line}\n`).join("")])));

const manifestOf = (rows: Rows): BackupManifest => ({
  format: "headroom-backup",
  formatVersion: 1,
  takenAt: "2026-11-28T05:00:00.000Z",
  product: { name: "headroom", version: "0.1.0" },
  postgres: { version: "18.1", encoding: "UTF8", collation: "C" },
  migrations: [{ name: "1_first", checksum: "0".repeat(64) }],
  tables: [...rows].map(([name, text]) => ({ name, columns: ["a"], key: ["a"], rows: text.split("\n").length - 1 })),
  sequences: [],
  leftOut: [],
});

/** Hands text over in chunks that end anywhere. */
async function* cut(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function written(rows: Rows, size: number, manifest = manifestOf(rows)): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const block of writeArchive(manifest, (name) => cut(rows.get(name)!, size))) out.push(block);
  return gzipSync(Buffer.concat(out));
}

/** What is in it, or why it cannot be used. */
async function read(packed: Buffer) {
  const rows = new Map<string, Buffer[]>();
  let manifest: BackupManifest | null = null;
  let whole: string | null = null;
  const unpacked = Readable.from([packed], { objectMode: false }).pipe(createGunzip());
  try {
    for await (const piece of readArchive(unpacked)) {
      if (piece.kind === "manifest") manifest = piece.manifest;
      else if (piece.kind === "rows") rows.set(piece.table, [...(rows.get(piece.table) ?? []), piece.bytes]);
      else whole = piece.checksums.whole;
    }
  } catch (cause) {
    if (cause instanceof BrokenBackup) return cause.fault;
    throw cause;
  }
  return { manifest, whole, rows: new Map([...rows].map(([name, all]) => [name, Buffer.concat(all).toString()])) };
}

const filled = (rows: Rows) => new Map([...rows].filter(([, text]) => text !== ""));

test("what is written is read again, however the rows were cut", async () => {
  await fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
      const found = await read(await written(rows, size));
      expect(found).toEqual({ manifest: manifestOf(rows), whole: expect.any(String), rows: filled(rows) });
    }),
  );
});

test("a file that was cut anywhere is refused", async () => {
  await fc.assert(
    fc.asyncProperty(tables, fc.nat(), async (rows, at) => {
      const packed = await written(rows, 7);
      const found = await read(packed.subarray(0, at % packed.length));
      expect(["not_a_backup", "cut_off"]).toContain((found as { kind: string }).kind);
    }),
  );
});

test("a changed byte is noticed, or changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (rows, at, by, packedToo) => {
        const right = await written(rows, 7);
        const wrong = packedToo ? Buffer.from(right) : gunzipSync(right);
        wrong[at % wrong.length]! ^= by;
        const found = await read(packedToo ? wrong : gzipSync(wrong));
        if (!("kind" in found)) expect(found).toEqual(await read(right));
      },
    ),
    { numRuns: 500 },
  );
});

test("rows that are missing, or were put in, are noticed", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      fc.pre(filled(rows).size > 0);
      const fewer = new Map([...rows].map(([name, text]) => [name, text.slice(text.indexOf("\n") + 1)]));
      expect(await read(await written(fewer, 7, manifestOf(rows)))).toMatchObject({ kind: "damaged" });
    }),
  );
});

test("a file of a later format is told apart from a damaged one", async () => {
  const later = { ...manifestOf(new Map()), formatVersion: 2 as 1 };
  expect(await read(await written(new Map(), 7, later))).toEqual({ kind: "newer_format", version: 2, known: 1 });
});

test("what is no backup at all is called that", async () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("code,name\n"),
    gzipSync("code,name\n"),
    gzipSync(Buffer.alloc(4096)),
  ])
    expect(await read(bytes)).toEqual({ kind: "not_a_backup" });
});
