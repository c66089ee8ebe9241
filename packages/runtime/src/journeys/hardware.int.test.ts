import { redfish } from "@headroom/adapters/redfish/client";
import { serveRedfish } from "@headroom/adapters/redfish/testing/server";
import { ServiceError } from "@headroom/services/errors";
import type { Performers, StepAnswer } from "@headroom/services/run/perform";
import { fileFaults, recordFaults } from "@headroom/services/sanitisation/certificate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { controllerPerformers } from "../hardware/controllers";
import { openLab } from "../lab/lab";
import { serverAt } from "../testing/controllers";
import { expectSound } from "../testing/invariants";
import { asked, type Journey, openJourney } from "../testing/journey";
import { playRun } from "../testing/runs";

/**
 * A signed plan of three racks is run to in service against controllers that misbehave; the same racks are drained, wiped, certified and taken out. Of
 * every step the answer is lost once, as with a worker that is killed when it has done the work: whoever asks next does nothing twice.
 */
let journey: Journey;
let lab: Awaited<ReturnType<typeof openLab>>;
beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports, cores, memory_gib)
     VALUES ('metal', 'Metal', 1, 2, 500, 300, 20, 2, 32, 64)`,
  );
  await journey.rows(
    "UPDATE rack_type SET server_count = 2, server_type_id = (SELECT id FROM server_type WHERE code = 'metal') WHERE id = 1",
  );
});
afterAll(async () => {
  await lab?.close();
  await journey.close();
});

const lost: string[] = [];
/** Whoever asks first never hears the answer. */
function killed(performers: Performers): Performers {
  return Object.fromEntries(
    Object.entries(performers).map(([does, { perform }]) => [
      does,
      {
        async perform(work, tools): Promise<StepAnswer> {
          if (!lost.includes(work.effectKey)) {
            lost.push(work.effectKey);
            await perform(work, tools);
          }
          return perform(work, tools);
        },
      },
    ]),
  );
}

/** To its end, over all the pauses between attempts. */
async function toTheEnd(runId: number): Promise<string> {
  // its time passes by waiting: an order that was dropped before anybody heard it is given up after minutes that nobody waits for
  let ms = 0;
  const sleep = async (pauseMs: number) => {
    ms += pauseMs;
  };
  const hardware = redfish({ sleep, now: () => ms, pollMs: 2_000 });
  const performers = killed(controllerPerformers(journey.ports, { hardware, burnInMs: 300_000, pollMs: 1_000 }));
  for (let i = 0; i < 40; i++) {
    const state = await playRun(journey, runId, performers);
    if (state !== "running") return state;
    journey.clock.now += 40 * 60_000;
  }
  throw new Error("the run never comes to rest");
}

/** The accounts of the floors: space, power, cooling. */
const accounts = async () =>
  (await journey.rows("SELECT datacenter_id, summary FROM datacenter_capacity ORDER BY 1")) as unknown;

test("three racks come into service and leave again, with proof", async () => {
  const { as } = journey;
  const before = await accounts();
  const request = await as("mona").request.create(asked({ unit: "racks", amount: 3 }));
  const plan = await as("pia").plan.create({ requestIds: [request.id] });
  await journey.work();
  await as("pia").plan.submit(await as("pia").plan.get({ id: plan.id }));
  const review = await as("ann").approval.review({ planId: plan.id });
  await as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
  const { runs } = await as("omar").run.create({ source: { from: "plan", planId: plan.id } });
  const codes = (
    await journey.rows<{ code: string }>("SELECT rack_code AS code FROM run_subject WHERE run_id = $1 ORDER BY id", [
      runs[0]!.id,
    ])
  ).map(({ code }) => code);
  expect(codes).toHaveLength(3);
  lab = await openLab({ racks: codes, serversPerRack: 2, heightU: 2, port: null, mischief: 0.12, seed: 7 });
  await as("omar").controller.import({
    controllers: lab.controllers.map(({ rack, unit, url, username, password, serial }) => ({
      ...{
        place: { kind: "unit", rack, unit },
        url,
        username,
        password,
        trust: { kind: "plain" },
        expectedSerial: serial,
      },
    })),
  });

  expect(await toTheEnd(runs[0]!.id)).toBe("done");
  const servers = await journey.rows<{ rack: string; serial: string }>(
    "SELECT k.code AS rack, s.serial FROM server s JOIN rack k ON k.id = s.rack_id WHERE k.code = ANY($1) AND k.state = 'in_service' ORDER BY s.serial",
    [codes],
  );
  expect(servers.map(({ serial }) => serial)).toEqual(lab.controllers.map(({ serial }) => serial).sort());
  const orders = (what: RegExp) => lab.controllers.map(({ effects }) => effects.filter((one) => what.test(one)).length);
  expect(orders(/^On /)).toEqual(Array(6).fill(1));
  expect(await accounts()).not.toEqual(before);
  await expectSound(journey);

  // what ran on them is known from the run that made them: one service of a class of its own, and it counts
  const policy = await as("ada").sanitisation.policy();
  await as("ada").sanitisation.savePolicy({
    policy: { ...policy, services: { search: "internal" } },
    reason: "search is internal",
  });
  const out = await as("omar").run.create({ source: { from: "racks", kind: "decommission", racks: codes } });
  expect(await toTheEnd(out.runs[0]!.id)).toBe("done");
  // two drives in each of six servers, each erased once whatever was lost on the way, then off
  expect(orders(/^erase /)).toEqual(Array(6).fill(2));
  expect(orders(/Off|Shutdown/)).toEqual(Array(6).fill(1));
  const leaving = await as("uma").decommission.list({ show: "all" });
  const { rows } = await as("uma").sanitisation.certificates({});
  expect(leaving.rows.map(({ certificate }) => certificate).sort()).toEqual(rows.map(({ number }) => number).sort());
  expect(rows.map(({ rack, drives }) => [rack, drives]).sort()).toEqual(codes.map((code) => [code, 4]).sort());
  for (const { number } of rows) {
    const file = await as("uma").sanitisation.certificate({ number });
    expect(new Set(file.body.drives.map(({ dataClass }) => dataClass))).toEqual(new Set(["internal"]));
    expect([fileFaults(file), await recordFaults(journey.ports, file)]).toEqual([[], []]);
  }
  expect(
    await as("uma")
      .sanitisation.certificate({ number: 9 })
      .catch((e: { cause?: unknown }) => e.cause),
  ).toBeInstanceOf(ServiceError);
  expect(await accounts()).toEqual(before);
  await expectSound(journey);
});

test("a drive that nothing erases is destroyed and witnessed, and the run that halted for it goes on by itself", async () => {
  const [omar, ada] = [journey.as("omar"), journey.as("ada")];
  const service = await serveRedfish(serverAt(1), { watts: { on: 400, off: 12 } });
  const place = { kind: "unit", rack: "K2-1-1", unit: 1 } as const;
  const { url, credentials } = service;
  await omar.controller.import({
    controllers: [{ place, url, ...credentials, trust: { kind: "plain" }, serverType: "metal" }],
  });
  await journey.rows("UPDATE rack_type SET server_count = 0 WHERE id = 1");
  const { runs } = await omar.run.create({ source: { from: "racks", kind: "decommission", racks: ["K2-1-1"] } });
  const { id } = runs[0]!;
  expect(await toTheEnd(id)).toBe("halted");
  const [drive] = (await omar.sanitisation.drives({ rack: "K2-1-1", open: true })).rows;
  expect(drive).toMatchObject({ state: "to_destroy", serial: "D-1-2" });
  const { id: driveId, version } = drive!;
  const seen = await omar.sanitisation.destroy({ id: driveId, version, method: "shred", serialScanned: "D-1-2" });
  expect((await omar.run.get({ id })).state).toBe("halted");
  await ada.sanitisation.witness(seen);
  delete service.documents["/redfish/v1/Systems/1/Storage/A/Drives/2"];
  expect(await omar.run.get({ id })).toMatchObject({ state: "running", halt: null });
  expect(await toTheEnd(id)).toBe("done");
  const { rows } = await omar.run.events({ id, limit: 1000 });
  expect(rows.find(({ kind }) => kind === "run_resume")).toMatchObject({ by: "ada" });
  await service.close();
});
