"use client";
import type { RecordType } from "@headroom/core/topology/records/types";
import { columnsOf, shownAtFirst } from "@headroom/core/topology/table/columns";
import { Button, IconButton } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Checkbox } from "@headroom/ui/primitives/Field";
import { useState } from "react";
import { columnHead } from "./words";

interface ColumnsDialogProps {
  type: RecordType;
  shown: readonly string[];
  onChange: (columns: readonly string[]) => void;
  onClose: () => void;
}

/** Which columns, in which order: those that are shown first, as they stand in the table. */
export function ColumnsDialog({ type, shown, onChange, onClose }: ColumnsDialogProps) {
  const all = columnsOf(type);
  const [order, setOrder] = useState(() => [
    ...shown,
    ...all.map(({ name }) => name).filter((name) => !shown.includes(name)),
  ]);
  const [on, setOn] = useState<ReadonlySet<string>>(new Set(shown));
  const move = (at: number, by: number) => {
    if (at + by < 0 || at + by >= order.length) return;
    const next = [...order];
    const [name] = next.splice(at, 1);
    next.splice(at + by, 0, name!);
    setOrder(next);
  };
  const toggle = (name: string) => {
    const next = new Set(on);
    if (!next.delete(name)) next.add(name);
    setOn(next);
  };
  const about = (name: string) => all.find((column) => column.name === name)?.about;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Columns"
      actions={
        <>
          <Button
            onPress={() => {
              const first = shownAtFirst(type);
              setOrder([...first, ...all.map(({ name }) => name).filter((name) => !first.includes(name))]);
              setOn(new Set(first));
            }}
          >
            As at first
          </Button>
          <Button
            variant="primary"
            off={on.size === 0 ? "Choose one at least" : null}
            onPress={() => {
              onChange(order.filter((name) => on.has(name)));
              onClose();
            }}
          >
            Show {on.size}
          </Button>
        </>
      }
    >
      <ol className="inv-columns">
        {order.map((name, at) => (
          <li key={name}>
            <Checkbox
              label={columnHead(name)}
              help={about(name)}
              checked={on.has(name)}
              onChange={() => toggle(name)}
            />
            <IconButton
              icon="chevronUp"
              label={`${columnHead(name)}: earlier`}
              aria-disabled={at === 0}
              onClick={() => move(at, -1)}
            />
            <IconButton
              icon="chevronDown"
              label={`${columnHead(name)}: later`}
              aria-disabled={at === order.length - 1}
              onClick={() => move(at, 1)}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
