"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { LimitBar, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { Muted } from "@headroom/ui/primitives/Text";
import { amountText } from "../words/amounts";
import type { DeviceRow } from "./deviceRows";

interface FailurePanelProps {
  /** Devices of the room, worst first. */
  rows: readonly DeviceRow[];
  failed: string;
  onAll: () => void;
  onClose: () => void;
}

const shown = 16;

/** What a failure does to the devices of its room, the worst ones; all of them are one press away. */
export function FailurePanel({ rows, failed, onAll, onClose }: FailurePanelProps) {
  const alive = rows.filter((row) => row.afterShare !== null);
  const over = alive.filter((row) => (row.afterShare ?? 0) > 1).length;
  const near = alive.filter(
    (row) => (row.afterShare ?? 0) <= 1 && Math.round((row.afterShare ?? 0) * 100) >= 95,
  ).length;
  return (
    <SidePanel
      label="Devices after the failure"
      title={`After ${failed} fails`}
      onClose={onClose}
      blocks={
        <PanelBlock title="Devices" note="worst first, of the failover limit">
          <table className="hr-t hr-t-flush" aria-label={`Worst devices after ${failed} fails`}>
            <thead>
              <tr>
                <th scope="col">Device</th>
                <th scope="col">Against the limit</th>
                <th scope="col" className="hr-n">
                  Now
                </th>
                <th scope="col" className="hr-n">
                  After
                </th>
              </tr>
            </thead>
            <tbody>
              {alive.slice(0, shown).map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.code}</th>
                  <td>
                    <LimitBar
                      label={`${row.code} after ${failed} fails`}
                      used={Math.min(row.nowW, row.afterW ?? 0)}
                      gain={Math.max(0, (row.afterW ?? 0) - row.nowW)}
                      limit={row.afterLimitW}
                      format={(watts) => amountText(watts, "W")}
                    />
                  </td>
                  <td className="hr-n">
                    <LimitShare share={row.nowShare} icon={false} />
                  </td>
                  <td className="hr-n">
                    <LimitShare share={row.afterShare} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="panel-act">
            <Button size="small" icon="table" onPress={onAll}>
              {`All ${formatCount(rows.length, "device")}`}
            </Button>
            {rows.length > alive.length ? (
              <Muted>{formatCount(rows.length - alive.length, "device")} down</Muted>
            ) : null}
          </p>
        </PanelBlock>
      }
    >
      {over > 0
        ? `${formatCount(over, "device")} over the failover limit, ${near} within 5 % of it.`
        : near > 0
          ? `Every device holds; ${formatCount(near, "device")} within 5 % of the limit.`
          : "Every device holds with more than 5 % to spare."}
    </SidePanel>
  );
}
