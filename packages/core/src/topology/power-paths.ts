/** What the effects of groups are worked out from; indices as in CompiledDatacenter. Fault-free. */
export interface PowerPaths {
  readonly feedStart: Int32Array;
  readonly feeds: Int32Array;
  readonly parent: Int32Array;
  readonly top: Int32Array;
  readonly room: Int32Array;
  readonly roomTopStart: Int32Array;
  readonly roomTops: Int32Array;
  readonly scale: number;
}

/** Feeds of one group below each device above them, in the order of the feeds and upwards; and below each top device. */
function feedsBelow({ feedStart, feeds, parent, top }: PowerPaths, group: number) {
  const below = new Map<number, number>();
  const tops = new Map<number, number>();
  for (let f = feedStart[group]!; f < feedStart[group + 1]!; f++) {
    for (let d = feeds[f]!; d >= 0; d = parent[d]!) below.set(d, (below.get(d) ?? 0) + 1);
    const own = top[feeds[f]!]!;
    tops.set(own, (tops.get(own) ?? 0) + 1);
  }
  return { count: feedStart[group + 1]! - feedStart[group]!, below, tops };
}

/**
 * Effects, slots and shifts (compiled.ts). A device above m of a group's k feeds carries m/k of a rack's power, and m/(k-j) while a top
 * device above j others is down: m*j/(k*(k-j)) more. Halves of the power times `scale` are whole. O(groups x depth x tops).
 */
export function compilePower(paths: PowerPaths) {
  const { feedStart, parent, top, scale } = paths;
  const groupCount = feedStart.length - 1;
  const partners: Set<number>[] = Array.from(parent, () => new Set<number>());
  const effectStart = new Int32Array(groupCount + 1);
  const shiftStart = new Int32Array(groupCount + 1);
  const effects: { device: number; times: number }[] = [];
  const shifts: { device: number; failed: number; times: number }[] = [];
  for (let g = 0; g < groupCount; g++) {
    const { count: k, below, tops } = feedsBelow(paths, g);
    for (const [device, m] of below) {
      effects.push({ device, times: (2 * m * scale) / k });
      for (const [failed, j] of tops) {
        if (failed === top[device]) continue;
        partners[device]!.add(failed);
        shifts.push({ device, failed, times: (2 * m * j * scale) / (k * (k - j)) });
      }
      if (k === 1) standAlone(paths, device, partners[device]!);
    }
    effectStart[g + 1] = effects.length;
    shiftStart[g + 1] = shifts.length;
  }
  const { slotOf, ...slots } = numberSlots(partners);
  return {
    ...slots,
    effectStart,
    effectDevice: Int32Array.from(effects, (e) => e.device),
    effectTimes: Uint8Array.from(effects, (e) => e.times),
    shiftStart,
    shiftSlot: Int32Array.from(shifts, (s) => slotOf.get(`${s.device}/${s.failed}`)!),
    shiftTimes: Uint8Array.from(shifts, (s) => s.times),
  };
}

/**
 * A device below which racks hang from one feed takes nothing over, but while another top device is down its own load must keep the
 * failover capacity. It has slots also where that is the larger number: a relief that raises the capacity may turn it round.
 */
function standAlone(paths: PowerPaths, device: number, partners: Set<number>): void {
  const room = paths.room[device]!;
  for (const other of paths.roomTops.subarray(paths.roomTopStart[room]!, paths.roomTopStart[room + 1]!))
    if (other !== paths.top[device]) partners.add(other);
}

function numberSlots(partners: readonly ReadonlySet<number>[]) {
  const slotStart = new Int32Array(partners.length + 1);
  const slotDevice: number[] = [];
  const slotTop: number[] = [];
  const slotOf = new Map<string, number>();
  partners.forEach((failedTops, d) => {
    for (const failed of [...failedTops].sort((x, y) => x - y)) {
      slotOf.set(`${d}/${failed}`, slotTop.length);
      slotDevice.push(d);
      slotTop.push(failed);
    }
    slotStart[d + 1] = slotTop.length;
  });
  return { slotStart, slotDevice: Int32Array.from(slotDevice), slotTop: Int32Array.from(slotTop), slotOf };
}
