import type { ControllerDetail, FirmwareRowDto } from "@headroom/contracts/controller";
import { isBehind } from "@headroom/core/bill/firmware";
import { formatAgo } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { firmwareState } from "./words";

type Firmware = NonNullable<ControllerDetail["found"]>["firmware"];

/** What runs on a server, part by part, against the versions that its type is to have. */
export function FirmwareTable({ firmware, now }: { firmware: Firmware; now: number }) {
  const rows = firmware?.rows ?? [];
  const behind = rows.filter(isBehind).length;
  const note = [
    formatCount(rows.length, "part"),
    ...(behind > 0 ? [`${behind} not as wanted`] : []),
    ...(firmware ? [`found ${formatAgo(firmware.at, now)}`] : []),
  ].join(", ");
  return (
    <Section id="firmware" title="Firmware" note={rows.length > 0 ? note : undefined}>
      <DataTable<FirmwareRowDto>
        label="Firmware"
        columns={[
          { id: "part", header: "Part", cell: ({ name }) => name },
          {
            id: "id",
            header: "Called",
            priority: 3,
            cell: ({ id }) => (id === null ? <Muted>not listed</Muted> : <Id>{id}</Id>),
          },
          {
            id: "version",
            header: "Version",
            align: "end",
            noWrap: true,
            cell: ({ version }) => version ?? <Muted>not told</Muted>,
          },
          {
            id: "wanted",
            header: "Wanted",
            align: "end",
            noWrap: true,
            cell: ({ wanted }) => wanted ?? <Muted>any</Muted>,
          },
          {
            id: "updateable",
            header: "Can be updated",
            priority: 2,
            noWrap: true,
            cell: ({ updateable }) =>
              updateable === null ? <Muted>not told</Muted> : updateable ? "yes" : "not through it",
          },
          {
            id: "state",
            header: "Against its type",
            noWrap: true,
            cell: ({ state }) => {
              const { state: shown, words } = firmwareState(state);
              return shown === null ? <Muted>{words}</Muted> : <StateLabel state={shown}>{words}</StateLabel>;
            },
          },
        ]}
        rows={rows}
        rowKey={(row) => `${row.id}/${row.name}/${row.wanted}`}
        body={
          rows.length === 0 ? (
            <p className="pad">Its controller lists none. Looking again asks once more.</p>
          ) : undefined
        }
      />
    </Section>
  );
}
