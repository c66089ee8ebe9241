import type { MenuGroup } from "./Menu";

/** Commands in which every typed word begins or is inside a word; those that begin with the text come first. Empty text: all. */
export function matchCommands(groups: readonly MenuGroup[], text: string): MenuGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...groups];
  return groups
    .map((group) => {
      const hits = group.items
        .map((item) => ({ item, hay: `${item.label} ${item.detail ?? ""} ${group.label ?? ""}`.toLowerCase() }))
        .filter(({ hay }) => words.every((word) => hay.includes(word)));
      const starts = (hay: string) => Number(!hay.startsWith(words[0] ?? ""));
      return { ...group, items: hits.sort((a, b) => starts(a.hay) - starts(b.hay)).map(({ item }) => item) };
    })
    .filter((group) => group.items.length > 0);
}
