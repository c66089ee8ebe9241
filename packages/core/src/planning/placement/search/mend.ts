import type { Random } from "../../../foundation/random";
import { bestPlace, type Candidate, type Demand } from "./candidates";
import type { Floor } from "./floor";
import type { BatchPlan } from "./orders";
import type { Pricing } from "./pricing";

/** At most so many demands are taken out at once. */
const EJECTED = 4;

/**
 * Makes room in a plan of a batch for what it leaves out: ejects a few demands, puts what is left out and them back in another order and by
 * other prices, and keeps what earns at least as much (of equal ones the later: that is how it walks on). It ends when nothing is left out
 * that the floor could take without the batch, or after `tries`. `floor` holds the plan, and afterwards the one that is returned.
 */
export function mend(
  floor: Floor,
  batch: readonly Demand[],
  plan: BatchPlan,
  pricings: readonly Pricing[],
  random: Random,
  tries: number,
  from: number,
): { plan: BatchPlan; tried: number } {
  const places: (Candidate | null)[] = [...plan.places];
  const put = (i: number, place: Candidate) => {
    floor.put(place.row, place.split, batch[i]!);
    places[i] = place;
  };
  const take = (i: number) => {
    const place = places[i]!;
    floor.put(place.row, place.split, batch[i]!, -1);
    places[i] = null;
    return place;
  };
  const placed = () => plan.order.filter((i) => places[i]);
  const standing = placed().map((i) => [i, take(i)] as const);
  const hopeful = plan.order.filter((i) => plan.places[i] || bestPlace(floor, batch[i]!, pricings[0]!, from));
  for (const [i, place] of standing) put(i, place);

  let tried = 0;
  for (; tried < tries; tried++) {
    const left = hopeful.filter((i) => !places[i]);
    if (left.length === 0) break;
    const out = random.shuffle(placed()).slice(0, 1 + random.below(EJECTED));
    const ejected = out.map((i) => [i, take(i)] as const);
    const pricing = pricings[random.below(pricings.length)]!;
    let earned = 0;
    for (const i of orderOf(batch, left, out, random)) {
      const place = bestPlace(floor, batch[i]!, pricing, from);
      if (!place) continue;
      put(i, place);
      earned += batch[i]!.reward;
    }
    if (earned >= ejected.reduce((sum, [i]) => sum + batch[i]!.reward, 0)) continue;
    for (const i of [...left, ...out]) if (places[i]) take(i);
    for (const [i, place] of ejected) put(i, place);
  }
  return { plan: { ...plan, places, reward: placed().reduce((sum, i) => sum + batch[i]!.reward, 0) }, tried };
}

/** Larger ones sooner, by and large; every other time what is left out goes first. */
function orderOf(batch: readonly Demand[], left: readonly number[], out: readonly number[], random: Random): number[] {
  const bySize = (some: readonly number[]) =>
    some
      .map((i) => [i, batch[i]!.racks * (0.5 + random.float())] as const)
      .sort(([, a], [, b]) => b - a)
      .map(([i]) => i);
  return random.float() < 0.5 ? [...random.shuffle([...left]), ...bySize(out)] : bySize([...left, ...out]);
}
