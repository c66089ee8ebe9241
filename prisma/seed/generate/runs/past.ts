import { people } from "../people";
import type { SeedDatacenter } from "../topology";
import { dayText } from "./make";
import { asTheyCame, asTheyWent, openedAs, type Plot, times } from "./scripts";
import type { TaleBook } from "./tales";

const { HOUR, DAY } = times;

/** Finished runs are told of so many days, and no more of each kind than so many. */
const DAYS_BACK = 150;
const MOST = { provision: 36, decommission: 10, repair: 12 } as const;

/** What was carried out: from lots that came and went, what plans brought, racks that were mended, and one that was called off. */
export function tellPast(book: TaleBook): void {
  carriedOut(book);
  delivered(book);
  left(book);
  mended(book);
  calledOff(book);
}

/** Lots that came in the last months, at most three of a datacenter. */
function carriedOut(book: TaleBook): void {
  const { today, dice } = book.input;
  const perSite = new Map<SeedDatacenter, number>();
  const lots = [...book.byLot.keys()]
    .filter((lot) => lot.inServiceOn !== null && lot.inServiceOn < today && lot.retiredOn === null)
    .filter((lot) => today - lot.inServiceOn! < DAYS_BACK)
    .filter((lot) => lot.installedOn! - lot.committedOn >= 10 && book.planOf(lot) === null)
    .sort((a, b) => b.inServiceOn! - a.inServiceOn!);
  let told = 0;
  for (const lot of lots) {
    const here = perSite.get(lot.datacenter) ?? 0;
    if (here >= 3 || told >= MOST.provision) continue;
    perSite.set(lot.datacenter, here + 1);
    told += 1;
    const racks = book.byLot.get(lot)!.map((rack) => book.told(rack));
    const createdAt = lot.committedOn * DAY + dice.int(8, 15) * HOUR;
    const ends = asTheyCame(dice.fork(`came/${lot.id}`), [{ ...lot, installedOn: lot.installedOn! }]);
    book.tell(
      "provision",
      lot.datacenter,
      [racks],
      createdAt,
      { ends, gateMs: openedAs(ends) },
      { dueOn: dayText((lot.inServiceOn! - 1) * DAY) },
    );
  }
}

/** What plans delivered. */
function delivered(book: TaleBook): void {
  const { plans, dice } = book.input;
  for (const plan of plans) {
    const lots = [...book.byLot.keys()].filter((lot) => book.planOf(lot) === plan);
    for (const datacenter of new Set(lots.map((lot) => lot.datacenter))) {
      const here = lots.filter((lot) => lot.datacenter === datacenter);
      const racks = here.flatMap((lot) =>
        book.byLot.get(lot)!.map((rack) => {
          const action = plan.actions.find((a) => a.positions.includes(rack.position))!;
          return book.told(rack, action.id, action.request.service);
        }),
      );
      const [lot] = here;
      const ends = asTheyCame(dice.fork(`came/${lot!.id}`), [{ ...lot!, installedOn: lot!.installedOn! }]);
      const createdAt = plan.decidedAt!.getTime() + 3 * HOUR;
      const more = { plan, by: plan.author, dueOn: dayText((lot!.inServiceOn! + 2) * DAY) };
      book.tell("provision", datacenter, [racks], createdAt, { ends, gateMs: openedAs(ends) }, more);
    }
  }
}

/** Lots that went. */
function left(book: TaleBook): void {
  const { today, dice } = book.input;
  const gone = [...book.byLot.keys()]
    .filter((lot) => lot.retiredOn !== null && lot.retiredOn < today && today - lot.retiredOn < 2 * DAYS_BACK)
    .sort((a, b) => b.retiredOn! - a.retiredOn!)
    .slice(0, MOST.decommission);
  for (const lot of gone) {
    const racks = book.byLot.get(lot)!.map((rack) => book.told(rack));
    const ends = asTheyWent(dice.fork(`went/${lot.id}`), lot.retiredOn!);
    const createdAt = (lot.retiredOn! - dice.int(12, 18)) * DAY + 9 * HOUR;
    book.tell("decommission", lot.datacenter, [racks], createdAt, { ends }, { by: people.odile });
  }
}

function mended(book: TaleBook): void {
  const { dice } = book.input;
  const many = Math.min(MOST.repair, Math.ceil(book.byLot.size / 16));
  for (let i = 0; i < many; i++) {
    const racks = book.idle(1, i);
    // mended and let go of again
    for (const rack of racks) book.taken.delete(rack.id);
    const createdAt = book.now - dice.int(8, 70) * DAY + dice.int(7, 14) * HOUR;
    if (racks.length > 0)
      book.tell(
        "repair",
        racks[0]!.lot.datacenter,
        [racks.map((r) => book.told(r))],
        createdAt,
        {},
        { by: people.odile },
      );
  }
}

/** One whose owner thought better of it. */
function calledOff(book: TaleBook): void {
  const back = book.idle(2, 1);
  if (back.length > 0) {
    const createdAt = book.now - 24 * DAY + 10 * HOUR;
    const acts = [
      { at: createdAt + 9 * DAY, does: "abort" as const, reason: "The service stays: its move was called off" },
    ];
    const otherwise: Plot["otherwise"] = ({ stage }) =>
      stage === "drain" ? { afterMs: 30 * HOUR, ends: "done" } : undefined;
    const plot = { acts, otherwise, gateMs: () => null };
    book.tell("decommission", back[0]!.lot.datacenter, [back.map((r) => book.told(r))], createdAt, plot);
    for (const rack of back) book.taken.delete(rack.id);
  }
}
