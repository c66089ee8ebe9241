import { dataClasses, destructions, levels, medias, methods, proofs } from "@headroom/core/sanitisation/policy";
import { z } from "zod";
import { code, id, idCursor, isoInstant, reason } from "./common";
import { stepOrder } from "./delivery";

/** Sanitisation after NIST SP 800-88 Rev. 2: the policy, what became of each drive, and certificates. */

const dataClass = z.enum(dataClasses);

export const sanitisationPolicy = z.object({
  version: z.int().min(0),
  rules: z
    .array(
      z.object({
        media: z.enum(medias),
        dataClass,
        least: z.enum(levels),
        proofs: z.array(z.enum(proofs)).max(proofs.length).readonly(),
      }),
    )
    .max(medias.length * dataClasses.length)
    .readonly(),
  /** Class of what a service keeps, by its name or by a tag of racks. */
  services: z.record(z.string().trim().min(1).max(200), dataClass),
  usual: dataClass,
  believesOfferedEncryption: z.boolean(),
});
/** sanitisation.savePolicy: `version` is of the one that was read. */
export const savePolicyInput = z.object({ policy: sanitisationPolicy, reason });

export const driveRef = z.object({ id, version: z.int().min(1) });
/** sanitisation.destroy: the serial as it stands on the drive. */
export const destroyInput = driveRef.extend({
  method: z.enum(destructions),
  serialScanned: z.string().trim().min(1).max(100),
});

/** sanitisation.askWitness: somebody outside who is to see this drive destroyed, and the others of its rack that have to be. */
export const askWitnessInput = z.object({ id, contactId: id });
export type AskWitnessInput = z.output<typeof askWitnessInput>;
export const witnessOrderRef = z.object({ id });

/** Somebody who destroyed a drive, or saw it. `account`: signed in; `signed_link`: by the link of a work order. */
const partySaid = z.object({
  name: z.string(),
  organisation: z.string().nullable(),
  how: z.enum(["account", "signed_link"]),
  workOrder: z.int().nullable(),
  at: z.string().nullable(),
});
export type PartySaid = z.infer<typeof partySaid>;

/** sanitisation.drives: newest first. `open`: only those that wait to be destroyed, or to be witnessed. */
export const drivesInput = z.object({
  rack: code.optional(),
  open: z.boolean().optional(),
  cursor: idCursor,
  limit: z.int().min(1).max(500).default(100),
});
export const driveRow = z.object({
  ...driveRef.shape,
  runId: z.int(),
  rack: z.string(),
  server: z.string(),
  unit: z.number(),
  name: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  media: z.enum(medias),
  dataClass,
  least: z.enum(levels),
  state: z.enum(["planned", "ordered", "running", "erased", "to_destroy", "destroyed", "proven"]),
  method: z.enum(methods).nullable(),
  erasedAt: isoInstant.nullable(),
  provenAt: isoInstant.nullable(),
  /** What its evidence lacks, or why it is to be destroyed. */
  faults: z.array(z.object({ kind: z.string() }).loose()),
  confirmedBy: z.string().nullable(),
  destroyedBy: z.string().nullable(),
  /** null: it is not destroyed. `byMe`: whoever asks did it. */
  destruction: z
    .object({ method: z.enum(destructions), by: partySaid, byMe: z.boolean(), witness: partySaid.nullable() })
    .nullable(),
  /** The latest order to witness for its rack. */
  order: stepOrder.nullable(),
});
export type DriveRow = z.infer<typeof driveRow>;
export const drivesOutput = z.object({ rows: z.array(driveRow), next: z.string().nullable() });

export const certifiedDrive = z.object({
  server: z.string(),
  serverSerial: z.string().nullable(),
  unit: z.number(),
  name: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  media: z.string(),
  capacityBytes: z.number().nullable(),
  dataClass: z.string(),
  policyVersion: z.int(),
  level: z.string(),
  method: z.string(),
  erasedAt: z.string().nullable(),
  provenAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  destroyedBy: z.string().nullable(),
  /** Who destroyed it and who saw it, and how each said so. Absent: it was erased, or the certificate is older than this is kept. */
  destruction: z.object({ by: partySaid, witness: partySaid }).optional(),
});
export type CertifiedDrive = z.infer<typeof certifiedDrive>;

export const certificateBody = z.object({
  number: z.int().min(1),
  installation: z.string(),
  rack: z.string(),
  run: z.int(),
  issuedAt: z.string(),
  standard: z.literal("NIST SP 800-88 Rev. 2"),
  drives: z.array(certifiedDrive),
  /** The event in the audit that names every drive, and its digest. */
  audit: z.object({ event: z.string().regex(/^\d{1,18}$/), sha256: z.string() }),
  /** The certificate before this one; null: it is the first. */
  previous: z.object({ number: z.int(), sha256: z.string() }).nullable(),
  keyId: z.string(),
});
export type CertificateBody = z.infer<typeof certificateBody>;

/**
 * What is given out. `signature`: Ed25519 over the canonical text of `body` (keys in code unit order, no blanks), base64; `sha256` is of the same text.
 * `publicKey` is PEM: only whoever knows it from elsewhere, or asks the installation, knows whose it is.
 */
export const certificateFile = z.object({
  format: z.literal("headroom.sanitisation-certificate/1"),
  body: certificateBody,
  sha256: z.string(),
  signature: z.string(),
  publicKey: z.string().max(2000),
});
export type CertificateFile = z.infer<typeof certificateFile>;

/** sanitisation.certificates: newest first. */
export const certificatesInput = z.object({
  rack: code.optional(),
  cursor: idCursor,
  limit: z.int().min(1).max(500).default(100),
});
export const certificatesOutput = z.object({
  rows: z.array(
    z.object({
      number: z.int(),
      rack: z.string(),
      run: z.int(),
      drives: z.int(),
      issuedAt: z.string(),
      sha256: z.string(),
    }),
  ),
  next: z.string().nullable(),
});
export const certificateInput = z.object({ number: id });
