import { allPeople, DEMO_PASSWORD } from "../generate/people";
import type { Summary } from "./verify";

const number = (n: number): string => n.toLocaleString("en-US");
const states = (by: Readonly<Record<string, number>>): string =>
  Object.entries(by)
    .sort()
    .map(([state, n]) => `${n} ${state}`)
    .join(", ");

/** The verified summary, for people. */
export function describe(
  name: string,
  s: Summary,
  tables: ReadonlyMap<string, { readonly rows: number; readonly ms: number }>,
  seconds: { readonly made: number; readonly loaded: number },
): string {
  const slowest = [...tables].sort((a, b) => b[1].ms - a[1].ms).slice(0, 3);
  const rows = [...tables.values()].reduce((sum, t) => sum + t.rows, 0);
  const [soonest, next] = s.exhaustion;
  const out = (e: Summary["exhaustion"][number] | undefined) =>
    e === undefined
      ? ""
      : e.months === null
        ? `${e.region} none within 36 months`
        : `${e.region} in ${e.months.toFixed(1)} months (${e.resource})`;
  return [
    `Scenario ${name}, verified:`,
    `  fleet      ${s.regions} regions, ${s.zones} zones, ${s.datacenters} datacenters, ${s.rooms} rooms, ${s.rows} rows`,
    `  positions  ${number(s.positions)}, ${(100 * s.filledShare).toFixed(1)} % filled, ${s.blocked} blocked`,
    `  hardware   ${number(s.racks)} racks of ${s.rackTypes} types in ${s.families} families (and ${number(s.racksRetired)} retired), ${number(s.servers)} servers`,
    `  history    ${number(s.demandMonths)} months of demand, ${number(s.factRows)} capacity facts`,
    `  requests   ${states(s.requests)}`,
    `  plans      ${states(s.plans)}`,
    `  record     ${s.approvals} approvals, ${s.reservations} reservations, ${s.notifications} notifications, ${s.auditEvents} audit events`,
    `  tightest   UPS ${s.fullestUps.device} of ${s.fullestUps.datacenter} at ${s.fullestUps.percent.toFixed(1)} % of its failover limit`,
    `  runs out   ${out(soonest)}; then ${out(next)}`,
    `  checked    no limit broken, accounts and facts equal to those computed from the rows`,
    `  time       made in ${seconds.made.toFixed(1)} s, ${number(rows)} rows written and verified in ${seconds.loaded.toFixed(1)} s (${slowest.map(([t, { ms }]) => `${t} ${(ms / 1000).toFixed(1)} s`).join(", ")})`,
    "",
    `Sign in with the password ${DEMO_PASSWORD} as`,
    ...allPeople.map((p) => `  ${p.email.padEnd(30)} ${p.name}, ${p.role}`),
    "",
  ].join("\n");
}
