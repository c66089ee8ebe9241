import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import type { DatacenterPower, PowerSumDto } from "@headroom/contracts/power";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { datacenterPower } from "@headroom/services/power/read";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";

const USAGE = [
  "usage: headroom power DATACENTER [--json]",
  "",
  "  What stands in it, each rack once, counted three ways: nameplate, derated and measured; and every power device against its limits.",
  "  Where meters are silent, measured is at least what is shown; where all are, it is not known.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

const kilo = (watts: number) => (watts / 1000).toFixed(1);
const measured = (watts: number | null, silent: number) =>
  watts === null ? "not known" : `${silent > 0 ? ">= " : ""}${kilo(watts)}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows].map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "),
  );
};

/** Two tables, in kW: sums by room and row, and power devices. */
export function powerLines(power: DatacenterPower): string[] {
  const sum = (name: string, of: PowerSumDto) => [
    ...[name, String(of.racks), kilo(of.nameplateW), kilo(of.deratedW), measured(of.measuredW, of.silent)],
    String(of.silent),
  ];
  const room = (id: string) => power.rooms.find((one) => one.id === id)?.code ?? id;
  return [
    `${power.datacenter}, ${power.asOf}, kW; a meter is silent after ${power.silentAfterHours} h`,
    "",
    ...table(
      ["place", "racks", "nameplate", "derated", "measured", "silent"],
      [
        sum(power.datacenter, power.total),
        ...power.rooms.map((one) => sum(`  room ${one.code}`, one)),
        ...power.rows.map((row) => sum(`    row ${room(row.roomId)}/${row.code}`, row)),
      ],
    ),
    "",
    ...table(
      ["device", "limit", "nameplate", "derated", "measured", "own meter", "failover", "nameplate at worst"],
      power.devices.map((device) => [
        `${room(device.roomId)}/${device.code}`,
        ...[kilo(device.capacityW), kilo(device.nameplate.nowW), kilo(device.derated.nowW)],
        measured(device.measured?.nowW ?? null, device.silent),
        device.reading && !device.reading.silent ? kilo(device.reading.powerW) : "not known",
        ...[kilo(device.failoverCapacityW), kilo(device.nameplate.worstW)],
      ]),
    ),
  ].map(oneLine);
}

/** `headroom power`: three ways to count, in a terminal. */
export const power: Command = {
  async run(args) {
    let container: Container | null = null;
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      });
      const [datacenter, ...more] = positionals;
      if (values.help) {
        process.stdout.write(`${USAGE.join("\n")}\n`);
        return 0;
      }
      if (datacenter === undefined || more.length > 0) {
        say(`headroom power: expected one DATACENTER, found ${positionals.length}`, ...USAGE);
        return 2;
      }
      container = await openCliContainer();
      const actor = { id: null, name: "headroom power", role: "system", via: "cli", requestId: randomUUID() } as const;
      const found = await datacenterPower(container.ports, actor, { datacenter });
      process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : `${powerLines(found).join("\n")}\n`);
      return 0;
    } catch (cause) {
      say(`headroom power: ${explain(cause)}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

/** Expected failures in a sentence; anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase) return cause.message;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND") return `there is no datacenter ${cause.details.id}`;
  if (cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS"))
    return cause.message.split("\n")[0]!;
  throw cause;
}
