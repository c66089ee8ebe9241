import { expect, test } from "vitest";
import { draftOf, errorsOf, fieldsOf } from "./controllerDraft";

const good = { ...draftOf(null, "R1"), unit: "3", url: "https://10.0.0.7", username: "root", password: "x" };

test("a draft says what is missing, field by field, in the order of the form", () => {
  expect(Object.keys(errorsOf(draftOf(null, ""), null))).toEqual(["rack", "unit", "url", "username", "password"]);
  expect(errorsOf(good, null)).toEqual({});
  expect(errorsOf({ ...good, unit: "3.25" }, null)).toHaveProperty("unit");
  expect(errorsOf({ ...good, url: "http://10.0.0.7" }, null)).toHaveProperty("trust");
  expect(errorsOf({ ...good, url: "http://10.0.0.7", trust: "plain" }, null)).toEqual({});
  expect(errorsOf({ ...good, trust: "pin", trustValue: "zz" }, null)).toEqual({ trustValue: "64 hexadecimal digits" });
  expect(errorsOf({ ...good, pollSeconds: "5" }, null)).toHaveProperty("pollSeconds");
});

test("without a password the one before stays, but for another address", () => {
  const row = {
    ...{ id: 1, version: 2, datacenter: "N1", rack: "R1", unit: 3, server: "web-01", url: "https://10.0.0.7" },
    ...{ system: null, username: "root", trust: { kind: "pin" as const, sha256: "ab".repeat(32) }, serverType: null },
    ...{ expectedSerial: null, lastSeenAt: null, lastFault: null, firmware: null, pollSeconds: 0, pollsEvery: 0 },
    ...{ pollFailures: 0, polled: null },
  };
  const draft = draftOf(row, "");
  expect(draft).toMatchObject({ password: "", trust: "pin", pollSeconds: "0" });
  expect(errorsOf(draft, row)).toEqual({});
  expect(fieldsOf(draft)).toMatchObject({ trust: row.trust, pollSeconds: 0, serverType: null });
  expect(errorsOf({ ...draft, url: "https://10.0.0.8" }, row)).toHaveProperty("password");
});
