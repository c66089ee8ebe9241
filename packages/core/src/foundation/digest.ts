/**
 * Digest of a JSON value: 16 hex digits, the same for equal content whatever the order of its keys. To notice a change, not to
 * withstand an adversary. Two 32-bit lanes of multiply and rotate with a final avalanche, after Bob Jenkins' and Austin Appleby's
 * public domain hashes. Linear in the size of the text.
 */
export function digest(value: unknown): string {
  return digestText(canonical(value));
}

/** JSON with the keys of every object in code unit order; fields that are undefined are left out, as in JSON. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
}

function digestText(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = rotate(Math.imul(a ^ unit, 0xcc9e2d51), 13) + b;
    b = rotate(Math.imul(b ^ unit, 0x1b873593), 17) ^ a;
  }
  const low = avalanche(a ^ text.length);
  const high = avalanche(b ^ low);
  return hex(high) + hex(low);
}

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
