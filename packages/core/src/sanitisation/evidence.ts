import type { Decision } from "./decide";
import { type Party, witnessFault } from "./party";
import { type Destruction, isAtLeast, type Level, type Method, strengthOf } from "./policy";

/** What was seen of an erasure. Serials are of the drive, as read before and after. */
export interface Erasure {
  readonly kind: "erasure";
  readonly method: Method;
  readonly serialBefore: string | null;
  /** The controller said that it ended well. */
  readonly ended: "done" | "failed" | "unseen";
  /** Read from the controller again afterwards; null: it was not, or it was not there. */
  readonly serialAfter: string | null;
  readonly stillErasing: boolean;
  /** Another person than the one who ordered it; null: nobody looked. */
  readonly confirmedBy: string | null;
  readonly orderedBy: string;
}

/** What people saw of a destruction. */
export interface DestructionSeen {
  readonly kind: "destruction";
  readonly method: Destruction;
  readonly serialExpected: string | null;
  /** Read off the drive itself. */
  readonly serialScanned: string;
  readonly doneBy: Party;
  /** null: nobody has yet. */
  readonly witness: Party | null;
}

export type EvidenceFault =
  | { readonly kind: "none" }
  | { readonly kind: "not_ended"; readonly ended: Erasure["ended"] }
  | { readonly kind: "too_weak"; readonly method: Method; readonly level: Level | null; readonly least: Level }
  | { readonly kind: "other_serial"; readonly expected: string | null; readonly got: string | null }
  | { readonly kind: "not_found_again" }
  | { readonly kind: "still_erasing" }
  | { readonly kind: "no_second_person" }
  | { readonly kind: "must_be_destroyed" };

/** Everything that evidence lacks to prove that a drive was dealt with as decided. Empty: it is sanitised. */
export function evidenceFaults(
  decision: Decision,
  evidence: Erasure | DestructionSeen | null,
  believesOffered: boolean,
): EvidenceFault[] {
  if (evidence === null) return [{ kind: "none" }];
  if (evidence.kind === "destruction") return destructionFaults(evidence);
  if (decision.kind === "destroy") return [{ kind: "must_be_destroyed" }];
  const faults: EvidenceFault[] = [];
  const { method, ended, serialBefore, serialAfter, stillErasing, confirmedBy, orderedBy } = evidence;
  const level = strengthOf(decision.media, method, believesOffered);
  if (level === null || !isAtLeast(level, decision.least))
    faults.push({ kind: "too_weak", method, level, least: decision.least });
  if (ended !== "done") faults.push({ kind: "not_ended", ended });
  if (decision.proofs.includes("found_again")) {
    if (serialAfter === null) faults.push({ kind: "not_found_again" });
    else if (serialBefore === null || !sameSerial(serialAfter, serialBefore))
      faults.push({ kind: "other_serial", expected: serialBefore, got: serialAfter });
    if (stillErasing) faults.push({ kind: "still_erasing" });
  }
  if (decision.proofs.includes("second_person") && (confirmedBy === null || confirmedBy === orderedBy))
    faults.push({ kind: "no_second_person" });
  return faults;
}

function destructionFaults({ serialExpected, serialScanned, doneBy, witness }: DestructionSeen): EvidenceFault[] {
  const faults: EvidenceFault[] = [];
  if (serialExpected !== null && !sameSerial(serialScanned, serialExpected))
    faults.push({ kind: "other_serial", expected: serialExpected, got: serialScanned });
  if (witness === null || witnessFault(doneBy, witness) !== null) faults.push({ kind: "no_second_person" });
  return faults;
}

/** Scanners and controllers write blanks, dashes and cases as they like. */
export const sameSerial = (a: string, b: string): boolean => plain(a) !== "" && plain(a) === plain(b);
const plain = (serial: string) => serial.toUpperCase().replace(/[^0-9A-Z]/g, "");
