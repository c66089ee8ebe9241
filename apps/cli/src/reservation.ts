import { randomUUID } from "node:crypto";
import type { ReservationRow } from "@headroom/contracts/reservation";
import type { ReservationConflict } from "@headroom/core/lifecycle/reservation";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { createReservation, releaseReservation, updateReservation } from "@headroom/services/reservation/change";
import { getReservation, listReservations } from "@headroom/services/reservation/read";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { parseReservationArguments, RESERVATION_USAGE, type ReservationAsked } from "./reservation-options";

const ACTOR = () =>
  ({ id: null, name: "headroom reservation", role: "system", via: "cli", requestId: randomUUID() }) as const;

const thing = ({ kind, rack, server, face, datacenter, room, row, numbers }: ReservationRow): string => {
  if (kind === "device") return `${rack}/${server}`;
  if (kind === "units") return `${rack} U${numbers.join(",")} ${face}`;
  return `${datacenter}/${room}/${row} ${numbers.join(",")}`;
};

const lineOf = (row: ReservationRow): string =>
  [
    ...[`${row.kind}-${row.id}`, thing(row), row.owner, row.ticket ?? "-", row.from ?? "always"],
    ...[row.to ?? "until further notice", row.when, oneLine(row.reason)],
  ].join("  ");

/** Expected failures in sentences; anything else is a fault of the program. */
function explain(cause: unknown): string[] {
  if (cause instanceof NoDatabase) return [cause.message];
  if (!(cause instanceof ServiceError)) throw cause;
  const { code, details } = cause;
  if (code === "NOT_FOUND") return [`there is no ${details.kind} ${details.id}`];
  if (code === "WRONG_STATE") return ["it is over already"];
  if (code === "CONFLICT") return ["somebody changed it meanwhile: try again"];
  if (code === "INVALID_INPUT")
    return (details.issues as { path: string; expected: string; got: unknown }[]).map(
      ({ path, expected, got }) => `${path}: expected ${expected}, found ${String(got)}`,
    );
  if (code === "TAKEN")
    return (details.takes as ReservationConflict[]).map(
      ({ what, by, until }) => `${what} has ${by}, ${until === null ? "until further notice" : `until ${until}`}`,
    );
  throw cause;
}

async function carryOut(ports: Ports, asked: ReservationAsked): Promise<void> {
  const actor = ACTOR();
  if (asked.verb === "list") {
    const found = await listReservations(ports, actor, asked.input);
    const lines = asked.json ? [JSON.stringify(found)] : found.rows.map(lineOf);
    process.stdout.write(lines.map((line) => `${line}\n`).join(""));
    if (!asked.json && found.total > found.rows.length)
      say(`${found.rows.length} of ${found.total} are shown: say more of which.`);
    return;
  }
  if (asked.verb === "create") {
    const made = await createReservation(ports, actor, asked.input);
    process.stdout.write(`${lineOf(await getReservation(ports, actor, made))}\n`);
    return;
  }
  const { kind, id } = asked;
  const now = await getReservation(ports, actor, { kind, id });
  if (asked.verb === "end") {
    await releaseReservation(ports, actor, { kind, id, mark: now.mark, reason: asked.reason });
    say(`${kind}-${id} is given back: ${thing(now)} is free from today on.`);
    return;
  }
  const { mark, said: owner, ticket, reason } = now;
  await updateReservation(ports, actor, { kind, id, mark, owner, ticket, reason, to: asked.to });
  process.stdout.write(`${lineOf(await getReservation(ports, actor, { kind, id }))}\n`);
}

/** `headroom reservation`. */
export const reservation: Command = {
  async run(args) {
    const parsed = parseReservationArguments(args, new Date().toISOString().slice(0, 10));
    if (!parsed.ok) {
      say(...parsed.error.map((fault) => `headroom reservation: ${fault}`), ...RESERVATION_USAGE);
      return 2;
    }
    if (parsed.value === "help") {
      process.stdout.write(`${RESERVATION_USAGE.join("\n")}\n`);
      return 0;
    }
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      await carryOut(container.ports, parsed.value);
      return 0;
    } catch (cause) {
      say(...explain(cause).map((line) => `headroom reservation: ${line}`));
      return 2;
    } finally {
      await container?.close();
    }
  },
};
