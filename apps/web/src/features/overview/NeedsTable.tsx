"use client";
import type { Overview } from "@headroom/contracts/overview";
import { formatTimeLeft } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { Clock } from "@headroom/ui/primitives/Clock";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { parseAsBoolean } from "nuqs";
import { useQueryState } from "../frame/address";
import { useNow } from "../frame/time";
import { useCurrentRow } from "../frame/useCurrentRow";
import { needAction, needDetail, needHref, needId } from "./needs";

type Need = Overview["needsYou"][number];

const week = 7 * 24 * 3600 * 1000;

/** As many as leave the regions in sight. */
const shortList = 6;

/** What waits for this person, by time left: the most urgent ones, and the rest on request. */
export function NeedsTable({ needs }: { needs: readonly Need[] | null }) {
  const { at, choose, open } = useCurrentRow();
  const [isWhole, setWhole] = useQueryState("all", parseAsBoolean.withDefault(false));
  const all = needs ?? [];
  return (
    <DataTable<Need>
      label="What needs you, by time left"
      columns={columns(useNow())}
      rows={isWhole ? all : all.slice(0, shortList)}
      rowKey={needId}
      rowHeader="what"
      density="roomy"
      hideHead
      currentKey={at}
      onCurrent={choose}
      onOpen={(need) => open(needHref(need))}
      hotkeys
      loadingRows={needs ? undefined : shortList}
      body={
        needs?.length === 0 ? (
          <AllDone title="Nothing waits for you">What needs you will stand here, the most urgent first.</AllDone>
        ) : undefined
      }
      foot={
        all.length > shortList ? (
          <div className="pad">
            <Button size="small" variant="quiet" onPress={() => void setWhole(isWhole ? null : true)}>
              {isWhole ? `Show the first ${shortList}` : `Show all ${all.length}`}
            </Button>
          </div>
        ) : undefined
      }
    />
  );
}

const columns = (now: number): readonly Column<Need>[] => [
  {
    id: "due",
    header: "Time left",
    noWrap: true,
    width: 140,
    cell: (need) =>
      need.dueAt ? (
        <Clock share={Math.min(1, Math.max(0, (Date.parse(need.dueAt) - now) / week))}>
          {formatTimeLeft(need.dueAt, now)}
        </Clock>
      ) : (
        <Muted>no date</Muted>
      ),
  },
  { id: "do", header: "What to do", priority: 2, width: 130, cell: (need) => needAction(need) },
  {
    id: "what",
    header: "What",
    wrap: true,
    cell: (need) => (
      <>
        <Link href={needHref(need)}>
          <Id>{needId(need)}</Id> {need.title}
        </Link>
        <span className="hr-t-sub">
          <span className="hr-phone">{needAction(need)}. </span>
          {needDetail(need)}
        </span>
      </>
    ),
  },
];
