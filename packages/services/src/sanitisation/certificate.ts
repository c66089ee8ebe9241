import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import type { CertificateBody, CertificateFile, CertifiedDrive, PartySaid } from "@headroom/contracts/sanitisation";
import { canonical } from "@headroom/core/foundation/digest";
import type { Party } from "@headroom/core/sanitisation/party";
import { secretsOf, signingPurpose } from "../controller/seal";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { AuditRecord } from "../ports/audit";
import type { Repositories } from "../ports/repositories";
import type {
  SanitisationRepository,
  SanitisedDrive,
  SigningKeyRecord,
  StoredCertificate,
} from "../ports/sanitisation";
import type { Secrets } from "../ports/secrets";
import { record } from "../record";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The digest of an event of the audit: over the canonical text of all that it says. */
export const auditDigest = (event: AuditRecord): string => sha256(canonical(event));

const certified = (drive: SanitisedDrive): CertifiedDrive => {
  const { server, serverSerial, unit, dataClass, policyVersion, decision, evidence } = drive;
  const isDestroyed = evidence?.kind === "destruction";
  const reached =
    decision.kind === "erase" ? decision.methods.find(({ method }) => method === drive.method)?.level : undefined;
  return {
    ...{ server, serverSerial, unit, name: drive.drive.name, serial: drive.drive.serial, model: drive.drive.model },
    ...{ media: decision.media, capacityBytes: drive.drive.capacityBytes, dataClass, policyVersion },
    level: isDestroyed ? "destroy" : (reached ?? decision.least),
    method: isDestroyed ? evidence.method : (drive.method ?? "none"),
    ...{
      erasedAt: drive.erasedAt,
      provenAt: drive.provenAt,
      confirmedBy: drive.confirmedBy,
      destroyedBy: drive.destroyedBy,
    },
    ...(isDestroyed && evidence.witness
      ? { destruction: { by: partySaid(evidence.doneBy), witness: partySaid(evidence.witness) } }
      : {}),
  };
};

/** Their mail addresses stay in the audit. */
export const partySaid = ({ kind, name, organisation, workOrder, at }: Party): PartySaid => ({
  ...{ name, organisation, how: kind === "account" ? "account" : "signed_link", workOrder, at },
});

export type Issue =
  | { readonly kind: "issued"; readonly certificate: StoredCertificate }
  | { readonly kind: "not_proven"; readonly drives: readonly SanitisedDrive[] };

/**
 * The certificate of what a step erased, signed and kept; the same one when it is asked for again. Only where every drive is proven. The event of the
 * audit that it names is written in the same transaction. Throws UNAVAILABLE where there is no key to open the signing key with.
 */
export async function issueCertificate(
  ports: Pick<Ports, "work" | "clock" | "secrets" | "operator">,
  {
    wipeKey,
    rack,
    rackId,
    runId,
    traceId,
  }: { wipeKey: string; rack: string; rackId: number | null; runId: number; traceId: string },
): Promise<Issue> {
  const secrets = secretsOf(ports);
  return ports.work.write(async (repositories) => {
    const { sanitisation } = repositories;
    const previous = await sanitisation.lockChain();
    const known = await sanitisation.certificate({ effectKey: wipeKey });
    if (known) return { kind: "issued", certificate: known };
    const drives = await sanitisation.ofEffect(wipeKey);
    const open = drives.filter(({ state }) => state !== "proven");
    if (open.length > 0) return { kind: "not_proven", drives: open };
    const number = (previous?.number ?? 0) + 1;
    const list = drives.map(certified);
    const event = await audited(repositories, { number, rack, runId, traceId, drives: list });
    const key = await signingKey(sanitisation, secrets);
    const body: CertificateBody = {
      ...{ number, installation: ports.operator ?? "Headroom", rack, run: runId },
      ...{ issuedAt: instantOf(ports.clock.now()), standard: "NIST SP 800-88 Rev. 2", drives: list },
      audit: { event: event.id, sha256: auditDigest(event) },
      previous: previous === null ? null : { number: previous.number, sha256: previous.sha256 },
      keyId: key.id,
    };
    const text = canonical(body);
    const certificate: StoredCertificate = {
      ...{ number, rackId, rack, effectKey: wipeKey, body: text, sha256: sha256(text), keyId: key.id },
      signature: sign(null, Buffer.from(text), key.privateKey).toString("base64"),
      ...{ auditEventId: event.id, issuedAt: body.issuedAt },
    };
    await sanitisation.addCertificate(certificate);
    return { kind: "issued", certificate };
  });
}

