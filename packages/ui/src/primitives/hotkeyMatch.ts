/** The pure half of the keyboard: which shortcut a key press means. Bindings are "j", "?", "[", "g r" (a sequence), "Mod+k". */

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey?: boolean;
}

export interface Binding {
  keys: string;
}

export type MatchResult<B> = { kind: "run"; binding: B } | { kind: "prefix"; prefix: string } | { kind: "none" };

const CONTROL_KEYS = new Set([
  "Enter",
  " ",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);

/** A press as it is written in a binding: "k", "Mod+k", "Enter"; null for a press that can mean nothing here. */
export function pressName(press: KeyPress): string | null {
  if (press.altKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return press.ctrlKey || press.metaKey ? `Mod+${key}` : key;
}

/** A shortcut made of printable characters alone can be switched off (WCAG 2.1.4); those with a modifier and named keys stay. */
export function isSingleKey(keys: string): boolean {
  return keys.split(" ").every((part) => part.length === 1);
}

/**
 * Later bindings win over earlier ones, so that a page or a dialog may take a key from the shell.
 * `prefix` is the first key of a sequence pressed just before, or null.
 */
export function matchHotkey<B extends Binding>(
  bindings: readonly B[],
  press: KeyPress,
  prefix: string | null,
  options: { singleKeys: boolean; typing: boolean; onControl?: boolean },
): MatchResult<B> {
  const name = pressName(press);
  if (name === null) return { kind: "none" };
  const allowed = bindings.filter((binding) => {
    if (options.typing && !binding.keys.startsWith("Mod+")) return false;
    // Enter, space and arrows belong to the link, button or grid that has the focus.
    if (options.onControl && CONTROL_KEYS.has(binding.keys)) return false;
    return options.singleKeys || !isSingleKey(binding.keys);
  });
  const wanted = prefix === null ? name : `${prefix} ${name}`;
  const exact = allowed.findLast((binding) => binding.keys.toLowerCase() === wanted.toLowerCase());
  if (exact) return { kind: "run", binding: exact };
  if (prefix !== null) return matchHotkey(bindings, press, null, options);
  const begins = allowed.some((binding) => binding.keys.toLowerCase().startsWith(`${name.toLowerCase()} `));
  return begins ? { kind: "prefix", prefix: name } : { kind: "none" };
}

/** How a binding is printed on a key: "g r" is "G R", "Mod+k" is "Ctrl K". */
export function keyCaps(keys: string): string {
  const arrows: Record<string, string> = {
    ArrowUp: "\u2191",
    ArrowDown: "\u2193",
    ArrowLeft: "\u2190",
    ArrowRight: "\u2192",
  };
  return keys
    .split(" ")
    .flatMap((part) => part.split("+").map((name) => (name === "Mod" ? "Ctrl" : (arrows[name] ?? name))))
    .map((name) => (name.length === 1 ? name.toUpperCase() : name))
    .join(" ");
}
