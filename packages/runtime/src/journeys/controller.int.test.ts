import { afterAll, beforeAll, expect, test } from "vitest";
import { openSecrets } from "../secrets";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
     SELECT 'web', 'Web', min(id), 2, 500, 300, 20, 2 FROM hardware_family`,
  );
  await journey.rows(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) SELECT 'KEPT', 1, min(id), 42, 'racked' FROM rack_type`,
  );
  await journey.rows(
    `INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
     SELECT k.id, y.id, 'db-01', 42, 10, 2, 'front', 'racked' FROM rack k, server_type y WHERE k.code = 'KEPT' AND y.code = 'web'`,
  );
});
afterAll(() => journey.close());

const omar = () => journey.as("omar").controller;
const password = "calvin's aunt";
const input = (unit: number, url = `https://10.0.0.${unit}`) => ({
  place: { kind: "unit" as const, rack: "KEPT", unit },
  ...{ url, username: "root", password, trust: { kind: "system" as const } },
});
const everything = async () =>
  JSON.stringify([
    await journey.rows("SELECT * FROM management_controller"),
    await journey.rows("SELECT * FROM audit_event"),
    await journey.rows("SELECT * FROM record_history"),
    await omar().list({}),
  ]);

test("a password goes in, is sealed, and comes out of nowhere", async () => {
  const made = await omar().create({ ...input(3), expectedSerial: "SN-3", serverType: "web" });
  expect((await journey.as("uma").controller.list({ rack: "KEPT" })).rows).toEqual([
    {
      ...{ ...made, datacenter: "N1", rack: "KEPT", unit: 3, server: null, url: "https://10.0.0.3", system: null },
      ...{ username: "root", trust: { kind: "system" }, serverType: "web", expectedSerial: "SN-3" },
      ...{ lastSeenAt: null, lastFault: null, firmware: null },
      ...{ pollSeconds: null, pollsEvery: 300, pollFailures: 0, polled: null },
    },
  ]);
  const [kept] = await journey.rows<{ secret: string }>("SELECT secret FROM management_controller");
  expect(journey.ports.secrets!.open("management controller https://10.0.0.3", kept!.secret)).toBe(password);
  expect(await everything()).not.toContain(password);
});

test("a place and an address have one each, a server's unit means the server", async () => {
  expect((await failure(omar().create(input(3, "https://10.9.9.9")))).code).toBe("TAKEN");
  expect((await failure(omar().create(input(4, "https://10.0.0.3")))).details).toEqual({
    takes: [{ what: "https://10.0.0.3", by: "KEPT U3", until: null }],
  });
  await omar().create(input(10));
  expect((await omar().list({})).rows.at(-1)).toMatchObject({ server: "db-01", unit: 10 });
  // behind one address there may be several systems
  await omar().create({ ...input(5, "https://10.0.0.3"), system: "/redfish/v1/Systems/2" });
  expect((await failure(omar().create(input(43)))).code).toBe("NOT_FOUND");
  expect((await failure(omar().create({ ...input(6), serverType: "none" }))).code).toBe("NOT_FOUND");
});

