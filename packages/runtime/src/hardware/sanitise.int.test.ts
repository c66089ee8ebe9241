import type { CertificateFile } from "@headroom/contracts/sanitisation";
import { usualPolicy } from "@headroom/core/sanitisation/policy";
import type { JsonObject } from "@headroom/services/run/perform";
import { certificateFile, fileFaults, recordFaults } from "@headroom/services/sanitisation/certificate";
import { confirmErasure, reportDestruction, savePolicy } from "@headroom/services/sanitisation/change";
import { witnessDestruction } from "@headroom/services/sanitisation/witness";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type Line,
  perform,
  performersOf,
  RACK,
  rackOfControllers,
  serverAt,
  swift,
  workOf,
} from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";

let journey: Journey;
let rack: Awaited<ReturnType<typeof rackOfControllers>>;
beforeEach(async () => {
  journey = await openJourney();
  rack = await rackOfControllers(journey, [1, 3], { taskQuestions: 3 });
});
afterEach(async () => {
  await rack.close();
  await journey.close();
});

const first = "/redfish/v1/Systems/1/Storage/A/Drives/1";
const second = "/redfish/v1/Systems/1/Storage/A/Drives/2";
/** Without the second drive, which offers nothing: all that is left can be erased. */
const erasable = () => {
  for (const { documents } of rack.servers.values())
    (documents["/redfish/v1/Systems/1/Storage/A"] as { Drives: object[] }).Drives.pop();
};
const work = (does: string, earlier: Record<string, JsonObject> = {}, over: object = {}) =>
  workOf(rack.rackId, does, { runKind: "decommission", earlier, ...over });
const wiped = { wipe: { wipeKey: "7/wipe" } };
const effects = () => [...rack.servers.values()].flatMap(({ effects: own }) => own);
const drives = () => journey.ports.work.read(({ sanitisation }) => sanitisation.ofEffect("7/wipe"));

test("every drive is erased once, in the way the policy wants, proven and certified", async () => {
  erasable();
  const lines: Line[] = [];
  expect(await perform(performersOf(journey), work("wipe"), { lines })).toMatchObject({
    ...{ kind: "done", result: { drives: 2, erased: 2, toDestroy: 0, wipeKey: "7/wipe" } },
  });
  expect(effects()).toEqual([1, 3].map(() => `erase ${first} {"SanitizationType":"CryptographicErase"}`));
  expect(lines.map(({ kind }) => kind).sort()).toEqual([
    ...["drive_erased", "drive_erased", "erasure_ordered", "erasure_ordered"],
  ]);
  // asked again, by somebody who knows nothing of it: nothing is done twice
  expect((await perform(performersOf(journey), work("wipe", {}, { attempt: 2 }))).kind).toBe("done");
  expect(effects().length).toBe(2);
  expect(await perform(performersOf(journey), work("verify_wipe", wiped))).toMatchObject({
    ...{ kind: "done", result: { drives: 2 } },
  });
  const issued = await perform(performersOf(journey), work("certificate", wiped));
  expect(issued).toMatchObject({ kind: "done", result: { certificate: 1 } });
  expect(await perform(performersOf(journey), work("certificate", wiped))).toEqual(issued);
  const file = await certificate(1);
  expect(file.body).toMatchObject({
    ...{ number: 1, rack: RACK, run: 7, previous: null },
    drives: [1, 3].map((unit) => ({
      serial: `D-${unit}-1`,
      serverSerial: `EX-${unit}`,
      level: "purge",
      method: "cryptographic",
    })),
  });
  expect(fileFaults(file)).toEqual([]);
  expect(await recordFaults(journey.ports, file)).toEqual([]);
});

async function certificate(number: number): Promise<CertificateFile> {
  const [stored, key] = await journey.ports.work.read(async ({ sanitisation }) => {
    const found = (await sanitisation.certificate({ number }))!;
    return [found, (await sanitisation.signingKeyOf(found.keyId))!] as const;
  });
  return JSON.parse(JSON.stringify(certificateFile(stored, key))) as CertificateFile;
}

test("whatever is changed in a certificate, or in what it leans on, is found", async () => {
  erasable();
  for (const key of ["7/wipe", "8/wipe"]) {
    await perform(performersOf(journey), work("wipe", {}, { effectKey: key }));
    const earlier = { wipe: { wipeKey: key } };
    await perform(performersOf(journey), work("verify_wipe", earlier));
    expect((await perform(performersOf(journey), work("certificate", earlier))).kind).toBe("done");
  }
  const file = await certificate(2);
  expect(file.body.previous).toMatchObject({ number: 1 });
  expect([fileFaults(file), await recordFaults(journey.ports, file)]).toEqual([[], []]);
  const changed = structuredClone(file) as { body: { rack: string } } & CertificateFile;
  (changed.body as { rack: string }).rack = "ANOTHER";
  expect(fileFaults(changed).map(({ kind }) => kind)).toEqual(["digest", "signature"]);
  const { generateKeyPairSync } = await import("node:crypto");
  const stranger = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();
  expect(fileFaults({ ...file, publicKey: stranger }).map(({ kind }) => kind)).toEqual(["key", "signature"]);
  await expect(journey.rows("UPDATE sanitisation_certificate SET rack = 'x'")).rejects.toThrow("append only");
  // somebody who may do anything with the database
  await journey.rows("ALTER TABLE audit_event DISABLE TRIGGER ALL");
  await journey.rows(
    "UPDATE audit_event SET actor_name = 'x' WHERE action = 'sanitisation.certify' AND entity_id = '1'",
  );
  expect((await recordFaults(journey.ports, file)).map(({ kind }) => kind)).toEqual(["audit_changed"]);
  await journey.rows("ALTER TABLE sanitisation_certificate DISABLE TRIGGER ALL");
  await journey.rows("UPDATE sanitisation_certificate SET body = replace(body, 'D-1-1', 'D-9-9') WHERE number = 1");
  expect((await recordFaults(journey.ports, file)).map(({ kind }) => kind)).toContain("chain_changed");
});

