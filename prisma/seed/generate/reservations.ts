import { momentOf } from "./calendar";
import type { FlowInput } from "./flow";
import type { FlowRows } from "./flow-rows";
import { people } from "./people";
import type { Trail } from "./trail";

const reasons = [
  "Space for the network team's aggregation racks",
  "Kept free for the swap of row power devices",
  "Customer cage, contract being signed",
  "Spare positions for repairs",
] as const;

/** A few free positions that people keep: in three datacenters, or as many as there are. */
export function reserveSome({ books, today, dice }: FlowInput, rows: FlowRows, trail: Trail): void {
  const owners = [people.odile, people.ines, people.odile];
  const chosen = books.filter((_, i) => i % Math.ceil(books.length / 3) === 0).slice(0, 3);
  chosen.forEach((book, i) => {
    const { groups } = book.datacenter.model;
    const group = groups
      .filter((g) => book.floor.freeOf(g.id).length > 0)
      .sort((a, b) => book.floor.freeOf(b.id).length - book.floor.freeOf(a.id).length)[0];
    if (!group) return;
    const positions = book.floor.freeOf(group.id).slice(0, dice.int(2, 5));
    const from = Math.max(today - dice.int(5, 60), book.floor.emptySince(positions));
    const reservation = {
      id: rows.reservations.length + 1,
      datacenter: book.datacenter,
      owner: owners[i]!,
      reason: reasons[i]!,
      from,
      to: i === 1 ? null : today + dice.int(40, 200),
      positions,
    };
    const note = `${reservation.owner.name}: ${reservation.reason}`;
    book.keep({ reservationId: reservation.id, positions, from, to: reservation.to, note });
    rows.reservations.push(reservation);
    trail.reserved(reservation, momentOf(from, -4));
  });
}
