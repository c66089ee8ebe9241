import { ServiceError } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

const reported: unknown[] = [];
const broken = new Error("connection string with a secret");
const caller = createCallerFactory(appRouter)({
  ports: {
    clock: { now: () => 0 },
    work: { read: () => Promise.reject(broken), write: () => Promise.reject(broken) },
  } as unknown as Ports,
  actor: { id: "u", name: "u", role: "planner", via: "web", requestId: "r" },
  requestId: "trace-7",
  report: (error, id) => reported.push([error, id]),
});

async function failed(call: Promise<unknown>): Promise<TRPCError> {
  const error = await call.then(
    () => null,
    (e: unknown) => e,
  );
  if (error instanceof TRPCError) return error;
  throw new Error(`expected a failure of the transport, got ${String(error)}`);
}

const request = {
  title: "Search index",
  service: "search",
  rackType: "compute",
  unit: "racks" as const,
  amount: 4,
  region: "nord",
  neededBy: "2099-01-01",
};

test.each([
  ["title", "half \ud83d of a pair"],
  ["note", "nothing \u0000 here"],
])("text that a database cannot keep is refused at the border: %s", async (field, text) => {
  const error = await failed(caller.request.create({ ...request, [field]: text }));
  expect(error.code).toBe("BAD_REQUEST");
  expect(error.cause).toBeInstanceOf(ServiceError);
  expect((error.cause as ServiceError).details).toMatchObject({ issues: [{ path: field }] });
});

test("whole text of any script passes the border", async () => {
  const error = await failed(caller.request.create({ ...request, title: "Größe 🗄️ 日本 <b>" }));
  expect(error.code).toBe("INTERNAL_SERVER_ERROR");
});

test("numbers and cursors that name nothing are refused before anything is asked", async () => {
  for (const call of [caller.plan.get({ id: 2 ** 31 }), caller.plan.list({ cursor: "1 OR 1=1" })])
    expect((await failed(call)).code).toBe("BAD_REQUEST");
});

test("the unexpected is reported with its trace id, and its text stays inside", async () => {
  reported.length = 0;
  const error = await failed(caller.plan.get({ id: 1 }));
  expect(error.message).toBe("INTERNAL");
  expect(reported).toEqual([[broken, "trace-7"]]);
});
