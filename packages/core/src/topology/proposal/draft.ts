import { digest } from "../../foundation/digest";
import type { Assumption, AssumptionKind, ExternalIdentity, NounKind, ProposedNoun } from "./types";

/** What an assumption says besides the nouns it covers. */
export interface AssumptionText {
  readonly subject: string;
  readonly what: string;
  readonly why: string;
  /** The option of the import that changes the value. */
  readonly option?: string;
}

/** Largest whole number the inventory stores (a 32-bit integer). */
export const MAX_INTEGER = 2_147_483_647;

/** A proposal in the making: gives nouns their external identity and collects assumptions in groups of one kind and value. */
export class Draft {
  readonly source: string;
  readonly #groups = new Map<
    string,
    { kind: AssumptionKind; value: string; text: AssumptionText; keys: Set<string> }
  >();

  constructor(source: string) {
    this.source = source;
  }

  /** The noun with its external identity: its key, and the digest of everything else in it. */
  noun<T extends ProposedNoun>(
    kind: NounKind,
    fields: Omit<T, "ref"> & { readonly key: string },
  ): Omit<T, "ref"> & { readonly ref: ExternalIdentity } {
    const externalId = fields.key;
    return { ...fields, ref: { source: this.source, kind, externalId, digest: digest(fields) } };
  }

  /** Records that `value` was assumed for the nouns of these keys. The first text given for a kind and value stands. */
  assume(kind: AssumptionKind, value: string, text: AssumptionText, keys: Iterable<string>): void {
    const id = `${kind}/${value}`;
    const group = this.#groups.get(id) ?? { kind, value, text, keys: new Set<string>() };
    for (const key of keys) group.keys.add(key);
    if (group.keys.size > 0) this.#groups.set(id, group);
  }

  /** In the order in which they were first made. */
  assumptions(): Assumption[] {
    return [...this.#groups].map(([id, { kind, value, text, keys }]) => ({
      id,
      kind,
      subject: text.subject,
      what: text.what,
      value,
      why: text.why,
      count: keys.size,
      subjects: [...keys],
      option: text.option ?? null,
    }));
  }
}

/**
 * A code for every key, each once: the wanted one where only one key wants it, otherwise with ` #` and what tells the keys apart.
 * Returns the codes and the keys whose code was changed.
 */
export function uniqueCodes(
  wanted: readonly { readonly key: string; readonly code: string; readonly suffix: string }[],
): { codes: ReadonlyMap<string, string>; changed: readonly string[] } {
  const wishes = new Map<string, number>();
  for (const { code } of wanted) wishes.set(code, (wishes.get(code) ?? 0) + 1);
  const taken = new Set(wanted.filter(({ code }) => wishes.get(code) === 1).map(({ code }) => code));
  const codes = new Map<string, string>();
  const changed: string[] = [];
  for (const { key, code, suffix } of wanted) {
    if (wishes.get(code) === 1) {
      codes.set(key, code);
      continue;
    }
    let free = `${code} #${suffix}`;
    for (let n = 2; taken.has(free); n++) free = `${code} #${suffix}.${n}`;
    taken.add(free);
    codes.set(key, free);
    changed.push(key);
  }
  return { codes, changed };
}
