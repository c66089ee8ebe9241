import fc from "fast-check";

/** A file with its bytes. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const pieces = [
  "=1+1|cmd",
  '"',
  '""',
  ",,,,",
  "\n",
  "\r\n",
  "\0",
  "NULL",
  "null",
  "-1",
  "1e999",
  "9".repeat(400),
  "x".repeat(70_000),
  "[",
  "]",
  "{",
  "}",
  "\\",
  "\ud800",
  "\u202e",
  "<script>",
  "__proto__",
  "../../etc/passwd",
  "*a",
  "&a [*a]",
  "true",
  "",
];

/** What may have happened to a file on its way: each turns its bytes into others. */
const damage: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc
  .record({
    kind: fc.constantFrom(
      "cut",
      "insert",
      "overwrite",
      "drop",
      "repeat",
      "swap",
      "utf16",
      "latin1",
      "bom",
      "flip",
      "empty",
    ),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    piece: fc.constantFrom(...pieces),
    byte: fc.integer({ min: 0, max: 255 }),
  })
  .map(({ kind, at, to, piece, byte }) => (bytes) => {
    const i = Math.floor(at * bytes.length);
    const text = () => Buffer.from(bytes).toString("utf8");
    const lines = () => text().split("\n");
    if (kind === "cut") return bytes.subarray(0, i);
    if (kind === "empty") return new Uint8Array();
    if (kind === "bom") return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    if (kind === "utf16") return Buffer.from(text(), "utf16le");
    if (kind === "latin1") return Buffer.concat([bytes.subarray(0, i), Buffer.from([0xe9, 0xff]), bytes.subarray(i)]);
    if (kind === "insert") return Buffer.concat([bytes.subarray(0, i), Buffer.from(piece), bytes.subarray(i)]);
    if (kind === "flip") {
      const copy = Uint8Array.from(bytes);
      if (copy.length > 0) copy[Math.min(i, copy.length - 1)] = byte;
      return copy;
    }
    // lines and cells: keys twice, keys gone, references to nothing, cycles
    const all = lines();
    const [l, m] = [Math.floor(at * all.length), Math.floor(to * all.length)];
    if (kind === "drop") all.splice(l, 1);
    else if (kind === "repeat") all.splice(m, 0, all[l] ?? "");
    else {
      const cells = (all[l] ?? "").split(/([,:])/);
      const c = Math.floor(to * cells.length);
      if (kind === "overwrite") cells[c] = piece;
      else {
        const other = (all[m] ?? "").split(/([,:])/);
        cells[c] = other[c] ?? cells[0] ?? "";
      }
      all[l] = cells.join("");
    }
    return Buffer.from(all.join("\n"));
  });

/** The files with one to four of such accidents, each to a file of its own choosing. */
export const mutated = (files: readonly NamedFile[]): fc.Arbitrary<readonly NamedFile[]> =>
  fc.array(fc.tuple(fc.nat({ max: files.length - 1 }), damage), { minLength: 1, maxLength: 4 }).map((accidents) =>
    files.map(({ name, bytes }, at) => ({
      name,
      bytes: accidents.reduce((now, [file, hurt]) => (file === at ? hurt(now) : now), bytes),
    })),
  );
