import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { signedCookie } from "./signed-cookie";

const secret = "a-secret-of-the-tests-0123456789-abcdef";
const signed = (value: string, by = secret) =>
  encodeURIComponent(`${value}.${createHmac("sha256", by).update(value).digest("base64")}`);

it("reads what was signed with the secret, wherever it stands among the cookies", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (value) => {
      expect(signedCookie(`a=b; name=${signed(value)}; other=1`, "name", secret)).toBe(value);
    }),
  );
});

it.each([
  ["no cookie of that name", `other=${signed("v")}`],
  ["another one that ends so", `my-name=${signed("v")}`],
  ["signed by somebody else", `name=${signed("v", "another secret")}`],
  ["another value under the signature", `name=${signed("v").replace("v.", "w.")}`],
  ["no signature", "name=v"],
  ["an empty signature", "name=v."],
  ["no value", `name=${signed("")}`],
  ["half an escape", "name=%E0%A4%A"],
])("believes nothing else: %s", (_, header) => {
  expect(signedCookie(header, "name", secret)).toBeNull();
});
