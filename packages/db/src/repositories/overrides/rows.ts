import { instant, personJson } from "../../instant";

/** A row's place under three aliases: row, room, datacenter. */
const place = (row: string, room: string, datacenter: string): string =>
  `json_build_object('rowId', ${row}.id, 'row', ${row}.code, 'room', ${room}.code, 'datacenter', ${datacenter}.code)`;

export const pinsInForce = `
  SELECT o.id, o.request_id AS "requestId", o.lots, o.cost, o.withheld, r.label AS reason, o.note, u.name AS author,
         ${instant("o.created_at")} AS "createdAt", f.code AS "from", w.code AS row
    FROM placement_override o JOIN override_reason r ON r.id = o.reason_id JOIN user_account u ON u.id = o.author_id
    JOIN "row" w ON w.id = o.row_id LEFT JOIN "row" f ON f.id = o.from_row_id
   WHERE o.plan_id = $1 AND o.state = 'kept' ORDER BY o.request_id`;

export const overridesListed = `
  SELECT o.id, o.plan_id AS "planId", p.title AS plan, o.request_id AS "requestId", q.title AS request, h.id AS "familyId",
         h.code AS family, t.code AS "rackType", o.racks,
         CASE WHEN f.id IS NULL THEN NULL ELSE ${place("f", "fm", "fd")} END AS "from", ${place("w", "m", "d")} AS "to",
         r.id AS "reasonId", r.label AS reason, o.note, o.cost, o.racks_lost AS "racksLost", o.state::text AS state, ${personJson("u")} AS author,
         ${instant("o.created_at")} AS "createdAt"
    FROM placement_override o JOIN plan p ON p.id = o.plan_id JOIN request q ON q.id = o.request_id
    JOIN rack_type t ON t.id = q.rack_type_id JOIN hardware_family h ON h.id = t.family_id
    JOIN override_reason r ON r.id = o.reason_id JOIN user_account u ON u.id = o.author_id
    JOIN "row" w ON w.id = o.row_id JOIN room m ON m.id = w.room_id JOIN datacenter d ON d.id = m.datacenter_id
    LEFT JOIN ("row" f JOIN room fm ON fm.id = f.room_id JOIN datacenter fd ON fd.id = fm.datacenter_id) ON f.id = o.from_row_id
   ORDER BY o.id DESC LIMIT $1`;

export const rulesInForce = `
  SELECT l.id, l.row_id AS "rowId", w.code AS row, m.code AS room, d.code AS datacenter, l.family_id AS "familyId", h.code AS family,
         r.label AS reason, ${personJson("u")} AS author, ${instant("l.created_at")} AS "createdAt"
    FROM placement_rule l JOIN "row" w ON w.id = l.row_id JOIN room m ON m.id = w.room_id JOIN datacenter d ON d.id = m.datacenter_id
    JOIN override_reason r ON r.id = l.reason_id JOIN user_account u ON u.id = l.author_id
    LEFT JOIN hardware_family h ON h.id = l.family_id WHERE l.ended_at IS NULL ORDER BY l.id DESC`;
