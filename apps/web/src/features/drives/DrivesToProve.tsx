"use client";
import type { DriveRow } from "@headroom/contracts/sanitisation";
import { formatAgo } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { Id } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { DestroyDialog } from "./DestroyDialog";
import { type DriveChange, useDriveChange } from "./useDriveChange";
import { WitnessOrder } from "./WitnessOrder";
import { causeWords, destroyedWords, partyWords } from "./words";
import "./drives.css";

/** Others of the product say so meanwhile, and people outside. */
const REFETCH_MS = 10_000;

interface DrivesToProveProps {
  runId: number;
  rack: string;
}

const isOpen = ({ state, faults }: DriveRow) =>
  state === "to_destroy" || state === "destroyed" || (state === "erased" && faults.length > 0);

/** Drives that keep a rack from leaving: what each lacks, and what people can say of it. */
export function DrivesToProve({ runId, rack }: DrivesToProveProps) {
  const trpc = useTRPC();
  const may = useMay();
  const change = useDriveChange();
  const [destroying, setDestroying] = useQueryState("destroy", parseAsInteger);
  const list = useQuery(
    trpc.sanitisation.drives.queryOptions(
      { rack, limit: 500 },
      { enabled: may("hardware.read"), refetchInterval: REFETCH_MS },
    ),
  );
  const drives = (list.data?.rows ?? [])
    .filter((drive) => drive.runId === runId && isOpen(drive))
    .sort((a, b) => a.unit - b.unit || a.id - b.id);
  if (drives.length === 0) return null;
  const off = may("sanitisation.confirm") ? null : "It is for operators and admins";
  const asked = drives.find(({ id }) => id === destroying);
  const first = drives.find(({ state }) => state === "to_destroy" || state === "destroyed");
  return (
    <section className="drives-open" aria-label="Drives without proof">
      <ul>
        {drives.map((drive) => (
          <OpenDrive
            key={drive.id}
            drive={drive}
            off={off}
            change={change}
            onDestroy={() => void setDestroying(drive.id)}
          />
        ))}
      </ul>
      {first && off === null ? <WitnessOrder drive={first} change={change} /> : null}
      {asked && off === null ? (
        <DestroyDialog drive={asked} change={change.destroy} onClose={() => void setDestroying(null)} />
      ) : null}
    </section>
  );
}

interface OpenDriveProps {
  drive: DriveRow;
  off: string | null;
  change: DriveChange;
  onDestroy: () => void;
}

function OpenDrive({ drive, off, change, onDestroy }: OpenDriveProps) {
  const now = useNow();
  const { id, version, serial, name, server, state, destruction } = drive;
  const busy = change.witness.isPending || change.confirm.isPending ? "One moment" : null;
  return (
    <li>
      <span>
        <b>{name}</b> of {server}, {serial ? <Id>{serial}</Id> : "without a serial"}:{" "}
        {destruction ? (
          <>
            {destroyedWords(destruction.method)} by {partyWords(destruction.by)}
            {destruction.by.at ? ` ${formatAgo(destruction.by.at, now)}` : ""}; another person has to have seen it
          </>
        ) : state === "erased" ? (
          "erased; another person has to look at it"
        ) : (
          `to be destroyed, as ${causeWords(drive.faults)}`
        )}
      </span>
      <span className="drives-open-acts">
        {state === "erased" ? (
          <Button size="small" off={off ?? busy} onPress={() => change.confirm.mutate({ id, version })}>
            I looked at it
          </Button>
        ) : null}
        {state === "destroyed" ? (
          <Button
            size="small"
            off={off ?? busy ?? (destruction?.byMe ? "You destroyed it: somebody else has to have seen it" : null)}
            onPress={() => change.witness.mutate({ id, version })}
          >
            I saw it
          </Button>
        ) : (
          <Button size="small" off={off} onPress={onDestroy}>
            It is destroyed…
          </Button>
        )}
      </span>
    </li>
  );
}
