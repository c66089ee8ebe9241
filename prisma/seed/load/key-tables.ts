import { RULE_KINDS } from "@headroom/core/capacity/rules";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { CopyTable, CopyValue } from "@headroom/db/copy";
import { storedKind, storedScope } from "@headroom/db/repositories/placement-keys/rows";
import { isoOf } from "../generate/calendar";
import type { Fleet } from "../generate/fleet";
import { people } from "../generate/people";

/** Keys, who comes under them, and days on which nothing lands. */
export function keyTables({ flow, rackKeys, regions, today }: Fleet): CopyTable[] {
  const asked = flow.requests.flatMap((request) => (request.rules ? [{ request, rules: request.rules }] : []));
  const names = new Map<string, CopyValue[]>();
  const idOf = (kind: (typeof RULE_KINDS)[number], rules: KeyRules): number => {
    const rule = rules[kind]!;
    const most = kind === "spread" ? rules.spread!.maxRacksPerDomain : null;
    const name = `${kind} ${rule.key}`;
    if (!names.has(name))
      names.set(name, [names.size + 1, storedKind[kind], rule.key, storedScope[rule.scope], most, people.ines.id]);
    return names.get(name)![0] as number;
  };
  const kindsOf = (rules: KeyRules) => RULE_KINDS.filter((kind) => rules[kind]);
  const ofRequests = asked.flatMap(({ request, rules }) =>
    kindsOf(rules).map((kind) => [request.id, storedKind[kind], idOf(kind, rules)]),
  );
  const ofRacks = rackKeys.flatMap(({ rack, rules, lot }) =>
    kindsOf(rules).map((kind) => [rack.id, storedKind[kind], idOf(kind, rules), lot]),
  );
  const first = regions[0]!.datacenters[0]!;
  const freezes: CopyValue[][] = [
    [1, first.id, null, null, isoOf(today + 200), isoOf(today + 214), "Year-end freeze", people.ines.id],
    [2, first.id, first.rooms[0]!.id, null, isoOf(today - 40), isoOf(today - 33), "Battery test", people.tomas.id],
  ];
  return [
    {
      table: "placement_key",
      columns: ["id", "kind", "name", "scope", "max_racks", "author_id"],
      rows: names.values(),
    },
    { table: "request_key", columns: ["request_id", "kind", "key_id"], rows: ofRequests },
    { table: "rack_key", columns: ["rack_id", "kind", "key_id", "lot"], rows: ofRacks },
    {
      table: "freeze_window",
      columns: ["id", "datacenter_id", "room_id", "row_id", "starts_on", "ends_on", "reason", "author_id"],
      rows: freezes,
    },
  ];
}
