/** What NetBox takes as a slug, from a code or a name. */
export function slugOf(text: string): string {
  if (text.length <= 100 && /^[A-Za-z0-9_-]+$/.test(text)) return text;
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 90) || "x";
}

/** One line that is not blank, as NetBox takes names. */
export function nameOf(text: string, most: number): string {
  const line = text.replace(/[\r\n\t]+/g, " ").trim();
  return [...line].slice(0, most).join("").trim() || "unnamed";
}

/** A number of a label: one line, empty where it says nothing. */
export function markOf(text: string | null): string {
  const line = (text ?? "").replace(/[\r\n\t]+/g, " ").trim();
  return [...line].slice(0, 50).join("").trim();
}

/** Gives every word once: `x`, `x-2`, `x-3`. */
export class Once {
  readonly #taken = new Set<string>();
  take(scope: string, wanted: string): string {
    let word = wanted;
    for (let n = 2; this.#taken.has(`${scope}\n${word.toLowerCase()}`); n++) word = `${wanted}-${n}`;
    this.#taken.add(`${scope}\n${word.toLowerCase()}`);
    return word;
  }

  /** The same for who has a word already: `own` stays, where it was given for the word that is wanted. */
  keep(scope: string, wanted: string, own: string | undefined): string {
    if (own === wanted || (own?.startsWith(`${wanted}-`) && /^[0-9]+$/.test(own.slice(wanted.length + 1)))) return own;
    return this.take(scope, wanted);
  }
}
