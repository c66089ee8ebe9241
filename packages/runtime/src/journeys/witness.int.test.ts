import { redfish } from "@headroom/adapters/redfish/client";
import { serveRedfish } from "@headroom/adapters/redfish/testing/server";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { deliverMessages } from "@headroom/services/message/deliver";
import { fileFaults, recordFaults } from "@headroom/services/sanitisation/certificate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { writeCertificate } from "../certificate";
import { controllerPerformers } from "../hardware/controllers";
import { sendersOf } from "../senders";
import { serverAt } from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";
import { playRun } from "../testing/runs";
import { type Mailbox, openMailbox } from "../testing/smtp";
import { failure } from "../testing/steps";

/**
 * A drive that nothing erases is destroyed by an operator, and somebody without an account who stands beside them says so by a signed link. Each test
 * takes a rack of its own, with one such drive.
 */
let journey: Journey;
let mailbox: Mailbox;
const services: Awaited<ReturnType<typeof serveRedfish>>[] = [];

beforeAll(async () => {
  journey = await openJourney();
  mailbox = await openMailbox();
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports, cores, memory_gib)
     VALUES ('metal', 'Metal', 1, 2, 500, 300, 20, 2, 32, 64)`,
  );
  await journey.rows("UPDATE rack_type SET server_count = 0 WHERE id = 1");
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await mailbox.close();
  await journey.close();
});
beforeEach(() => {
  mailbox.mails.length = 0;
});

const second = "/redfish/v1/Systems/1/Storage/A/Drives/2";
const callers = createCallerFactory(appRouter);
const nobody = () =>
  callers({ ports: journey.ports, actor: null, requestId: "r-link", address: null, report: () => {} });
const post = () =>
  deliverMessages(
    journey.ports,
    sendersOf({
      url: "https://headroom.example.org",
      mail: { url: mailbox.url, from: "headroom@example.org" },
      webhookNetworks: [],
    }),
  );
const token = () => /https:\/\/headroom\.example\.org\/work\/(\S+)/.exec(mailbox.mails.at(-1)!.text)![1]!;

async function toTheEnd(runId: number): Promise<string> {
  const hardware = redfish({ sleep: async () => {}, pollMs: 0 });
  const performers = controllerPerformers(journey.ports, { hardware, pollMs: 1_000 });
  for (let i = 0; i < 40; i++) {
    const state = await playRun(journey, runId, performers);
    if (state !== "running") return state;
    journey.clock.now += 40 * 60_000;
  }
  throw new Error("the run never comes to rest");
}

/** The run of a rack that halted for a drive, the drive, and its controller. */
async function halted(rack: string) {
  const [omar, unit] = [journey.as("omar"), services.length + 1];
  const service = await serveRedfish(serverAt(unit), { watts: { on: 400, off: 12 } });
  services.push(service);
  const { url, credentials } = service;
  const place = { kind: "unit", rack, unit: 1 } as const;
  await omar.controller.import({
    controllers: [{ place, url, ...credentials, trust: { kind: "plain" }, serverType: "metal" }],
  });
  const { runs } = await omar.run.create({ source: { from: "racks", kind: "decommission", racks: [rack] } });
  expect(await toTheEnd(runs[0]!.id)).toBe("halted");
  const drive = async () => (await omar.sanitisation.drives({ rack, open: true })).rows[0]!;
  return { runId: runs[0]!.id, service, drive, serial: `D-${unit}-2` };
}
const contact = async (name: string, address: string, channel: "email" | "webhook" = "email") => {
  const { id } = await journey
    .as("pia")
    .contact.create({ name, organisation: "Shred Works", channel, address, duties: [] });
  return id;
};

test("somebody without an account witnesses it by a signed link, and the certificate names both and how each said so", async () => {
  const omar = journey.as("omar");
  const { runId, service, drive, serial } = await halted("K2-1-1");
  const sam = await contact("Sam Shred", "sam@shred.example");
  const { id } = await drive();
  await omar.sanitisation.askWitness({ id, contactId: sam });
  expect(await post()).toMatchObject({ sent: 1 });
  expect(mailbox.mails[0]!.to).toEqual(["sam@shred.example"]);
  for (const said of ["Witness the destruction of drives", "Rack: K2-1-1", `- ${serial}, `])
    expect(mailbox.mails[0]!.text).toContain(said);
  // before it is destroyed there is nothing to say yes to
  const before = await nobody().workOrder.lookup({ token: token() });
  expect(before).toMatchObject({ state: "open", task: null, witness: { drives: [{ id, serial, destroyed: null }] } });
  const tooEarly = nobody().workOrder.witness({ token: token(), drives: before.witness!.drives });
  expect(await failure(tooEarly)).toMatchObject({ code: "WRONG_STATE", details: { state: "to_destroy" } });

  const done = await omar.sanitisation.destroy({ ...(await drive()), method: "shred", serialScanned: serial });
  const seen = (await nobody().workOrder.lookup({ token: token() })).witness!.drives;
  expect(seen).toMatchObject([{ ...done, destroyed: { method: "shred", by: "omar" } }]);
  expect((await drive()).order).toMatchObject({ contact: "Sam Shred", state: "open", delivery: { state: "sent" } });
  // a link to witness ends no step, and takes nothing of another rack
  expect(await failure(nobody().workOrder.finish({ token: token() }))).toMatchObject({ code: "WRONG_STATE" });
  expect(await failure(nobody().workOrder.accept({ token: token() }))).toMatchObject({ code: "WRONG_STATE" });
  const stale = nobody().workOrder.witness({ token: token(), drives: before.witness!.drives });
  expect(await failure(stale)).toMatchObject({ code: "CONFLICT" });
  const foreign = nobody().workOrder.witness({ token: token(), drives: [...seen, { id: 9999, version: 1 }] });
  expect(await failure(foreign)).toMatchObject({ code: "NOT_FOUND" });
  expect((await drive()).state).toBe("destroyed");

  const after = await nobody().workOrder.witness({ token: token(), drives: seen, note: "Seen in the yard" });
  expect(after).toMatchObject({ state: "done", witness: null });
  expect(await failure(nobody().workOrder.witness({ token: token(), drives: seen }))).toMatchObject({
    ...{ code: "WRONG_STATE", details: { kind: "work_order", state: "done" } },
  });
  const audited = await journey.rows(
    `SELECT action, actor_id, actor_name, via FROM audit_event WHERE action LIKE '%witness' AND via = 'link' ORDER BY id`,
  );
  expect(audited).toEqual(
    ["sanitisation.witness", "work_order.witness"].map((action) => ({
      ...{ action, actor_id: null, actor_name: "Sam Shred", via: "link" },
    })),
  );

  delete service.documents[second];
  expect(await omar.run.get({ id: runId })).toMatchObject({ state: "running", halt: null });
  expect(await toTheEnd(runId)).toBe("done");
  const { rows } = await omar.sanitisation.certificates({ rack: "K2-1-1" });
  const file = await omar.sanitisation.certificate({ number: rows[0]!.number });
  const shredded = file.body.drives.find((one) => one.serial === serial)!;
  expect(shredded).toMatchObject({
    ...{ level: "destroy", method: "shred", destroyedBy: "omar", confirmedBy: "Sam Shred" },
    destruction: {
      by: { name: "omar", organisation: null, how: "account", workOrder: null },
      witness: { name: "Sam Shred", organisation: "Shred Works", how: "signed_link", workOrder: after.number },
    },
  });
  expect(JSON.stringify(file)).not.toContain("sam@shred.example");
  expect([fileFaults(file), await recordFaults(journey.ports, file)]).toEqual([[], []]);
  const another = structuredClone(file) as {
    body: { drives: { destruction?: { witness: { name: string } } }[] };
  } & typeof file;
  another.body.drives.find(({ destruction }) => destruction)!.destruction!.witness.name = "Somebody Else";
  expect(fileFaults(another).map(({ kind }) => kind)).toEqual(["digest", "signature"]);
  let paper = Buffer.alloc(0);
  const { number } = rows[0]!;
  await writeCertificate(journey.ports, journey.actor("omar"), { number, format: "pdf" }, async (piece) => {
    paper = Buffer.concat([paper, piece]);
  });
  expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
});

test("whoever reads the destroyer's mail is no witness, whenever and however they come to it", async () => {
  const omar = journey.as("omar");
  const { drive, serial } = await halted("K2-2-1");
  const done = await omar.sanitisation.destroy({ ...(await drive()), method: "shred", serialScanned: serial });
  // the usual way: another account, not the same one
  expect(await failure(omar.sanitisation.witness(done))).toMatchObject({ code: "SEPARATION_OF_DUTIES" });
  const alias = await contact("Omar's Other", "Omar+shred@example.org");
  expect(await failure(omar.sanitisation.askWitness({ id: done.id, contactId: alias }))).toMatchObject({
    ...{ code: "SEPARATION_OF_DUTIES", details: { breach: "destroyer_mail" } },
  });
  const program = await contact("Shred API", "https://shred.example/hook", "webhook");
  expect(await failure(omar.sanitisation.askWitness({ id: done.id, contactId: program }))).toMatchObject({
    code: "INVALID_INPUT",
  });
  // the address was another one when they were asked, and is theirs when they answer; or the other way round
  for (const [asked, answers] of [
    ["x@shred.example", "OMAR@example.org"],
    ["y@shred.example", "y@shred.example"],
  ] as const) {
    const name = `Of ${asked}`;
    const id = await contact(name, asked);
    await omar.sanitisation.askWitness({ id: done.id, contactId: id });
    if (asked !== answers) {
      await post();
      await journey.as("pia").contact.update({ id, version: 1, name, channel: "email", address: answers, duties: [] });
      const answer = nobody().workOrder.witness({ token: token(), drives: [done] });
      expect(await failure(answer)).toMatchObject({ code: "SEPARATION_OF_DUTIES", details: { breach: "destroyer" } });
    } else {
      await journey.rows("UPDATE contact SET address = 'omar@example.org' WHERE id = $1", [id]);
      await post();
      await journey.rows("UPDATE contact SET address = $2 WHERE id = $1", [id, answers]);
      const answer = nobody().workOrder.witness({ token: token(), drives: [done] });
      expect(await failure(answer)).toMatchObject({ code: "SEPARATION_OF_DUTIES" });
    }
  }
  expect(await drive()).toMatchObject({ state: "destroyed", confirmedBy: null });
  // nor does the database take it, whoever writes it
  await expect(
    journey.rows(
      `UPDATE drive_sanitisation SET state = 'proven', proven_at = now(), faults = '[]',
              evidence = jsonb_set(evidence, '{witness}', evidence->'doneBy') WHERE id = $1`,
      [done.id],
    ),
  ).rejects.toThrow("drive_sanitisation_witnessed");
});

test("one link at a time; it is taken back, refused with a reason, or over when an account was faster", async () => {
  const [omar, ada] = [journey.as("omar"), journey.as("ada")];
  const { runId, drive, serial } = await halted("K2-3-1");
  const done = await omar.sanitisation.destroy({ ...(await drive()), method: "melt", serialScanned: serial });
  const [kim, lou] = [await contact("Kim", "kim@site.example"), await contact("Lou", "lou@site.example")];
  for (const role of ["ann", "mona", "pia"] as const)
    expect(await failure(journey.as(role).sanitisation.askWitness({ id: done.id, contactId: kim }))).toMatchObject({
      code: "FORBIDDEN",
    });
  const first = await omar.sanitisation.askWitness({ id: done.id, contactId: kim });
  expect(await omar.sanitisation.askWitness({ id: done.id, contactId: kim })).toEqual(first);
  await post();
  const ofKim = token();
  expect(mailbox.mails).toHaveLength(2);
  await omar.sanitisation.askWitness({ id: done.id, contactId: lou });
  expect(await nobody().workOrder.lookup({ token: ofKim })).toMatchObject({ state: "revoked", witness: null });
  await post();
  expect(
    await nobody().workOrder.refuse({ token: token(), reason: "I came when it was melted already" }),
  ).toMatchObject({ state: "refused" });
  expect((await drive()).order).toMatchObject({
    contact: "Lou",
    state: "refused",
    reason: expect.stringContaining("melted"),
  });
  const told = await omar.notification.list();
  expect(told.find(({ kind }) => kind === "witness_refused")).toMatchObject({ entityId: String(runId) });
  expect(await omar.run.get({ id: runId })).toMatchObject({ state: "halted" });

  await omar.sanitisation.askWitness({ id: done.id, contactId: kim });
  await post();
  await omar.sanitisation.withdrawWitness({ id: done.id });
  expect(await nobody().workOrder.lookup({ token: token() })).toMatchObject({ state: "revoked" });
  await omar.sanitisation.askWitness({ id: done.id, contactId: kim });
  await post();
  await ada.sanitisation.witness(done);
  expect(await nobody().workOrder.lookup({ token: token() })).toMatchObject({ state: "revoked" });
  expect(await failure(nobody().workOrder.witness({ token: token(), drives: [done] }))).toMatchObject({
    code: "WRONG_STATE",
  });
});
