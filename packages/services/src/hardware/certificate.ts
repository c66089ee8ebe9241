import type { Performer, StepAnswer } from "../run/perform";
import { issueCertificate } from "../sanitisation/certificate";
import type { HardwareWorld } from "./reach";
import { wipeKeyOf } from "./verify-wipe";
import { shownDrive } from "./wipe";

/** The rack's certificate. What a machine did not erase it does not certify: that becomes a person's task. */
export const certificatePerformer = ({ ports }: Pick<HardwareWorld, "ports">): Performer => ({
  async perform(work, { traceId }): Promise<StepAnswer> {
    const { rackId, rackCode: rack } = work.subject;
    const wipeKey = wipeKeyOf(work);
    if (wipeKey === null) return { kind: "person", why: { code: "wiped_by_hand", rack } };
    if (!ports.secrets) return { kind: "failed", failure: { code: "no_secret_key" }, final: true };
    const issued = await issueCertificate(ports, { wipeKey, rack, rackId, runId: work.runId, traceId });
    if (issued.kind === "not_proven")
      return {
        kind: "failed",
        failure: { code: "drives_not_proven", drives: issued.drives.map(shownDrive) },
        final: true,
      };
    const { number, sha256, auditEventId } = issued.certificate;
    return {
      ...{ kind: "done", result: { certificate: number, sha256 } },
      evidence: [{ kind: "certificate", data: { number, sha256, auditEvent: auditEventId } }],
    };
  },
});
