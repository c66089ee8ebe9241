import { EXPIRING_DAYS } from "@headroom/core/lifecycle/reservation";
import type { Actor } from "../actor";
import { dayOf, daysLater } from "../days";
import type { Ports } from "../ports";
import type { NewNotification } from "../ports/notifications";
import type { ReservationRecord } from "../ports/reservations";
import { record } from "../record";

/** "U7, U8 of R12", "positions 1, 2 of N1 1/R1", "db-01 in R12". */
export function reservedThing({ kind, rack, server, datacenter, room, row, numbers }: ReservationRecord): string {
  if (kind === "device") return `${server} in ${rack}`;
  if (kind === "units") return `${numbers.map((unit) => `U${unit}`).join(", ")} of ${rack}`;
  return `${numbers.length === 1 ? "position" : "positions"} ${numbers.join(", ")} of ${datacenter} ${room}/${row}`;
}

/**
 * The worker's sweep: owners with an account and all planners are told of reservations that end soon, once for each end. Returns how many
 * reservations they were told of. Safe to run anywhere, any time.
 */
export function tellEnding(ports: Ports, actor: Actor): Promise<number> {
  const now = ports.clock.now();
  const until = dayOf(daysLater(now, ports.reservationNoticeDays ?? EXPIRING_DAYS));
  return ports.work.write(async (repositories) => {
    const ending = await repositories.reservations.noteEnding(dayOf(now), until);
    if (ending.length === 0) return 0;
    const planners = (await repositories.users.withRoles(["planner"])).map(({ id }) => id);
    await repositories.notifications.add(
      ending.flatMap((one): NewNotification[] => {
        const { kind, id, person, ticket, reason, to, owner } = one;
        const params = { what: reservedThing(one), title: owner, reason, ticket, to };
        return [...new Set([...(person ? [person.id] : []), ...planners])].map((userId) => ({
          ...{ userId, kind: "reservation_ends", entityKind: "reservation", entityId: `${kind}-${id}`, params },
        }));
      }),
    );
    for (const one of ending) {
      const entityId = `${one.kind}-${one.id}`;
      const after = { to: one.to, owner: one.owner };
      await record(repositories, actor, {
        action: "reservation.notice",
        entityKind: "reservation",
        entityId,
        after,
      });
    }
    return ending.length;
  });
}
