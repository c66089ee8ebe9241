import type { TableCount } from "@headroom/contracts/table";
import { formatNumber } from "@headroom/ui/format/numbers";
import type { TypeWords } from "./words";

/** "about 1,200,000 servers and devices", "more than 10,000 match the filter". */
export function countWords({ count, how }: TableCount, words: TypeWords, isFiltered: boolean): string {
  const number = formatNumber(count);
  const noun = count === 1 ? words.one : words.many.toLowerCase();
  const figure = { exact: number, about: `About ${number}`, at_least: `More than ${number}` }[how];
  if (isFiltered) return `${figure} ${noun} match${count === 1 && how === "exact" ? "es" : ""} the filter.`;
  return `${figure} ${noun}. ${words.about}.`;
}
