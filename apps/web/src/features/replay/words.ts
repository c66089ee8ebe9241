import type { ReplayRow } from "@headroom/contracts/replay";
import { formatDate } from "@headroom/ui/format/dates";
import { orderWords, policyWords } from "../plan-builder/knobs";

/** "1 Jul – 30 Sep 2026". */
export const rangeWords = ({ from, to }: Pick<ReplayRow, "from" | "to">, now: number): string =>
  `${formatDate(from, now)}\u00a0\u2013\u00a0${formatDate(to, now)}`;

export const placeWords = ({ region }: Pick<ReplayRow, "region">): string => region ?? "All regions";

/** "Place all that fits, as they came". */
export const howWords = ({ policy, order }: Pick<ReplayRow, "policy" | "order">): string =>
  `${policyWords[policy]}, ${orderWords[order].toLowerCase()}`;
