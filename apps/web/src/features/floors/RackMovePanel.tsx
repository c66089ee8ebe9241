"use client";
import type { Floor } from "@headroom/contracts/fleet";
import type { CellRef } from "@headroom/ui/floor/scene";
import { Button } from "@headroom/ui/primitives/Button";
import { ComboBox } from "@headroom/ui/primitives/ComboBox";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { rowLabel } from "../words/places";
import type { RackMove } from "./useRackMove";

interface RackMovePanelProps {
  floor: Floor;
  move: RackMove;
  /** Where it is aimed at. */
  selected: CellRef | null;
  onAim: (positionId: number) => void;
}

/** A rack picked up: where it stands, where it is aimed at, and whether it may go there, before anything is done. */
export function RackMovePanel({ floor, move, selected, onAim }: RackMovePanelProps) {
  const { carried } = move;
  if (!carried) return null;
  const name = (ref: CellRef) => {
    const room = floor.rooms[ref.room];
    const row = room?.rows[ref.row];
    const at = ref.cell === null ? undefined : row?.positions[ref.cell];
    return `${rowLabel(room?.code, row?.code ?? "")}${at ? `, position ${at.n}` : ""}`;
  };
  const rows = floor.rooms.flatMap((room) =>
    room.rows.map((row) => ({ row, label: rowLabel(room.code, row.code), room: room.name })),
  );
  const aimed = selected ? floor.rooms[selected.room]?.rows[selected.row] : undefined;
  const at = selected && selected.cell !== null ? aimed?.positions[selected.cell] : undefined;
  const reasons = selected && at ? move.reasonsAt(selected) : null;
  return (
    <SidePanel
      label="Move a rack"
      title={`Move ${carried.rack}`}
      onClose={move.end}
      blocks={
        <>
          <PanelBlock title="To" note="on the floor: arrow keys, or drag it">
            <ComboBox
              label="Row"
              value={aimed?.id ?? null}
              onChange={(id) => {
                const row = rows.find((one) => one.row.id === id)?.row;
                const first = row?.positions.find((one) => one.o === undefined) ?? row?.positions[0];
                if (first) onAim(first.id);
              }}
              options={rows.map(({ row, label, room }) => {
                const free = row.positions.filter((one) => one.o === undefined).length;
                return { value: row.id, label, detail: `${room}, ${free} free` };
              })}
              none="No row of that name"
            />
            <SelectBox
              aria-label="Position"
              value={at ? String(at.id) : ""}
              placeholder="Position"
              onChange={(event) => onAim(Number(event.target.value))}
              options={(aimed?.positions ?? []).map((one) => ({
                value: String(one.id),
                label: `Position ${one.n}${one.o === undefined ? "" : `, ${one.id === positionIdOf(floor, carried.from) ? "where it stands" : (one.rack ?? one.o)}`}`,
              }))}
            />
          </PanelBlock>
          <PanelBlock title={selected ? name(selected) : "Nowhere yet"}>
            <div aria-live="polite">
              {reasons === null ? (
                <p className="hr-sec">{at ? "Checking what it would do there." : "Choose a position."}</p>
              ) : reasons.length === 0 ? (
                <StateLabel state="within">It fits: every limit holds, now and after any one failure.</StateLabel>
              ) : (
                <>
                  <StateLabel state={isHome(floor, carried.from, at?.id) ? "unknown" : "over"} icon="blocked">
                    {isHome(floor, carried.from, at?.id) ? "Where it stands" : "It cannot go there"}
                  </StateLabel>
                  <ul className="hr-why-list">
                    {reasons.map((reason) => (
                      <li key={reason}>{reason}</li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </PanelBlock>
          <PanelBlock>
            <Button
              variant="primary"
              keyHint="Enter"
              off={
                move.busy
                  ? "It is being moved"
                  : reasons === null
                    ? "Not checked yet"
                    : reasons.length > 0
                      ? "It cannot go there"
                      : null
              }
              onPress={move.run}
            >
              Move it here
            </Button>{" "}
            <Button onPress={move.end}>Leave it</Button>
          </PanelBlock>
        </>
      }
    >
      With everything in it, from {name(carried.from)}. It keeps its name, its history and its servers; U takes it back.
    </SidePanel>
  );
}

const positionIdOf = (floor: Floor, ref: CellRef): number | undefined =>
  ref.cell === null ? undefined : floor.rooms[ref.room]?.rows[ref.row]?.positions[ref.cell]?.id;

const isHome = (floor: Floor, from: CellRef, id: number | undefined): boolean =>
  id !== undefined && positionIdOf(floor, from) === id;
