import { ServiceError } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { expect, test } from "vitest";
import { answerHttp } from "./http";

/** What an event stream says until it ends, and what was reported of it. */
async function streamed(failure: Error) {
  const reported: unknown[] = [];
  const ports = {
    clock: { now: () => 0 },
    work: { read: () => Promise.reject(failure) },
  } as unknown as Ports;
  const request = new Request("http://localhost/api/trpc/plan.watch?input=%7B%22id%22%3A1%7D", {
    headers: { accept: "text/event-stream" },
  });
  const response = await answerHttp(request, () => ({
    ports,
    actor: { id: "u", name: "u", role: "planner", via: "web", requestId: "trace-7" },
    requestId: "trace-7",
    report: (error, id) => reported.push([error, id]),
  }));
  return { status: response.status, text: await response.text(), reported };
}

test("a stream of something unknown says so, and is no defect", async () => {
  const { text, reported } = await streamed(new ServiceError("NOT_FOUND", { kind: "plan", id: "1" }));
  expect(text).toContain('"code":"NOT_FOUND"');
  expect(text).toContain('"httpStatus":404');
  expect(reported).toEqual([]);
});

test("the unexpected in a stream is reported with its trace id, and its text stays inside", async () => {
  const broken = new Error("connection string with a secret");
  const { text, reported } = await streamed(broken);
  expect(text).toContain('"traceId":"trace-7"');
  expect(text).not.toContain("secret");
  expect(reported).toEqual([[broken, "trace-7"]]);
});
