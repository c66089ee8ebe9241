import { MAX_INTEGER } from "./draft";
import { type InstanceContext, key } from "./instance-context";
import type { InstanceRequest, PlacementInstance, RackDraw } from "./instance-model";
import type { ProposedFamily, ProposedRack, ProposedRackType, ProposedRequest } from "./types";

const wattsUp = (watts: number) => Math.min(Math.ceil(watts), MAX_INTEGER);
const kgUp = (kg: number) => Math.min(Math.ceil(kg), MAX_INTEGER);

/** What tells rack types apart: power and cooling, then weight and ports where the file says them. */
function typeOf({ powerW, coolingW, weightKg, ports }: RackDraw, options: InstanceContext["options"]) {
  const more = weightKg !== undefined || ports !== undefined;
  const [kg, plugs] = [weightKg === undefined ? options.rackWeightKg : kgUp(weightKg), ports ?? options.rackPorts];
  const name = `${wattsUp(powerW)}/${wattsUp(coolingW)}${more ? `/${kg}/${plugs}` : ""}`;
  return { name, more, powerW: wattsUp(powerW), coolingW: wattsUp(coolingW), weightKg: kg, ports: plugs };
}

const rackTypeKey = (context: InstanceContext, draw: RackDraw) =>
  key(context, "racktype", typeOf(draw, context.options).name);

export function proposeTypes(context: InstanceContext, draws: readonly RackDraw[]) {
  const { draft, base, name, options } = context;
  const familyKey = `${base}/family`;
  const distinct = new Map(draws.map((draw) => [rackTypeKey(context, draw), draw]));
  const rackTypes = [...distinct]
    .map(([own, draw]) => ({ own, ...typeOf(draw, options) }))
    .sort((x, y) => x.powerW - y.powerW || x.coolingW - y.coolingW || x.weightKg - y.weightKg || x.ports - y.ports)
    .map(({ own, more, powerW, coolingW, weightKg, ports }) =>
      draft.noun<ProposedRackType>("rack_type", {
        key: own,
        provenance: "assumed",
        code: `${name}-${powerW}w-${coolingW}w${more ? `-${weightKg}kg-${ports}p` : ""}`,
        name: `${powerW} W rack, ${coolingW} W on the loop${more ? `, ${weightKg} kg, ${ports} ports` : ""}`,
        familyKey,
        heightU: options.rackHeightU,
        powerW,
        deratedW: Math.floor((powerW * options.deratingPercent) / 100),
        coolingW,
        weightKg,
        ports,
      }),
    );
  for (const draw of draws) {
    if (Number.isInteger(draw.powerW) && Number.isInteger(draw.coolingW)) continue;
    const text = {
      subject: "draws of racks",
      what: "rounded up to whole watts",
      why: "the inventory counts whole watts",
    };
    draft.assume("rounding", "draws up", text, [rackTypeKey(context, draw)]);
  }
  const keys = rackTypes.map((type) => type.key);
  const typeText = {
    subject: "rack types",
    what: "one for every pair of power and cooling",
    why: "an instance has no rack types",
  };
  draft.assume("rack_type", "by power and cooling", typeText, keys);
  const { rackHeightU, rackWeightKg, rackPorts, deratingPercent } = options;
  const rest = `${rackHeightU} U, ${rackWeightKg} kg, ${rackPorts} ports, expected draw ${deratingPercent} %`;
  draft.assume(
    "rack_weight",
    rest,
    { subject: "rack types", what: "what else a rack type needs", why: typeText.why },
    keys,
  );
  if (keys.length === 0) return { families: [], rackTypes };
  const familyText = {
    subject: "hardware family",
    what: "one for all its rack types",
    why: "an instance has no families",
  };
  draft.assume("family", name, familyText, [familyKey]);
  const family = { key: familyKey, provenance: "assumed", code: name, name, sequence: 0 } as const;
  return { families: [draft.noun<ProposedFamily>("hardware_family", family)], rackTypes };
}

/** The racks of a group stand on its positions from the first, in the order of `placed`. */
export function proposeRacks(
  context: InstanceContext,
  placed: PlacementInstance["placed"],
  positions: ReadonlyMap<string, readonly string[]>,
): ProposedRack[] {
  const taken = new Map<string, number>();
  const racks: ProposedRack[] = [];
  for (const batch of placed) {
    let n = 0;
    for (const [group, count] of Object.entries(batch.racks)) {
      for (let i = 0; i < count; i++) {
        const at = taken.get(group) ?? 0;
        taken.set(group, at + 1);
        const positionKey = positions.get(group)?.[at];
        if (positionKey === undefined) throw new Error(`group ${group} has no position left`);
        n++;
        racks.push(
          context.draft.noun<ProposedRack>("rack", {
            key: key(context, "rack", `${batch.id}/${n}`),
            provenance: "recorded",
            code: `${context.name}/${batch.id}-${n}`,
            datacenterKey: context.base,
            positionKey,
            rackTypeKey: rackTypeKey(context, batch),
            heightU: context.options.rackHeightU,
            state: "in_service",
            serial: null,
          }),
        );
      }
    }
  }
  const text = {
    subject: "racks",
    what: "on the first free positions of their groups",
    why: "an instance counts racks by group",
  };
  context.draft.assume(
    "rack_on_position",
    "first free",
    text,
    racks.map((rack) => rack.key),
  );
  return racks;
}

export function proposeRequests(context: InstanceContext, requests: readonly InstanceRequest[]): ProposedRequest[] {
  const { draft, base, name } = context;
  const proposed = requests.map((request, sequence) =>
    draft.noun<ProposedRequest>("request", {
      key: key(context, "request", request.id),
      provenance: "recorded",
      title: request.id,
      service: name,
      rackTypeKey: rackTypeKey(context, request),
      regionKey: `${base}/region`,
      datacenterKey: base,
      racks: request.racks,
      reward: request.reward,
      sequence,
    }),
  );
  const text = {
    subject: "requests",
    what: "open, for this datacenter, with dates of their own to be set",
    why: "an instance has no dates",
  };
  draft.assume(
    "request",
    "open",
    text,
    proposed.map((request) => request.key),
  );
  return proposed;
}
