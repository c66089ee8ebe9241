/** Somebody who destroyed a drive, or saw it: of the product, or somebody outside who answered by the signed link of a work order. */
export interface Party {
  readonly kind: "account" | "contact";
  /** Of the account, or of the contact. */
  readonly id: string;
  readonly name: string;
  /** null: none is known. */
  readonly organisation: string | null;
  /** Every address at which they are known to read mail, as `mailKey` writes them. */
  readonly mails: readonly string[];
  /** Number of the work order whose link they answered by; null: they were signed in. */
  readonly workOrder: number | null;
  /** Moment; null: it was not written down. */
  readonly at: string | null;
}

/** The box that a mail arrives in: cases, and what stands behind a plus, make no other person. */
export const mailKey = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, "");

export type WitnessFault =
  /** The one who destroyed it, or somebody who reads the same mail. */
  | { readonly kind: "same_person" }
  /** Outside, nothing but an address tells one person from another. */
  | { readonly kind: "no_mail" };

/** Four eyes: why somebody cannot be the witness of what another one did; null: they can. */
export function witnessFault(doneBy: Party, witness: Party): WitnessFault | null {
  if (witness.kind === "contact" && witness.mails.length === 0) return { kind: "no_mail" };
  const isSame = witness.kind === doneBy.kind && witness.id === doneBy.id;
  const sharesMail = witness.mails.some((one) => doneBy.mails.some((other) => mailKey(one) === mailKey(other)));
  return isSame || sharesMail ? { kind: "same_person" } : null;
}
