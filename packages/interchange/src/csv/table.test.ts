import { describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "./decode";
import { readTable } from "./table";

const bytes = (text: string, encoding: BufferEncoding = "utf8") => new Uint8Array(Buffer.from(text, encoding));
const read = (input: string | Uint8Array) => {
  const table = readTable("t.csv", typeof input === "string" ? bytes(input) : input);
  return table.ok ? table.value : table.error;
};

describe("readTable", () => {
  it("counts the lines of the file, not the rows", () => {
    const table = read('id,name\n1,"a\nb\r\nc"\n\n2,"x"\n3,é\n4,"ü\n"\n5,z');
    expect(table).toMatchObject({ rows: [{ line: 2 }, { line: 6 }, { line: 7 }, { line: 8 }, { line: 10 }] });
  });

  it("takes LF, CRLF and CR, a byte order mark, and a last line without an end", () => {
    const rows = [
      { line: 2, cells: ["1", "x"] },
      { line: 3, cells: ["2", "y"] },
    ];
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(read(["a,b", "1,x", "2,y"].join(end))).toMatchObject({ header: ["a", "b"], rows });
      expect(read(`\ufeff${["a,b", "1,x", "2,y", ""].join(end)}`)).toMatchObject({ header: ["a", "b"], rows });
    }
  });

  it("rejects single rows with too few or too many cells and keeps the others", () => {
    const table = read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2\n");
    expect(table).toMatchObject({
      rows: [{ line: 2 }],
      rejected: [
        { code: "column_count", line: 3, column: "c", value: "2 cells", expected: "3 cells" },
        { code: "column_count", line: 4, column: null, value: "4 cells" },
        { code: "column_count", line: 5, column: "c", advice: expect.stringContaining("cut off") },
      ],
    });
  });

  it("refuses ten million digits fast, and a file too large without reading it", () => {
    const digits = read(`a,b\n1,2\n${"9".repeat(10_000_000)},3\n`);
    expect(digits).toMatchObject({ code: "too_large", line: 3, value: "a longer row" });
    expect(read(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({ code: "too_large", line: null });
  });

  it.each([
    [
      "UTF-16 with a mark",
      bytes("\ufeffa,b\n1,2\n", "utf16le"),
      { code: "encoding", line: 1, value: "UTF-16 byte order mark" },
    ],
    [
      "UTF-16 without a mark",
      bytes("a,b\n1,2\n", "utf16le"),
      { code: "encoding", line: 1, advice: expect.stringContaining("UTF-16") },
    ],
    ["big-endian UTF-16", bytes("\ufeffa,b\n1,2\n", "utf16le").toReversed(), { code: "encoding", line: 1 }],
    ["Latin-1", bytes("a,b\n1,x\n2,caf\u00e9\n", "latin1"), { code: "encoding", line: 3, value: "2,café" }],
    ["a cut UTF-8 sequence", bytes("a,b\n1,é").subarray(0, -1), { code: "encoding", line: 2 }],
    ["a NUL byte", bytes("a,b\n1,2\n3,x\u0000y\n"), { code: "encoding", line: 3, value: "a NUL byte" }],
    ["no content", bytes(""), { code: "empty_file", line: null }],
    ["blank lines only", bytes("\n\r\n\n"), { code: "empty_file" }],
    ["a repeated column", bytes("a,b,a\n1,2,3\n"), { code: "repeated_column", line: 1, column: "a" }],
    [
      "a quote never closed",
      bytes('a,b\n1,"x\ny"\n2,"half\nmore\n'),
      { code: "not_csv", line: 4, value: "a quote that is never closed" },
    ],
    [
      "a quote inside a cell",
      bytes('a,b\n1,x\n2,say "hi"\n'),
      { code: "not_csv", line: 3, value: "a quote in the middle of a cell" },
    ],
    ["text after a closing quote", bytes('a,b\n1,"x"y\n'), { code: "not_csv", line: 2 }],
  ])("refuses %s", (_, input, expected) => {
    expect(read(input)).toMatchObject({ file: "t.csv", ...expected });
  });
});
