"use client";
import type { ContactList, DutyDto } from "@headroom/contracts/contact";
import { Button, IconButton } from "@headroom/ui/primitives/Button";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

interface DutyFieldsProps {
  duties: readonly DutyDto[];
  works: ContactList["works"];
  onChange: (duties: DutyDto[]) => void;
}

/** Which tasks somebody gets by themselves: each work, at a datacenter or anywhere, has one contact. */
export function DutyFields({ duties, works, onChange }: DutyFieldsProps) {
  const trpc = useTRPC();
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const set = (at: number, change: Partial<DutyDto>) =>
    onChange(duties.map((duty, i) => (i === at ? { ...duty, ...change } : duty)));
  return (
    <fieldset className="duties">
      <legend>Gets these tasks by themselves</legend>
      {duties.length === 0 ? (
        <p className="hr-s12 hr-mut">None: an operator can still send them a task of a run.</p>
      ) : null}
      {duties.map((duty, at) => (
        <div className="hr-row" key={at}>
          <SelectBox
            aria-label={`Task ${at + 1}`}
            placeholder="Choose a task"
            value={duty.work}
            onChange={(event) => set(at, { work: event.target.value })}
            options={works.map(({ work, title }) => ({ value: work, label: title }))}
          />
          <SelectBox
            aria-label={`Where task ${at + 1} is theirs`}
            placeholder="Anywhere"
            value={duty.datacenter ?? ""}
            onChange={(event) => set(at, { datacenter: event.target.value || null })}
            options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
          />
          <IconButton
            icon="close"
            label={`Take task ${at + 1} away`}
            onClick={() => onChange(duties.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon="plus" onPress={() => onChange([...duties, { work: "", datacenter: null }])}>
          Add a task
        </Button>
      </div>
    </fieldset>
  );
}