/** Writes the event that the certificate leans on, and reads it as it is kept. */
async function audited(
  repositories: Repositories,
  {
    number,
    rack,
    runId,
    traceId,
    drives,
  }: { number: number; rack: string; runId: number; traceId: string; drives: readonly CertifiedDrive[] },
): Promise<AuditRecord> {
  const actor = { id: null, name: `run ${runId}`, role: "system", via: "worker", requestId: traceId } as const;
  const entity = { entityKind: "sanitisation_certificate", entityId: String(number) };
  await record(repositories, actor, { action: "sanitisation.certify", ...entity, after: { rack, run: runId, drives } });
  const [event] = await repositories.auditLog.list({ ...entity, limit: 1 });
  return event!;
}

/** The installation's newest key, made when it is first needed. */
async function signingKey(sanitisation: SanitisationRepository, secrets: Secrets) {
  const known = await sanitisation.signingKey();
  if (known) {
    const pem = secrets.open(signingPurpose(known.id), known.privateSealed);
    if (pem !== null) return { id: known.id, privateKey: createPrivateKey(pem) };
    // a key that nobody can open signs nothing any more: what it signed can still be checked
  }
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const id = keyIdOf(publicPem);
  const privateSealed = secrets.seal(
    signingPurpose(id),
    privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  await sanitisation.addSigningKey({ id, publicPem, privateSealed });
  return { id, privateKey };
}

/** Of a public key: the beginning of the digest of its DER form. */
export const keyIdOf = (publicPem: string): string =>
  createHash("sha256")
    .update(createPublicKey(publicPem).export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

/** The file that is given out. */
export const certificateFile = (stored: StoredCertificate, key: SigningKeyRecord): CertificateFile => ({
  ...{ format: "headroom.sanitisation-certificate/1", body: JSON.parse(stored.body) as CertificateBody },
  ...{ sha256: stored.sha256, signature: stored.signature, publicKey: key.publicPem },
});

export type CertificateFault =
  | { readonly kind: "format" }
  | { readonly kind: "digest"; readonly says: string; readonly is: string }
  | { readonly kind: "key"; readonly says: string; readonly is: string }
  | { readonly kind: "signature" }
  /** The installation never signed with this key. */
  | { readonly kind: "foreign_key"; readonly keyId: string }
  | { readonly kind: "not_issued"; readonly number: number }
  | { readonly kind: "another_issued"; readonly number: number }
  | { readonly kind: "audit_missing"; readonly event: string }
  | { readonly kind: "audit_changed"; readonly event: string }
  | { readonly kind: "chain_missing"; readonly number: number }
  | { readonly kind: "chain_changed"; readonly number: number };

/** What is wrong with a file in itself. Without the installation's own word for the key, a file without faults is only whole. */
export function fileFaults(file: CertificateFile): CertificateFault[] {
  if (file?.format !== "headroom.sanitisation-certificate/1" || typeof file.body !== "object" || file.body === null)
    return [{ kind: "format" }];
  const text = canonical(file.body);
  const faults: CertificateFault[] = [];
  const is = sha256(text);
  if (is !== file.sha256) faults.push({ kind: "digest", says: file.sha256, is });
  try {
    const keyId = keyIdOf(file.publicKey);
    if (keyId !== file.body.keyId) faults.push({ kind: "key", says: file.body.keyId, is: keyId });
    if (!verify(null, Buffer.from(text), createPublicKey(file.publicKey), Buffer.from(file.signature, "base64")))
      faults.push({ kind: "signature" });
  } catch {
    faults.push({ kind: "signature" });
  }
  return faults;
}

/** What is wrong with a file beside what this installation knows: its keys, its certificates, its audit, and every certificate before it. */
export async function recordFaults(
  ports: Pick<Ports, "work">,
  { body, sha256: digest }: CertificateFile,
): Promise<CertificateFault[]> {
  return ports.work.read(async ({ sanitisation, auditLog }) => {
    const faults: CertificateFault[] = [];
    if (!(await sanitisation.signingKeyOf(body.keyId))) faults.push({ kind: "foreign_key", keyId: body.keyId });
    const stored = await sanitisation.certificate({ number: body.number });
    if (!stored) faults.push({ kind: "not_issued", number: body.number });
    else if (stored.sha256 !== digest) faults.push({ kind: "another_issued", number: body.number });
    let [at, expected]: [CertificateBody, string] = [body, digest];
    for (;;) {
      const { number, audit, previous } = at;
      if (number !== body.number && sha256(canonical(at)) !== expected) faults.push({ kind: "chain_changed", number });
      const event = await auditLog.get(audit.event);
      if (!event) faults.push({ kind: "audit_missing", event: audit.event });
      else if (auditDigest(event) !== audit.sha256) faults.push({ kind: "audit_changed", event: audit.event });
      if (previous === null) return faults;
      const before = await sanitisation.certificate({ number: previous.number });
      if (!before) return [...faults, { kind: "chain_missing", number: previous.number }];
      [at, expected] = [JSON.parse(before.body) as CertificateBody, previous.sha256];
    }
  });
}
