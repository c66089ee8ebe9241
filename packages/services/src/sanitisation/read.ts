import type { CertificateFile, DriveRow } from "@headroom/contracts/sanitisation";
import type { DestructionSeen } from "@headroom/core/sanitisation/evidence";
import { type Policy, usualPolicy } from "@headroom/core/sanitisation/policy";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { SanitisedDrive } from "../ports/sanitisation";
import type { WitnessOrder } from "../ports/work-orders";
import { effectKeyOf } from "../run/ask";
import { orderOf } from "../run/dto";
import { certificateFile, partySaid } from "./certificate";

interface Page {
  readonly rack?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const filterOf = ({ rack, cursor, limit }: Page) => ({
  ...(rack === undefined ? {} : { rack }),
  ...(cursor === undefined ? {} : { before: Number(cursor) }),
  limit: limit + 1,
});

/** The policy that counts now. Needs hardware.read. */
export async function getPolicy(ports: Ports, actor: Actor): Promise<Policy> {
  authorize(actor, "hardware.read");
  return (await ports.work.read(({ sanitisation }) => sanitisation.policy())) ?? usualPolicy;
}

const rowOf = (one: SanitisedDrive, me: string | null, orders: readonly WitnessOrder[]): DriveRow => {
  const order = orders.find(
    ({ runId: run, subjectId, stage }) => effectKeyOf(run, subjectId, stage, "do") === one.effectKey,
  );
  const { id, version, runId, rack, server, unit, drive, decision, dataClass, state, method } = one;
  return {
    ...{ id, version, runId, rack, server, unit, name: drive.name, serial: drive.serial, model: drive.model },
    ...{ media: decision.media, dataClass, least: decision.least, state, method, erasedAt: one.erasedAt },
    ...{
      provenAt: one.provenAt,
      faults: [...(one.faults ?? [])],
      confirmedBy: one.confirmedBy,
      destroyedBy: one.destroyedBy,
    },
    destruction: one.evidence?.kind === "destruction" ? destructionOf(one.evidence, me) : null,
    order: order ? orderOf(order) : null,
  };
};

const destructionOf = ({ method, doneBy, witness }: DestructionSeen, me: string | null) => ({
  ...{ method, by: partySaid(doneBy), byMe: doneBy.kind === "account" && doneBy.id === me },
  witness: witness && partySaid(witness),
});

/** What became of drives, newest first. Needs hardware.read. */
export async function listDrives(
  ports: Ports,
  actor: Actor,
  input: Page & { readonly open?: boolean | undefined },
): Promise<{ rows: DriveRow[]; next: string | null }> {
  authorize(actor, "hardware.read");
  const { rows, orders } = await ports.work.read(async ({ sanitisation, workOrders }) => {
    const found = await sanitisation.list({
      ...filterOf(input),
      ...(input.open === undefined ? {} : { open: input.open }),
    });
    return { rows: found, orders: await workOrders.witnessOf([...new Set(found.map(({ runId }) => runId))]) };
  });
  const page = rows.slice(0, input.limit);
  return {
    rows: page.map((row) => rowOf(row, actor.id, orders)),
    next: rows.length > input.limit ? String(page.at(-1)!.id) : null,
  };
}

/** Certificates, newest first. Needs hardware.read. */
export async function listCertificates(ports: Ports, actor: Actor, input: Page) {
  authorize(actor, "hardware.read");
  const found = await ports.work.read(({ sanitisation }) => sanitisation.certificates(filterOf(input)));
  const page = found.slice(0, input.limit);
  const rows = page.map(({ number, rack, body, issuedAt, sha256 }) => {
    const { run, drives } = JSON.parse(body) as CertificateFile["body"];
    return { number, rack, run, drives: drives.length, issuedAt, sha256 };
  });
  return { rows, next: found.length > input.limit ? String(page.at(-1)!.number) : null };
}

/** The signed file of a certificate. Needs hardware.read. Throws NOT_FOUND. */
export async function getCertificate(
  ports: Pick<Ports, "work">,
  actor: Actor,
  { number }: { readonly number: number },
): Promise<CertificateFile> {
  authorize(actor, "hardware.read");
  return ports.work.read(async ({ sanitisation }) => {
    const stored = await sanitisation.certificate({ number });
    if (!stored) throw notFound("certificate", number);
    return certificateFile(stored, (await sanitisation.signingKeyOf(stored.keyId))!);
  });
}
