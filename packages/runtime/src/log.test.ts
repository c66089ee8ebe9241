import { type Logger, pino } from "pino";
import { describe, expect, it } from "vitest";
import { logOptions } from "./log";

function written(log: (logger: Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  log(pino(logOptions({ logLevel: "info" }, "web"), { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe("the log", () => {
  it("is one JSON object a line, with the part it comes from", () => {
    const [line] = written((log) => log.info({ planId: 7 }, "planned"));
    expect(line).toMatchObject({ level: "info", part: "web", planId: 7, msg: "planned" });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it("hides what signs people in", () => {
    const body = { email: "a@example.org", password: "hunter2" };
    const lines = written((log) =>
      log.info({ body, cookie: "hunter2", request: { headers: { cookie: "hunter2" } } }, "x"),
    );
    expect(JSON.stringify(lines)).not.toContain("hunter2");
  });

  it("keeps quiet below its level", () => expect(written((log) => log.debug("no"))).toEqual([]));
});
