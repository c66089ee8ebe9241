"use client";
import type { ScenarioBoard, ScenarioChange, ScenarioOptions } from "@headroom/contracts/scenario";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import type { useScenarioChange } from "./useBoard";
import { useToastFailure } from "./useToastFailure";

interface FirstScenarioProps {
  board: ScenarioBoard;
  options: ScenarioOptions | undefined;
  create: ReturnType<typeof useScenarioChange>["create"];
  off: string | null;
  onAdd: () => void;
}

interface Start {
  readonly name: string;
  readonly changes: ScenarioChange[];
}

/** Where the first scenario would stand: what it is good for, and three to begin with. */
export function FirstScenario({ board, options, create, off, onAdd }: FirstScenarioProps) {
  const failed = useToastFailure();
  const starts = startsOf(options);
  return (
    <EmptyState
      title="No scenarios yet"
      actions={
        <>
          <Button size="small" off={off} onPress={onAdd}>
            Set the knobs
          </Button>
          {starts.map((start) => (
            <Button
              key={start.name}
              size="small"
              off={off ?? (create.isPending ? "One moment" : null)}
              onPress={() => create.mutate({ planId: board.plan.id, ...start }, { onError: failed("Adding it") })}
            >
              {start.name}
            </Button>
          ))}
        </>
      }
    >
      The same requests, solved again in a changed world beside the draft: up to four. Nothing is held, nothing live
      changes.
    </EmptyState>
  );
}

function startsOf(options: ScenarioOptions | undefined): Start[] {
  const tops = (options?.datacenters ?? []).flatMap((d) =>
    d.devices.filter((device) => device.top).map((device) => ({ ...device, datacenterId: d.id, code: d.code })),
  );
  const largest = tops.reduce<(typeof tops)[number] | null>((a, b) => (a && a.racks >= b.racks ? a : b), null);
  return [
    { name: "20 % more", changes: [{ kind: "growth", percent: 20 }] },
    ...(largest
      ? [
          {
            name: `Lose ${largest.name} in ${largest.code}`,
            changes: [{ kind: "device_out", datacenterId: largest.datacenterId, deviceId: largest.id } as const],
          },
        ]
      : []),
    { name: "Largest first", changes: [{ kind: "order", order: "largest" }] },
  ];
}
