import type { FactResource } from "@headroom/core/capacity/exhaustion";
import type { CapacityFact } from "@headroom/core/capacity/facts";
import type { FactsQuery, FactsRepository, MonthSums } from "@headroom/services/ports/facts";
import { groupBy } from "../../group-by";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

/** Sums leave as doubles: a fleet's watts are far below 2^53. */
const sums = `
  sum(limit_value)::float8 AS "limit", sum(installed)::float8 AS installed, sum(in_service)::float8 AS "inService",
  sum(committed)::float8 AS committed, sum(reserved)::float8 AS reserved, sum(stranded)::float8 AS stranded`;

/** $1 family, $2 resources, $3 region, $4 datacenter, $5 first month, $6 last month. */
const where = `
  WHERE family_code = $1 AND resource = ANY($2::text[]) AND ($3::int IS NULL OR region_id = $3)
    AND ($4::int IS NULL OR datacenter_id = $4) AND month >= $5::date AND month <= $6::date`;

const parameters = (query: FactsQuery) => [
  query.familyCode,
  query.resources,
  query.regionId ?? null,
  query.datacenterId ?? null,
  `${query.from ?? "0001-01"}-01`,
  `${query.to ?? "9999-12"}-01`,
];

const memberColumn = { region: "region_id", datacenter: "datacenter_id" } as const;

export function factsRepository({ sql }: Pick<Transaction, "sql">): FactsRepository {
  return {
    async store(facts) {
      if (facts.length === 0) return;
      await sql.query(
        `INSERT INTO capacity_month (month, datacenter_id, region_id, family_code, resource, limit_value, installed, in_service,
                                     committed, reserved, stranded)
         SELECT n.month, n.datacenter_id, z.region_id, n.family_code, n.resource, n.limit_value, n.installed, n.in_service,
                n.committed, n.reserved, n.stranded
           FROM unnest($1::date[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
                       $9::bigint[], $10::bigint[])
                AS n(month, datacenter_id, family_code, resource, limit_value, installed, in_service, committed, reserved, stranded)
           JOIN datacenter d ON d.id = n.datacenter_id
           JOIN zone z ON z.id = d.zone_id
         ON CONFLICT (month, datacenter_id, family_code, resource) DO UPDATE
           SET limit_value = excluded.limit_value, installed = excluded.installed, in_service = excluded.in_service,
               committed = excluded.committed, reserved = excluded.reserved, stranded = excluded.stranded`,
        [
          facts.map((f) => f.month),
          facts.map((f) => Number(f.datacenterId)),
          facts.map((f) => f.familyCode),
          facts.map((f) => f.resource),
          facts.map((f) => f.limitValue),
          facts.map((f) => f.installed),
          facts.map((f) => f.inService),
          facts.map((f) => f.committed),
          facts.map((f) => f.reserved),
          facts.map((f) => f.stranded),
        ],
      );
    },
    stored: (datacenterId, month) =>
      select<CapacityFact>(
        sql,
        "facts.stored",
        `SELECT month::text AS month, datacenter_id::text AS "datacenterId", family_code AS "familyCode", resource,
                limit_value::float8 AS "limitValue", installed::float8 AS installed, in_service::float8 AS "inService",
                committed::float8 AS committed, reserved::float8 AS reserved, stranded::float8 AS stranded
           FROM capacity_month WHERE datacenter_id = $1 AND month = $2::date`,
        [datacenterId, `${month}-01`],
      ),
    async latestMonth() {
      const [row] = await select<{ month: string | null }>(
        sql,
        "facts.latest",
        "SELECT to_char(max(month), 'YYYY-MM') AS month FROM capacity_month",
      );
      return row?.month ?? null;
    },
    series: (query) =>
      select<MonthSums>(
        sql,
        "facts.series",
        `SELECT to_char(month, 'YYYY-MM') AS month, resource, ${sums} FROM capacity_month ${where}
          GROUP BY capacity_month.month, resource ORDER BY capacity_month.month, resource`,
        parameters(query),
      ),
    async seriesByMember(member, query) {
      const column = memberColumn[member];
      const rows = await select<MonthSums & { member: number }>(
        sql,
        `facts.series-${member}`,
        `SELECT ${column} AS member, to_char(month, 'YYYY-MM') AS month, resource, ${sums} FROM capacity_month ${where}
          GROUP BY ${column}, capacity_month.month, resource ORDER BY ${column}, capacity_month.month, resource`,
        parameters(query),
      );
      return groupBy(rows, (row) => row.member);
    },
    async families(month, resources: readonly FactResource[], scope) {
      const rows = await select<MonthSums & { family: string }>(
        sql,
        "facts.families",
        `SELECT family_code AS family, to_char(month, 'YYYY-MM') AS month, resource, ${sums} FROM capacity_month
          WHERE month = $1::date AND family_code <> '*' AND resource = ANY($2::text[])
            AND ($3::int IS NULL OR region_id = $3) AND ($4::int IS NULL OR datacenter_id = $4)
          GROUP BY family_code, capacity_month.month, resource ORDER BY family_code, resource`,
        [`${month}-01`, resources, scope.regionId ?? null, scope.datacenterId ?? null],
      );
      return groupBy(rows, (row) => row.family);
    },
  };
}
