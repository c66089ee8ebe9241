"use client";
import type { RecordType } from "@headroom/core/topology/records/types";
import { type Condition, filterText } from "@headroom/core/topology/table/filter";
import { formatDate } from "@headroom/ui/format/dates";
import { DiffWord } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useNow } from "../frame/time";
import { usePlanChoices } from "../when/useWhen";
import { WhenPicker } from "../when/WhenPicker";
import { AheadWords, PlanWords } from "../when/WhenWords";
import { dayAhead, type When } from "../when/whenQuery";
import type { RowMoment, TypeTimes } from "./tableMoment";

/** The choice of the moment, in the tool row of a table. */
export function TableWhen({ when, onWhen }: { when: When; onWhen: (when: When) => void }) {
  const plans = usePlanChoices(when, () => true);
  return <WhenPicker when={when} onWhen={onWhen} plans={plans} />;
}

interface MomentSentenceProps {
  type: RecordType;
  times: TypeTimes;
  filter: readonly Condition[];
  when: When;
  noun: string;
  /** What the plan shown does; null: none is shown, or it is being read. */
  plan: { readonly adds: number; readonly powerW: number; readonly moves: number; readonly retires: number } | null;
}

/** How many of what the filter asks for come and leave until the day shown, or what the plan changes. */
export function MomentSentence({ type, times, filter, when, noun, plan }: MomentSentenceProps) {
  const now = useNow();
  const trpc = useTRPC();
  const ahead = when.days !== null && when.plan === null;
  const [tomorrow, on] = [dayAhead(now, 1), dayAhead(now, when.days ?? 1)];
  const count = (column: string | null) => ({
    ...trpc.table.count.queryOptions(
      {
        type: type.name,
        filter: filterText([
          ...filter,
          ...(column ? [{ column, is: "between" as const, from: tomorrow, to: on }] : []),
        ]),
      },
      { enabled: ahead && column !== null },
    ),
  });
  const come = useQuery(count(times.comes));
  const leave = useQuery(count(times.leaves));
  if (when.plan !== null) return plan ? <PlanWords id={when.plan} where="in the fleet" {...plan} /> : null;
  if (!ahead) return null;
  const [comes, leaves] = [come.data?.count ?? 0, leave.data?.count ?? 0];
  return <AheadWords on={on} asOf={dayAhead(now, 0)} come={comes} leave={leaves} noun={noun} />;
}

/** What becomes of a row, with the sign of a difference. */
export function RowThen({ moment }: { moment: RowMoment | null }) {
  const now = useNow();
  if (!moment) return null;
  const kind = moment.tone === "leaving" ? (moment.text.startsWith("moves") ? "move" : "retire") : "add";
  // days as people read them
  const words = moment.text.replace(/\d{4}-\d{2}-\d{2}/, (day) => formatDate(day, now));
  return <DiffWord kind={kind} word={words} />;
}
