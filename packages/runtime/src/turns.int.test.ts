import { testDatabase } from "@headroom/config/vitest/database";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { openTurns } from "./turns";

let url: string;
beforeAll(async () => {
  url = (await testDatabase()).url;
});

const patient = { signal: new AbortController().signal, onWait: () => {} };

/** A body that runs until it is let go. */
function held() {
  let [letGo, begin] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const end = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const body = async () => {
    begin();
    await end;
    return "done";
  };
  return { body, begun, letGo };
}

test("who wants the same datacenter waits, whoever asks; who wants another does not", async () => {
  const [here, there] = [openTurns(url), openTurns(url)];
  const first = held();
  const running = here.take([2, 1], patient, first.body);
  await first.begun;
  const waited: number[] = [];
  const order: string[] = [];
  const second = there.take([3, 2], { ...patient, onWait: (id) => waited.push(id) }, async () => order.push("second"));
  await expect(there.take([3, 4], patient, async () => "at once")).resolves.toBe("at once");
  await expect.poll(() => waited, { timeout: 5_000 }).toContain(2);
  order.push("first ends");
  first.letGo();
  await expect(running).resolves.toBe("done");
  await second;
  expect(order).toEqual(["first ends", "second"]);
});

test("who does not want to wait any more is let go, and leaves nothing behind", async () => {
  const turns = openTurns(url);
  const first = held();
  const running = turns.take([7], patient, first.body);
  await first.begun;
  const giveUp = new AbortController();
  const waiting = turns.take([6, 7], { signal: giveUp.signal, onWait: () => giveUp.abort() }, async () => "never");
  await expect(waiting).rejects.toThrow();
  await expect(turns.take([6], patient, async () => "free")).resolves.toBe("free");
  first.letGo();
  await running;
});

test("a body that fails, and a holder that dies, give their turns up", async () => {
  const turns = openTurns(url);
  await expect(turns.take([8], patient, () => Promise.reject(new Error("defect")))).rejects.toThrow("defect");
  const first = held();
  const running = turns.take([8], patient, first.body);
  await first.begun;
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'headroom planning turn' AND datname = current_database()",
  );
  await admin.end();
  await expect(turns.take([8], patient, async () => "taken over")).resolves.toBe("taken over");
  first.letGo();
  await expect(running).resolves.toBe("done");
});