test("a drive that offers nothing blocks the way until one person destroyed it and another saw it", async () => {
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({
    result: { drives: 4, erased: 2, toDestroy: 2 },
  });
  const blocked = await perform(performersOf(journey), work("verify_wipe", wiped));
  expect(blocked).toMatchObject({
    ...{ kind: "failed", final: true },
    failure: { code: "drives_not_proven", drives: [{ serial: "D-1-2", state: "to_destroy" }, { serial: "D-3-2" }] },
  });
  expect(await perform(performersOf(journey), work("certificate", wiped))).toMatchObject({
    ...{ kind: "failed", failure: { code: "drives_not_proven" } },
  });
  const [omar, ada, ann] = (["omar", "ada", "ann"] as const).map(journey.actor);
  for (const { id, version, drive } of (await drives()).filter(({ state }) => state === "to_destroy")) {
    const how = { id, version, method: "shred", serialScanned: drive.serial! } as const;
    await expect(reportDestruction(journey.ports, ann!, how)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(reportDestruction(journey.ports, omar!, { ...how, serialScanned: "D-0" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const done = await reportDestruction(journey.ports, omar!, how);
    await expect(witnessDestruction(journey.ports, omar!, done)).rejects.toMatchObject({
      code: "SEPARATION_OF_DUTIES",
    });
    expect((await perform(performersOf(journey), work("verify_wipe", wiped))).kind).toBe("failed");
    await witnessDestruction(journey.ports, ada!, done);
  }
  for (const { documents } of rack.servers.values()) delete documents[second];
  expect(await perform(performersOf(journey), work("verify_wipe", wiped))).toMatchObject({ kind: "done" });
  await perform(performersOf(journey), work("certificate", wiped));
  expect((await certificate(1)).body.drives.map(({ serial, level }) => [serial, level])).toEqual([
    ...[
      ["D-1-1", "purge"],
      ["D-1-2", "destroy"],
      ["D-3-1", "purge"],
      ["D-3-2", "destroy"],
    ],
  ]);
});

test("an erasure that fails opens a destruction; a task that is gone is done again, and not believed", async () => {
  erasable();
  await rack.close();
  await journey.rows("DELETE FROM management_controller");
  await journey.rows("DELETE FROM rack WHERE code = $1", [RACK]);
  rack = await rackOfControllers(journey, [1, 3], { taskQuestions: 3, eraseEnds: "Exception" });
  erasable();
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({ result: { erased: 0, toDestroy: 2 } });
  expect((await drives()).map(({ faults }) => faults?.[0])).toMatchObject([
    ...[{ kind: "erasure_failed", messages: [{ text: "sector 7" }] }, { kind: "erasure_failed" }],
  ]);
  const forgetful = [...rack.servers.values()][0]!;
  const again = work("wipe", {}, { effectKey: "9/wipe" });
  let beats = 0;
  const forget = () => {
    forgetful.forgetTasks();
    delete forgetful.documents[first]!.Operations;
  };
  await perform(performersOf(journey), again, { beat: () => (beats++ === 0 ? forget() : undefined) });
  expect(forgetful.effects.length).toBe(3);
});

/** The order is carried out; whoever gave it never hears of it. */
function deaf() {
  const real = swift();
  return {
    open: (address: Parameters<typeof real.open>[0]) => {
      const bmc = real.open(address);
      return {
        ...bmc,
        erase: async (...args: Parameters<typeof bmc.erase>) => {
          await bmc.erase(...args);
          throw new Error("killed");
        },
      };
    },
  };
}
/** The first drive is ordered to be erased, by workers that die of it. */
async function orderedByTheDead() {
  for (let i = 0; i < 2; i++)
    await expect(perform(performersOf(journey, { hardware: deaf(), atATime: 1 }), work("wipe"))).rejects.toThrow(
      "killed",
    );
  expect(effects().length).toBe(1);
}

test("a worker that is killed after it ordered finds the erasure under way, and orders nothing twice", async () => {
  erasable();
  await orderedByTheDead();
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({ kind: "done", result: { erased: 2 } });
  expect(effects().length).toBe(2);
});

test("one that is over by then is found by its task, and not done twice; one of before is no proof", async () => {
  erasable();
  // erased long ago, by whomever: its task is still there
  const { url, credentials } = rack.servers.get(1)!;
  const bmc = swift().open({ url, ...credentials, trust: { kind: "plain" } });
  const old = await bmc.erase(first, "cryptographic");
  await bmc.close();
  for (const { documents } of rack.servers.values()) delete documents[first]!.Operations;
  rack.servers.get(1)!.effects.length = 0;
  await orderedByTheDead();
  for (const { documents } of rack.servers.values()) delete documents[first]!.Operations;
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({ kind: "done", result: { erased: 2 } });
  expect(effects().length).toBe(2);
  const [mine] = await drives();
  expect(old.ok && mine!.ticket!.task !== old.value.task).toBe(true);
  expect((await perform(performersOf(journey), work("verify_wipe", wiped))).kind).toBe("done");
});

test("where the controller keeps no tasks, an order of which nobody knows what became is given again", async () => {
  erasable();
  await orderedByTheDead();
  for (const { documents, forgetTasks } of rack.servers.values()) {
    delete documents[first]!.Operations;
    forgetTasks();
  }
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({ kind: "done", result: { erased: 2 } });
  expect(effects().length).toBe(3);
});

test("what somebody else erases in a way of theirs is no evidence: ours comes after it", async () => {
  erasable();
  const { url, credentials } = rack.servers.get(1)!;
  const bmc = swift().open({ url, ...credentials, trust: { kind: "plain" } });
  await bmc.erase(first, "own");
  await bmc.close();
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({ kind: "done", result: { erased: 2 } });
  expect(rack.servers.get(1)!.effects).toEqual([
    ...[`erase ${first} {}`, `erase ${first} {"SanitizationType":"CryptographicErase"}`],
  ]);
});

test("one silent controller keeps the others' drives going, and is named at the end", async () => {
  erasable();
  rack.servers.get(3)!.misbehave(({ path }) => (path.includes("/Tasks/") ? { kind: "drop", when: "before" } : null));
  expect(await perform(performersOf(journey), work("wipe"))).toMatchObject({
    ...{ kind: "failed", final: false, failure: { servers: [{ unit: 3, kind: "unreachable" }] } },
  });
  expect((await drives()).map(({ state }) => state)).toEqual(["erased", "running"]);
  rack.servers.get(3)!.misbehave(() => null);
  expect((await perform(performersOf(journey), work("wipe", {}, { attempt: 2 }))).kind).toBe("done");
  expect(effects().length).toBe(2);
});

test("a drive that was swapped or added after the wipe lets nobody pass", async () => {
  erasable();
  await perform(performersOf(journey), work("wipe"));
  const { documents } = rack.servers.get(1)!;
  documents[first] = { ...serverAt(1)[first]!, SerialNumber: "SWAPPED" };
  expect(await perform(performersOf(journey), work("verify_wipe", wiped))).toMatchObject({
    failure: {
      code: "drives_not_proven",
      drives: [{ serial: "D-1-1", faults: [{ kind: "other_serial", got: "SWAPPED" }] }],
    },
  });
  documents[first] = serverAt(1)[first]!;
  documents[second] = { ...serverAt(1)[second]!, SerialNumber: "NEW" };
  (documents["/redfish/v1/Systems/1/Storage/A"] as { Drives: object[] }).Drives.push({ "@odata.id": second });
  expect(await perform(performersOf(journey), work("verify_wipe", wiped))).toMatchObject({
    failure: { code: "drives_not_wiped", drives: [{ serial: "NEW", unit: 1 }] },
  });
});

test("the policy is kept in versions; the highest class needs a second person", async () => {
  erasable();
  const ada = journey.actor("ada");
  const policy = { ...usualPolicy, services: { vault: "restricted" as const } };
  await expect(savePolicy(journey.ports, journey.actor("omar"), { policy, reason: "vault" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const careless = { ...policy, rules: policy.rules.slice(1) };
  await expect(savePolicy(journey.ports, ada, { policy: careless, reason: "x" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(await savePolicy(journey.ports, ada, { policy, reason: "the vault is restricted" })).toEqual({ version: 1 });
  await expect(savePolicy(journey.ports, ada, { policy, reason: "again" })).rejects.toMatchObject({ code: "CONFLICT" });
  await journey.rows("UPDATE rack SET tags = '{vault}' WHERE code = $1", [RACK]);
  await perform(performersOf(journey), work("wipe"));
  expect((await drives()).map(({ dataClass, policyVersion }) => [dataClass, policyVersion])).toEqual([
    ...[
      ["restricted", 1],
      ["restricted", 1],
    ],
  ]);
  expect(await perform(performersOf(journey), work("verify_wipe", wiped))).toMatchObject({
    failure: { drives: [{ faults: [{ kind: "no_second_person" }] }, { faults: [{ kind: "no_second_person" }] }] },
  });
  for (const { id, version } of await drives())
    await confirmErasure(journey.ports, journey.actor("omar"), { id, version });
  expect((await perform(performersOf(journey), work("verify_wipe", wiped))).kind).toBe("done");
});
