/** A page of one thing that somebody has opened. */
export interface Recent {
  readonly path: string;
  readonly label: string;
  /** "rack", "plan". */
  readonly kind: string;
}

const MOST = 30;
const keyOf = (person: string) => `headroom.recents.${person}`;

/** What a person opened in this browser, the latest first. Another person at the same screen has a list of their own. */
export function recents(person: string): readonly Recent[] {
  try {
    const paths: unknown = JSON.parse(window.localStorage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(paths) ? paths.flatMap((path) => recentOf(String(path)) ?? []) : [];
  } catch {
    return [];
  }
}

/** Remembers the page, where it is one of a single thing. */
export function noteOpened(person: string, path: string): void {
  if (recentOf(path) === null) return;
  try {
    const others = recents(person)
      .map((one) => one.path)
      .filter((one) => one !== path);
    window.localStorage.setItem(keyOf(person), JSON.stringify([path, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has no recents.
  }
}

const things: readonly (readonly [RegExp, string, string])[] = [
  [/^\/racks\/([^/]+)$/, "rack", ""],
  [/^\/floors\/([^/]+)$/, "floor", ""],
  [/^\/regions\/([^/]+)$/, "region", ""],
  [/^\/plans\/(\d+)$/, "plan", "PL-"],
  [/^\/requests\/(\d+)$/, "request", "RQ-"],
  [/^\/runs\/(\d+)$/, "run", "RN-"],
];

/** The thing that a path is the page of; null: of none. */
export function recentOf(path: string): Recent | null {
  try {
    for (const [shape, kind, prefix] of things) {
      const [, key] = shape.exec(path) ?? [];
      if (key !== undefined) return { path, label: prefix + decodeURIComponent(key), kind };
    }
    const [, type, key] = /^\/inventory\/([a-z_]+)\/(.+)$/.exec(path) ?? [];
    if (type === undefined || key === undefined) return null;
    const parts = key.split("/").map(decodeURIComponent);
    return {
      path,
      label: parts.filter((part) => part !== "~").join(" "),
      kind: type.replaceAll("_", " ").replace(/s$/, ""),
    };
  } catch {
    return null;
  }
}