test("another address needs the password again; another version is a conflict; what changed is audited", async () => {
  const made = await omar().create(input(20));
  const { place: _, password: __, ...same } = input(20);
  expect((await failure(omar().update({ ...made, ...same, url: "https://evil.example" }))).code).toBe("INVALID_INPUT");
  const changed = await omar().update({ ...made, ...same, trust: { kind: "pin", sha256: `${"AB:".repeat(31)}AB` } });
  expect((await failure(omar().update({ ...made, ...same }))).code).toBe("CONFLICT");
  await omar().update({ ...changed, ...same, url: "https://10.0.1.20", password: "another" });
  const events = await journey.rows<{ after: object }>(
    "SELECT after FROM audit_event WHERE action = 'controller.update' ORDER BY id",
  );
  expect(events.map(({ after }) => after)).toMatchObject([
    { trust: "pin", newPassword: false },
    { url: "https://10.0.1.20", newPassword: true },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/s1\.|"another"/);
  const [last] = (await omar().list({})).rows.slice(-1);
  expect(await omar().remove({ id: last!.id, version: last!.version, reason: "scrapped" })).toEqual({ removed: true });
});

test("http only by name, no names or paths in an address", async () => {
  for (const url of ["https://root:pw@10.0.0.9", "https://10.0.0.9/redfish", "ftp://10.0.0.9", "10.0.0.9"])
    await expect(omar().create(input(30, url))).rejects.toThrow("expected an address");
  await expect(omar().create(input(30, "http://10.0.0.9"))).rejects.toThrow("plain for http");
  await expect(omar().create({ ...input(30), trust: { kind: "plain" } })).rejects.toThrow("plain for http");
  await omar().create({ ...input(30, "http://10.0.0.9:80/"), trust: { kind: "plain" } });
  expect((await omar().list({})).rows.at(-1)!.url).toBe("http://10.0.0.9");
});

test("many at once are all or none, and again they change what stands there", async () => {
  const rows = [31, 32, 33].map((unit) => input(unit));
  const before = await omar().list({});
  expect((await failure(omar().import({ controllers: [...rows, input(99)] }))).details).toMatchObject({ index: 3 });
  expect(await omar().list({})).toEqual(before);
  expect(await omar().import({ controllers: rows })).toEqual({ created: 3, changed: 0 });
  expect(await omar().import({ controllers: rows })).toEqual({ created: 0, changed: 3 });
});

test("a new key seals everything anew, unless something cannot be opened", async () => {
  const { secrets: old, ...rest } = journey.ports;
  const [newest, before] = ["n".repeat(40), "before-".repeat(6)];
  const { resealControllers } = await import("@headroom/services/controller/change");
  const ada = journey.actor("ada");
  const lost = { ...rest, secrets: openSecrets(newest) };
  await expect(resealControllers(lost, ada)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  // as if everything had been sealed with the key before
  const earlier = openSecrets(before);
  for (const { id, url, secret } of await journey.rows<{ id: number; url: string; secret: string }>(
    "SELECT id, url, secret FROM management_controller",
  )) {
    const purpose = `management controller ${url}`;
    await journey.rows("UPDATE management_controller SET secret = $2 WHERE id = $1", [
      ...[id, earlier.seal(purpose, old!.open(purpose, secret)!)],
    ]);
  }
  const rotated = { ...rest, secrets: openSecrets(newest, [before]) };
  const { resealed, current } = await resealControllers(rotated, ada);
  expect(resealed).toBe(current);
  expect(await resealControllers(rotated, ada)).toEqual({ resealed: 0, current });
  for (const { url, secret } of await journey.rows<{ url: string; secret: string }>(
    "SELECT url, secret FROM management_controller",
  ))
    expect(openSecrets(newest).open(`management controller ${url}`, secret)).toBe(password);
});

test("a file brings them in, all or none, and says by line what cannot be; passwords are nowhere in the answer", async () => {
  const header = "rack,unit,url,username,password,trust";
  const file = (...lines: string[]) => omar().importFile({ name: "c.csv", text: [header, ...lines, ""].join("\n") });
  const line = (unit: number, address: string) => `KEPT,${unit},${address},root,${password},system`;
  expect(await file(line(20, "https://10.2.0.1"), line(22, "https://10.2.0.2"))).toEqual({
    ...{ created: 2, changed: 0, rejected: [] },
  });
  const before = (await omar().list({})).rows.length;
  const bad = await file(line(24, "https://10.2.0.3"), line(26, "10.2.0.4"));
  expect(bad).toMatchObject({ created: 0, rejected: [{ line: 3, column: "url" }] });
  const twice = await file(line(24, "https://10.2.0.3"), line(26, "https://10.2.0.1"));
  expect(twice.rejected).toEqual([
    { line: 3, column: "url", value: "https://10.2.0.1", expected: "an address that KEPT U20 does not have" },
  ]);
  const nowhere = await file(line(20, "https://10.2.0.1"), "NONE,1,https://10.2.0.9,root,x,system");
  expect(nowhere).toMatchObject({ created: 0, rejected: [{ line: 3, value: "rack NONE" }] });
  expect(await omar().importFile({ name: "c.csv", text: header })).toMatchObject({ rejected: [{ value: "no rows" }] });
  expect(JSON.stringify([bad, twice, nowhere])).not.toContain(password);
  expect((await omar().list({})).rows).toHaveLength(before);
  // how often one is asked stays, whatever a file brings
  const [one] = (await omar().list({ search: "10.2.0.1" })).rows;
  await omar().update({ ...one!, pollSeconds: 60 });
  await file(line(20, "https://10.2.0.1"));
  expect((await omar().list({ search: "10.2.0.1" })).rows[0]!.pollSeconds).toBe(60);
});
