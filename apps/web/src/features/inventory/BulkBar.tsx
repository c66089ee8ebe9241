"use client";
import type { TableCount, TableInput } from "@headroom/contracts/table";
import type { RecordType } from "@headroom/core/topology/records/types";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Fill } from "@headroom/ui/primitives/PageHeader";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useState } from "react";
import { useTRPCClient } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { useMay } from "../frame/useMay";
import { BulkEditDialog, BulkRetireDialog } from "./BulkDialogs";
import type { Row } from "./cells";
import type { useSelection } from "./useSelection";
import { typeWords } from "./words";

/** Changed together at most: as many as one change takes. */
const MOST = 5_000;
/** As many names as an address holds. */
const MOST_OUT = 500;

interface BulkBarProps {
  type: RecordType;
  rows: readonly Row[];
  count: TableCount | null;
  input: TableInput;
  selected: ReturnType<typeof useSelection>;
}

/** What is ticked, and what can be done with all of it at once. */
export function BulkBar({ type, rows, count, input, selected }: BulkBarProps) {
  const toast = useToast();
  const may = useMay();
  const client = useTRPCClient();
  const router = useRouter();
  const [doing, setDoing] = useState<"edit" | "retire" | null>(null);
  const words = typeWords(type.name);
  const { selection, size } = selected;
  const but = selection.kind === "all" ? selection.but.size : 0;
  const all = count && count.how !== "at_least" ? count.count - but : null;
  const many = size ?? all;
  const text =
    size !== null
      ? `${formatNumber(size)} selected`
      : `All ${all === null ? "" : `${count?.how === "about" ? "about " : ""}${formatNumber(all)} `}${words.many.toLowerCase()} that match`;
  const off = !may("fleet.edit")
    ? "It is for planners and admins"
    : many === null || many > MOST
      ? `At most ${formatNumber(MOST)} change together: filter further`
      : null;
  const ticked = (row: Row) => selected.has(String(row.id));
  /** All of them, also those that nobody has scrolled to yet. */
  const gather = async (): Promise<readonly Row[]> => {
    if (size !== null) return rows.filter(ticked);
    const found: Row[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.table.rows.query({ ...input, columns: [...type.key], cursor, limit: 500 });
      found.push(...page.rows.filter(ticked));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && found.length <= MOST);
    return found;
  };
  const copy = async () => {
    const names = rows.filter(ticked).map((row) => row.key.map((part) => part ?? "").join("\t"));
    await navigator.clipboard.writeText(`${names.join("\n")}\n`);
    toast({ text: `${formatNumber(names.length)} copied` });
  };
  const takeOutOff = !may("run.create")
    ? "It is for planners, operators and admins"
    : many === null || many > MOST_OUT
      ? `At most ${formatNumber(MOST_OUT)} racks are taken out by a run from here`
      : null;
  const takeOut = async () => {
    const racks = (await gather()).map((row) => row.key[0] ?? "");
    router.push(`/decommission?racks=${racks.map(encodeURIComponent).join(",")}`);
  };
  const edit = () => off === null && setDoing("edit");
  useHotkeys([{ keys: "e", label: "edit", run: edit }]);
  const dialog = {
    ...{ type, gather, onDone: selected.none, onClose: () => setDoing(null) },
    what: many === 1 ? `1 ${words.one}` : `${many === null ? "all" : formatNumber(many)} ${words.many.toLowerCase()}`,
  };
  return (
    <section className="hr-bulk" aria-label="Selected rows">
      <b role="status">{text}</b>
      <Button size="small" icon="edit" keyHint="E" off={off} onPress={edit}>
        Edit
      </Button>
      {type.name === "racks" || type.name === "servers" ? (
        <Button size="small" icon="decommission" off={off} onPress={() => setDoing("retire")}>
          Retire
        </Button>
      ) : null}
      {type.name === "racks" ? (
        <Button size="small" icon="run" off={takeOutOff} onPress={() => void takeOut()}>
          Take out…
        </Button>
      ) : null}
      <Button
        size="small"
        icon="copy"
        off={size === null ? "Take the CSV for all that match" : null}
        onPress={() => void copy()}
      >
        Copy names
      </Button>
      {size !== null ? (
        <Button size="small" onPress={selected.all}>
          Select all that match
        </Button>
      ) : null}
      <Fill />
      <Button size="small" variant="quiet" icon="close" onPress={selected.none}>
        Clear
      </Button>
      {doing === "edit" ? <BulkEditDialog {...dialog} /> : null}
      {doing === "retire" ? <BulkRetireDialog {...dialog} /> : null}
    </section>
  );
}
