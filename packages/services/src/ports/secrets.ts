/**
 * Keeps what must be used later and never shown: authenticated encryption with a key that is not in the database. `purpose` is bound to the text:
 * what was sealed for one purpose does not open for another.
 */
export interface Secrets {
  /** As `s1.KEY.NONCE.TEXT`: fit for a column. Different every time. */
  seal(purpose: string, text: string): string;
  /** Null: sealed with a key that nobody has any more, for another purpose, or changed. */
  open(purpose: string, sealed: string): string | null;
  /** Says that a text was written here: as `KEY-SIGNATURE`, the same every time. Fit for a link. */
  sign(text: string): string;
  /** With the newest key, or one before it. */
  isSigned(text: string, signature: string): boolean;
  /** Whether it was sealed with the newest key. */
  isCurrent(sealed: string): boolean;
}
