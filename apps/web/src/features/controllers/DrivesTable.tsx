import type { ControllerDetail } from "@headroom/contracts/controller";
import { formatAgo } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { capacityWords, driveState, mediaWord } from "./words";

type Drive = NonNullable<ControllerDetail["found"]>["drives"][number];

/** Drives behind a controller: on what they store, how they can be erased, and what became of their last erasure. */
export function DrivesTable({ drives, now }: { drives: readonly Drive[]; now: number }) {
  return (
    <Section id="drives" title="Drives" note={drives.length > 0 ? formatCount(drives.length, "drive") : undefined}>
      <DataTable<Drive>
        label="Drives"
        columns={[
          { id: "name", header: "Drive", noWrap: true, cell: ({ name }) => name },
          {
            id: "serial",
            header: "Serial",
            noWrap: true,
            cell: ({ serial }) => (serial ? <Id>{serial}</Id> : <Muted>not told</Muted>),
          },
          { id: "model", header: "Model", priority: 3, cell: ({ model }) => model ?? <Muted>not told</Muted> },
          {
            id: "media",
            header: "Stores on",
            priority: 2,
            noWrap: true,
            cell: ({ media, encrypts }) => `${mediaWord(media)}${encrypts ? ", encrypts itself" : ""}`,
          },
          {
            id: "size",
            header: "Size",
            align: "end",
            priority: 2,
            noWrap: true,
            cell: ({ capacityBytes }) =>
              capacityBytes === null ? <Muted>not told</Muted> : capacityWords(capacityBytes),
          },
          {
            id: "class",
            header: "Data",
            priority: 2,
            noWrap: true,
            cell: ({ sanitised }) => sanitised?.dataClass ?? <Muted>not decided</Muted>,
          },
          {
            id: "erase",
            header: "Can be erased",
            priority: 3,
            cell: ({ eraseMethods }) =>
              eraseMethods.length > 0 ? eraseMethods.join(", ") : <Muted>no way is offered</Muted>,
          },
          { id: "state", header: "Sanitised", cell: (drive) => <Sanitised of={drive} now={now} /> },
        ]}
        rows={[...drives]}
        rowKey={({ name, serial }) => `${name}/${serial}`}
        body={drives.length === 0 ? <p className="pad">Its controller tells of no drive.</p> : undefined}
      />
    </Section>
  );
}

function Sanitised({ of: { sanitised }, now }: { of: Drive; now: number }) {
  if (sanitised === null) return <Muted>never by a run</Muted>;
  const { state, words } = driveState(sanitised.state);
  return (
    <>
      <StateLabel state={state}>{words}</StateLabel>
      {sanitised.at ? <Muted>{`, ${formatAgo(sanitised.at, now)}`}</Muted> : null}{" "}
      <Link href={`/runs/${sanitised.runId}`} className="hr-nw">
        {`RN-${sanitised.runId}`}
      </Link>
    </>
  );
}
