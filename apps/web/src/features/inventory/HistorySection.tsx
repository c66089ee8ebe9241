"use client";
import type { RecordHistory } from "@headroom/contracts/record";
import type { RecordType } from "@headroom/core/topology/records/types";
import { columnsOf } from "@headroom/core/topology/table/columns";
import { DateField } from "@headroom/ui/primitives/Field";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { parseAsString } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { Moment } from "../frame/time";
import { CellValue } from "./cells";
import { inputText } from "./fieldInput";
import { columnHead } from "./words";

const deeds = { create: "Written down", edit: "Changed", delete: "Deleted" } as const;

/** Every version of a record with who made it, and the record as it was at the end of a day. */
export function HistorySection({ type, id }: { type: RecordType; id: number }) {
  const trpc = useTRPC();
  const history = useQuery(trpc.record.history.queryOptions({ type: type.name, id }));
  const [day, setDay] = useQueryState("day", parseAsString);
  return (
    <Section id="record-history" title="History">
      <div className="pad">
        <DateField
          label="As it was at the end of a day"
          optional
          value={day ?? ""}
          onChange={(event) => void setDay(event.target.value || null)}
        />
      </div>
      {day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? <PastDay type={type} id={id} day={day} /> : null}
      {history.error ? (
        <QueryFailure error={history.error} what="The history" onRetry={() => void history.refetch()} />
      ) : (
        <ol className="inv-history">
          {(history.data ?? []).map((entry) => (
            <Entry key={`${entry.version} ${entry.op}`} {...entry} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Entry({ version, op, at, by, fields }: RecordHistory[number]) {
  return (
    <li>
      <b>{deeds[op]}</b> <Moment at={at} />{" "}
      <Muted>{by ? `${by.actor}, ${by.via}` : "before anybody was kept with it"}</Muted>{" "}
      <Muted>version {version}</Muted>
      {by?.reason ? <p>{by.reason}</p> : null}
      {op === "edit" ? (
        <ul className="plain-list">
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              {columnHead(field)}: {inputText(before) || "nothing"} → <b>{inputText(after) || "nothing"}</b>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function PastDay({ type, id, day }: { type: RecordType; id: number; day: string }) {
  const trpc = useTRPC();
  const past = useQuery(trpc.record.asOf.queryOptions({ type: type.name, id, day }));
  if (past.error) return <QueryFailure error={past.error} what={`What it was on ${day}`} />;
  if (!past.data) return null;
  const { fields } = past.data;
  return (
    <dl className="inv-fields" aria-label={`As it was on ${day}`}>
      {columnsOf(type)
        .filter(({ through }) => through.length === 0)
        .map((column) => (
          <div key={column.name}>
            <dt>{columnHead(column.name)}</dt>
            <dd>
              <CellValue column={column} value={fields[column.name] ?? null} nothing="not said" />
            </dd>
          </div>
        ))}
    </dl>
  );
}
