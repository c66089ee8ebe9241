import { expect, test } from "vitest";
import { failuresOfPlaywright, failuresOfVitest, secondTriesOfPlaywright } from "./failures.mjs";

test("failed tests of vitest are named with what was expected, files that could not be loaded too", () => {
  const report = {
    testResults: [
      {
        name: "/x/a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "passed" },
          {
            fullName: "subtracts",
            status: "failed",
            failureMessages: ["\u001b[31mexpected 1 to be 2\u001b[39m\n    at a.ts:1"],
          },
        ],
      },
      { name: "/x/b.test.ts", status: "failed", message: "cannot find module", assertionResults: [] },
      { name: "/x/c.test.ts", status: "passed", assertionResults: [] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([
    "/x/a.test.ts: subtracts: expected 1 to be 2",
    "/x/b.test.ts: cannot find module",
  ]);
  expect(failuresOfVitest(undefined)).toEqual([]);
});

test("failed browser tests are named wherever they are nested", () => {
  const spec = (/** @type {boolean} */ ok) => ({
    ok,
    file: "a.spec.ts",
    line: 3,
    title: "clicks",
    tests: [{ results: [{ errors: ok ? [] : [{ message: "locator not found\n  at x" }] }] }],
  });
  const report = { suites: [{ specs: [spec(true)], suites: [{ specs: [spec(false)] }] }], errors: [] };
  expect(failuresOfPlaywright(report)).toEqual(["a.spec.ts:3: clicks: locator not found"]);
  expect(failuresOfPlaywright({ suites: [], errors: [{ message: "no browser" }] })).toEqual(["no browser"]);
});

test("a test that passed only at the second try is named with what failed at the first", () => {
  const spec = (/** @type {string} */ status) => ({
    ok: true,
    file: "a.spec.ts",
    line: 3,
    title: status,
    tests: [{ status, results: [{ errors: status === "flaky" ? [{ message: "lost a click" }] : [] }, { errors: [] }] }],
  });
  expect(secondTriesOfPlaywright({ suites: [{ specs: [spec("expected"), spec("flaky")] }] })).toEqual([
    "a.spec.ts:3: flaky: lost a click",
  ]);
});
