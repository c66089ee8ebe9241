import { describe, expect, it } from "vitest";
import { publicErrorOf } from "./public-error";

const error = (fields: object, name = "Error") => Object.assign(new Error("secret text"), { name }, fields);

describe("publicErrorOf", () => {
  it("takes the API's answer as it is", () => {
    const data = { code: "STALE", details: { kind: "position_taken" }, traceId: "t-1", httpStatus: 409 };
    expect(publicErrorOf(error({ data }, "TRPCClientError"))).toEqual({
      code: "STALE",
      details: { kind: "position_taken" },
      traceId: "t-1",
    });
  });

  it("reads a failed direct call on the server", () => {
    const cause = error({ code: "NOT_FOUND", details: { kind: "plan", id: 7 } }, "ServiceError");
    expect(publicErrorOf(error({ cause, code: "NOT_FOUND" }, "TRPCError"))).toEqual({
      code: "NOT_FOUND",
      details: { kind: "plan", id: 7 },
      traceId: null,
    });
    expect(publicErrorOf(error({ code: "UNAUTHORIZED" }, "TRPCError")).code).toBe("UNAUTHENTICATED");
  });

  it("says that nobody answered", () => {
    expect(publicErrorOf(error({}, "TRPCClientError"))).toEqual({
      code: "UNAVAILABLE",
      details: { part: "server" },
      traceId: null,
    });
  });

  it.each([[error({})], ["a string"], [null], [error({ data: { code: "TEAPOT", details: {} } })]])(
    "shows nothing of anything else: %o",
    (thrown) => {
      expect(publicErrorOf(thrown)).toEqual({ code: "INTERNAL", details: {}, traceId: null });
    },
  );
});
