"use client";
import type { TableCount } from "@headroom/contracts/table";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Fill } from "@headroom/ui/primitives/PageHeader";
import { useToast } from "@headroom/ui/primitives/Toast";
import type { Row } from "./cells";
import type { useSelection } from "./useSelection";
import type { TypeWords } from "./words";

interface BulkBarProps {
  rows: readonly Row[];
  count: TableCount | null;
  words: TypeWords;
  selected: ReturnType<typeof useSelection>;
}

/** What is ticked, and what can be done with all of it at once. */
export function BulkBar({ rows, count, words, selected }: BulkBarProps) {
  const toast = useToast();
  const { selection, size } = selected;
  const but = selection.kind === "all" ? selection.but.size : 0;
  const text =
    size !== null
      ? `${formatNumber(size)} selected`
      : `All ${count && count.how !== "at_least" ? `${count.how === "about" ? "about " : ""}${formatNumber(count.count)} ` : ""}${words.many.toLowerCase()} that match${but > 0 ? `, but ${formatNumber(but)}` : ""}`;
  const copy = async () => {
    const names = rows.filter((row) => selected.has(row.id)).map((row) => row.key.map((part) => part ?? "").join("\t"));
    await navigator.clipboard.writeText(`${names.join("\n")}\n`);
    toast({ text: `${formatNumber(names.length)} copied` });
  };
  return (
    <section className="hr-bulk" aria-label="Selected rows">
      <b role="status">{text}</b>
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
    </section>
  );
}
