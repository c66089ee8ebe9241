import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { TooLarge, unpacked } from "./unpacked";

const archive = (entries: Record<string, string>) =>
  new File(
    [zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)]))) as BlobPart],
    "a.zip",
  );

test("an archive is the files in it, others stay as they are", async () => {
  const files = await unpacked(
    [
      archive({ "x/racks.csv": "code\n", "servers.json": "[]", "readme.md": "-", "__MACOSX/x/racks.csv": "?" }),
      new File(["name\n"], "regions.csv"),
    ],
    { paths: false },
  );
  expect(files.map(({ name }) => name)).toEqual(["racks.csv", "servers.json", "regions.csv"]);
  expect(await files[0]?.text()).toBe("code\n");
});

test("folders tell device types of the same name apart", async () => {
  const files = await unpacked([archive({ "HPE/a.yaml": "1", "Dell/a.yaml": "2" })], { paths: true });
  expect(files.map(({ name }) => name)).toEqual(["HPE/a.yaml", "Dell/a.yaml"]);
});

test("what is no archive is refused, and what would be far too much when it is unpacked", async () => {
  await expect(unpacked([new File(["no"], "a.zip")], { paths: false })).rejects.toThrow();
  await expect(unpacked([archive({ "racks.csv": "0".repeat(60_000_001) })], { paths: false })).rejects.toThrow(
    TooLarge,
  );
});
