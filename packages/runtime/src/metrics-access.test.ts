import { expect, it } from "vitest";
import { mayReadMetrics } from "./metrics-access";

const asks = (peer: string | null, authorization: string | null = null, forwarded = false) => ({
  peer,
  authorization,
  forwarded,
});

it("lets programs of this machine read, and nobody through a proxy", () => {
  expect(mayReadMetrics(null, asks("127.0.0.1"))).toBe(true);
  expect(mayReadMetrics(null, asks("::1"))).toBe(true);
  expect(mayReadMetrics(null, asks("127.0.0.1", null, true))).toBe(false);
  expect(mayReadMetrics(null, asks("10.0.0.7"))).toBe(false);
  expect(mayReadMetrics(null, asks(null))).toBe(false);
});

it("asks everybody for the token where there is one", () => {
  expect(mayReadMetrics("s3cret-s3cret", asks("10.0.0.7", "Bearer s3cret-s3cret", true))).toBe(true);
  expect(mayReadMetrics("s3cret-s3cret", asks("127.0.0.1"))).toBe(false);
  expect(mayReadMetrics("s3cret-s3cret", asks("127.0.0.1", "Bearer s3cret-s3creT"))).toBe(false);
});
