import { personJson } from "../../instant";

const head = `d.code AS datacenter, d.id AS "datacenterId"`;
const mark = (parts: string) => `md5(concat_ws('|', ${parts}))`;

/**
 * Every reservation, one row each, whatever it keeps. Units are grouped by what makes them one: rack, face, owner, reason, ticket, days; their
 * id is the least of their rows'.
 */
export const reservations = `(
  SELECT 'units' AS kind, x.id, ${mark("x.owner, x.reason, x.ticket, x.valid_from, x.valid_to, x.parts")} AS mark, ${head}, k.code AS rack,
         NULL AS server, x.face::text AS face, NULL AS room, NULL AS "row", x.numbers, coalesce(u.name, x.owner) AS owner, x.owner AS said,
         CASE WHEN u.id IS NOT NULL THEN ${personJson("u")} END AS person, x.ticket, x.reason, x.valid_from, x.valid_to, x.parts
    FROM (SELECT min(id) AS id, rack_id, face, owner, reason, ticket, valid_from, valid_to, array_agg(unit ORDER BY unit) AS numbers,
                 array_agg(id ORDER BY id) AS parts
            FROM rack_unit_reservation GROUP BY rack_id, face, owner, reason, ticket, valid_from, valid_to) x
    JOIN rack k ON k.id = x.rack_id JOIN datacenter d ON d.id = k.datacenter_id
    LEFT JOIN user_account u ON u.email = lower(x.owner)
  UNION ALL
  SELECT 'positions', v.id, ${mark("v.owner_id, v.owner_name, v.reason, v.ticket, v.valid_from, v.valid_to, p.parts")}, ${head}, NULL, NULL, NULL,
         p.room, p.row, p.numbers, coalesce(u.name, v.owner_name), coalesce(u.email, v.owner_name),
         CASE WHEN u.id IS NOT NULL THEN ${personJson("u")} END, v.ticket, v.reason, v.valid_from, v.valid_to, p.parts
    FROM reservation v JOIN datacenter d ON d.id = v.datacenter_id LEFT JOIN user_account u ON u.id = v.owner_id
    JOIN LATERAL (SELECT string_agg(DISTINCT m.code, ', ') AS room, string_agg(DISTINCT w.code, ', ') AS "row",
                    array_agg(q.number ORDER BY w.sequence, q.number) AS numbers, array_agg(q.id ORDER BY q.id) AS parts
               FROM occupancy o JOIN position q ON q.id = o.position_id JOIN "row" w ON w.id = q.row_id JOIN room m ON m.id = q.room_id
              WHERE o.reservation_id = v.id) p ON p.parts IS NOT NULL
  UNION ALL
  SELECT 'device', x.id, ${mark("x.owner, x.reason, x.ticket, x.valid_from, x.valid_to")}, ${head}, k.code, s.name, NULL, NULL, NULL,
         ARRAY[]::int[], coalesce(u.name, x.owner), x.owner,
         CASE WHEN u.id IS NOT NULL THEN ${personJson("u")} END, x.ticket, x.reason, x.valid_from, x.valid_to, ARRAY[x.server_id]
    FROM server_reservation x JOIN server s ON s.id = x.server_id JOIN rack k ON k.id = s.rack_id
    JOIN datacenter d ON d.id = k.datacenter_id LEFT JOIN user_account u ON u.email = lower(x.owner)
)`;

export const columns = `r.kind, r.id, r.mark, r.datacenter, r."datacenterId", r.rack, r.server, r.face, r.room, r."row", r.numbers, r.owner, r.said,
  r.person, r.ticket, r.reason, r.valid_from::text AS "from", r.valid_to::text AS "to", r.parts`;

/** Where it is on the day $1; $2: until when the end is soon. See core/lifecycle/reservation. */
export const when = `CASE WHEN r.valid_to <= $1::date THEN 'past' WHEN r.valid_from > $1::date THEN 'coming'
  WHEN r.valid_to <= $2::date THEN 'expiring' ELSE 'now' END`;
