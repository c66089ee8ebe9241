import { testDatabase } from "@headroom/config/vitest/database";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./client";
import { inTransaction } from "./copy";
import { tinyFleet } from "./testing/tiny-fleet";

let database: Database;
let client: pg.PoolClient;

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  client = await database.pool.connect();
  await client.query(`INSERT INTO request (id, title, service, rack_type_id, unit, amount, racks, region_id, needed_by, answer_by,
      state, requester_id, updated_at) VALUES (1, 'More', 'search', 1, 'racks', 2, 2, 1, '2026-12-01', now(), 'planned', 'u1', now())`);
  await client.query(`INSERT INTO plan (id, title, state, policy, seed, steps, author_id, last_editor_id, updated_at)
      VALUES (1, 'Plan', 'draft', 'place-all', 1, 1, 'u1', 'u1', now())`);
  await client.query(`INSERT INTO plan_action (id, plan_id, sequence, kind, request_id, rack_type_id, datacenter_id, row_id, racks,
      starts_on) VALUES (1, 1, 1, 'add', 1, 1, 1, 2, 2, '2026-12-01')`);
  await client.query(`INSERT INTO approval (id, plan_id, hash, state, seen, requested_by_id, due_at)
      VALUES (1, 1, 'h', 'pending', '{}', 'u1', now())`);
  await client.query(`INSERT INTO audit_event (actor_name, via, action, entity_kind, entity_id, request_id)
      VALUES ('Ada', 'web', 'plan.create', 'plan', '1', 'r1')`);
  // a second room with a tree of its own
  await client.query("INSERT INTO room (id, datacenter_id, code, name) VALUES (2, 1, '2', 'Room 2')");
  await client.query(`INSERT INTO power_device (id, room_id, code, kind, top_id, depth, capacity_w, failover_capacity_w)
      VALUES (21, 2, 'UPS-1', 'ups', 21, 0, 1, 1)`);
  await client.query("INSERT INTO cooling_zone (id, room_id, code, capacity_w) VALUES (2, 2, 'C1', 1)");
});

afterAll(async () => {
  client?.release();
  await database?.close();
});

/** Runs the statements as one transaction and undoes them; returns what the database said to them. */
async function attempt(...statements: string[]): Promise<{ code: string; constraint?: string } | "accepted"> {
  const undo = new Error("undo");
  try {
    await inTransaction(client, async () => {
      for (const statement of statements) await client.query(statement);
      await client.query("SET CONSTRAINTS ALL IMMEDIATE");
      throw undo;
    });
  } catch (error) {
    if (error === undo) return "accepted";
    const { code, constraint } = error as pg.DatabaseError;
    return { code: code!, constraint };
  }
  throw new Error("not reached");
}

const occupy = (position: number, from: string, to: string | null, owner = "'occupied', 1, NULL, NULL") =>
  `INSERT INTO occupancy (position_id, valid_from, valid_to, kind, rack_id, plan_action_id, reservation_id)
   VALUES (${position}, '${from}', ${to === null ? "NULL" : `'${to}'`}, ${owner})`;

const quoted = (day: string | null) => (day === null ? "NULL" : `'${day}'`);
const keepUnit = (face: string, from: string | null, to: string | null) =>
  `INSERT INTO rack_unit_reservation (rack_id, unit, face, owner, reason, valid_from, valid_to)
   VALUES (1, 40, '${face}', 'Ada', 'patching', ${quoted(from)}, ${quoted(to)})`;
const keepServer = (from: string | null, to: string | null) =>
  `INSERT INTO server_reservation (server_id, owner, reason, valid_from, valid_to) VALUES (1, 'Ada', 'spare', ${quoted(from)}, ${quoted(to)})`;

const freeze = (from: string, to: string, place = "NULL, NULL") =>
  `INSERT INTO freeze_window (datacenter_id, room_id, row_id, starts_on, ends_on, reason)
   VALUES (1, ${place}, '${from}', '${to}', 'year end')`;

const controller = (place: string, trust = "'system', NULL", secret = "s1.k.n.t") =>
  `INSERT INTO management_controller (server_id, rack_id, unit, url, username, secret, trust, trust_value)
   VALUES (${place}, 'https://10.0.0.7', 'root', '${secret}', ${trust})`;

const ordered = (what: string, state: string) =>
  `INSERT INTO controller_order (controller_id, what, state, asked_by, asked_at)
   SELECT max(id), '${what}', '${state}', 'Ada', now() FROM management_controller`;

const contact = (channelAndSecret: string) =>
  `INSERT INTO contact (name, address, channel, secret) VALUES ('Ben', 'b@example.org', ${channelAndSecret})`;
const message = (receiver: string, state: string) =>
  `INSERT INTO outbox_message (key, kind, user_id, address, about, made_at, state, next_at, ended_at)
   VALUES ('k', 'test', ${receiver}, '{}', now(), ${state})`;

const drive = (state: string, faults: string) =>
  `INSERT INTO drive_sanitisation (effect_key, run_id, rack, unit, server, path, drive, data_class, policy_version, decision, state, faults)
   VALUES ('k', 1, 'R1', 1, 's', '/d', '{}', 'public', 0, '{}', '${state}', ${faults})`;

const party = (kind: string, id: string, mail: string) => ({ kind, id, mails: [mail] });
const destroyed = (witness: object | null) =>
  `INSERT INTO drive_sanitisation (effect_key, run_id, rack, unit, server, path, drive, data_class, policy_version, decision, state, faults,
     proven_at, evidence)
   VALUES ('k', 1, 'R1', 1, 's', '/d', '{}', 'public', 0, '{}', 'proven', '[]', now(),
     '${JSON.stringify({ kind: "destruction", doneBy: party("account", "1", "a@x"), witness })}')`;

const key = (name: string, kind: string, most = "NULL") =>
  `INSERT INTO placement_key (kind, name, scope, max_racks) VALUES ('${kind}', ${name}, 'row', ${most})`;

const scenario = (slot: number) =>
  `INSERT INTO plan_scenario (plan_id, slot, name, changes, state, author_id, updated_at)
   VALUES (1, ${slot}, 'S', '[]', 'queued', 'u1', now())`;

const server = (
  startU: number,
  heightU: number,
  face: string,
  rack = "1, 42",
  state = "in_service",
  name = `${startU}-${heightU}-${face}-${state}`,
) =>
  `INSERT INTO server (rack_id, rack_height_u, server_type_id, name, start_u, height_u, face, state)
   VALUES (${rack}, 1, '${name}', ${startU}, ${heightU}, '${face}', '${state}')`;

const device = (id: number, parent: string, top: number, depth: number, parentDepth: string, room = 1) =>
  `INSERT INTO power_device (id, room_id, code, kind, parent_id, top_id, depth, parent_depth, capacity_w, failover_capacity_w)
   VALUES (${id}, ${room}, 'D-${id}', 'pdu', ${parent}, ${top}, ${depth}, ${parentDepth}, 1, 1)`;

const position = (id: number, row = 1, room = 1, zone = 1, number = id) =>
  `INSERT INTO position (id, row_id, room_id, number, cooling_zone_id) VALUES (${id}, ${row}, ${room}, ${number}, ${zone})`;
const feed = (id: number, slot: string, dev: number, top: number, room = 1) =>
  `INSERT INTO position_feed (position_id, slot, device_id, top_id, room_id) VALUES (${id}, '${slot}', ${dev}, ${top}, ${room})`;

const run = (id: number, state = "running", ended = "NULL") =>
  `INSERT INTO run (id, kind, title, state, datacenter_id, template, limits, ended_at)
   VALUES (${id}, 'repair', 'R', '${state}', 1, '{}', '{}', ${ended})`;
const inRun = (runId: number, rackId: number | "NULL", positionId: number, holds = true) =>
  `INSERT INTO run_subject (run_id, wave, sequence, rack_id, rack_code, rack_type_id, position_id, fault_domain, power_w, holds)
   VALUES (${runId}, 0, 0, ${rackId}, 'R', 1, ${positionId}, 'N1 1', 1, ${holds})`;
const task = `INSERT INTO run_step (id, run_id, subject_id, stage, rack_type_id, datacenter_id)
  SELECT 1, run_id, id, 'rack', rack_type_id, 1 FROM run_subject`;
const order = (state: string, ended: string, id = 1, asks = "task") =>
  `INSERT INTO work_order (id, step_id, contact_id, asks, state, made_at, expires_at, ended_at)
   VALUES (${id}, 1, (SELECT max(id) FROM contact), '${asks}', '${state}', now(), now(), ${ended})`;
const anOrder = [run(1), inRun(1, 1, 7), task];
const clockRule = (dueAndShare: string) =>
  `INSERT INTO run_clock_rule (kind, stage, due_ms, warn_share) VALUES ('repair', 'drain', ${dueAndShare})`;
const pauseAll = (id: number) => `INSERT INTO operations_pause (id, paused_at, reason) VALUES (${id}, now(), 'storm')`;

const held = "'held', NULL, 1, NULL";
const EXCLUDED = "23P01";
const CHECKED = "23514";
const UNIQUE = "23505";
const FOREIGN = "23503";
// until version 17 a restricted delete was told as a broken foreign key
const RESTRICTED = "23001";

describe("the database refuses", () => {
  test.each<[what: string, code: string, constraint: string, statements: string[]]>([
    [
      "a second owner of a position on the same day",
      EXCLUDED,
      "occupancy_no_overlap",
      [occupy(1, "2026-06-01", null, held)],
    ],
    [
      "a telemetry day of no points",
      CHECKED,
      "telemetry_day_points_check",
      [
        `INSERT INTO telemetry_day (day, min, mean, max, p95, points, thing_id, kind, metric) VALUES ('2026-01-01', 1, 1, 1, 1, 0, 1, 1, 1)`,
      ],
    ],
    [
      "one that begins before another one ends",
      EXCLUDED,
      "occupancy_no_overlap",
      [occupy(7, "2026-01-01", "2026-03-02", held), occupy(7, "2026-03-01", null, held)],
    ],
    [
      "one inside another",
      EXCLUDED,
      "occupancy_no_overlap",
      [occupy(7, "2026-01-01", null, held), occupy(7, "2026-02-01", "2026-02-02", held)],
    ],
    [
      "a trace that begins at something nobody follows",
      CHECKED,
      "trace_origin_entity_kind_check",
      [`INSERT INTO trace_origin VALUES ('rack', 1, '00-${"a".repeat(32)}-${"b".repeat(16)}-01')`],
    ],
    [
      "a trace of no form",
      CHECKED,
      "trace_origin_trace_parent_check",
      ["INSERT INTO trace_origin VALUES ('run', 1, '00-a')"],
    ],
    ["a rack in two runs", UNIQUE, "run_subject_rack_held", [run(1), run(2), inRun(1, 1, 1), inRun(2, 1, 2)]],
    ["a position in two runs", UNIQUE, "run_subject_position_held", [run(1), run(2), inRun(1, 1, 1), inRun(2, 2, 1)]],
    ["a run that ended and goes on", CHECKED, "run_ended", [run(1, "running", "now()")]],
    ["a run that is done and has no end", CHECKED, "run_ended", [run(1, "done")]],
    [
      "an address of a plan that nothing names",
      CHECKED,
      "run_evacuation_one",
      [run(1), "UPDATE run SET evacuation_url = 'https://plans.example/7'"],
    ],
    [
      "a run whose load goes by the plan that it carries out",
      CHECKED,
      "run_evacuation_other",
      [run(1), "UPDATE run SET plan_id = 1, evacuation_plan_id = 1"],
    ],
    [
      "an event of no level",
      CHECKED,
      "run_event_level",
      [
        run(1),
        "INSERT INTO run_event (run_id, level, kind, data, at, trace_id) VALUES (1, 'loud', 'k', '{}', now(), 't')",
      ],
    ],
    ["a second pause of everything", UNIQUE, "operations_pause_pkey", [pauseAll(1), pauseAll(1)]],
    ["a pause of anything else", CHECKED, "operations_pause_one", [pauseAll(2)]],
    ["an occupancy that ends as it begins", CHECKED, "occupancy_dates", [occupy(7, "2026-01-01", "2026-01-01", held)]],
    [
      "an occupied position without a rack",
      CHECKED,
      "occupancy_owner",
      [occupy(7, "2026-01-01", null, "'occupied', NULL, 1, NULL")],
    ],
    [
      "a held position of nobody",
      CHECKED,
      "occupancy_owner",
      [occupy(7, "2026-01-01", null, "'held', NULL, NULL, NULL")],
    ],
    [
      "a reserved position with a rack",
      CHECKED,
      "occupancy_owner",
      [occupy(7, "2026-01-01", null, "'reserved', 1, NULL, 1")],
    ],
    ["an occupancy of no position", FOREIGN, "occupancy_position_id_fkey", [occupy(99, "2026-01-01", null)]],

    ["two servers on one unit", EXCLUDED, "server_no_overlap", [server(2, 1, "both")]],
    [
      "a taller one that reaches into another",
      EXCLUDED,
      "server_no_overlap",
      [server(5, 2, "both"), server(6, 3, "both")],
    ],
    ["two at the front of one unit", EXCLUDED, "server_no_overlap", [server(10, 2, "front"), server(11, 1, "front")]],
    ["two at the rear of one unit", EXCLUDED, "server_no_overlap", [server(10, 2, "rear"), server(10, 1, "rear")]],
    [
      "full depth where the rear is taken",
      EXCLUDED,
      "server_no_overlap",
      [server(10, 1, "rear"), server(9, 2, "both")],
    ],
    ["two servers on one half unit", EXCLUDED, "server_no_overlap", [server(5, 1.5, "front"), server(6, 0.5, "front")]],
    ["a server between two half units", CHECKED, "server_inside_rack", [server(5.25, 1, "both")]],
    ["a server that reaches half a unit above the rack", CHECKED, "server_inside_rack", [server(42.5, 1, "both")]],
    ["a type of a third of a unit", CHECKED, "server_type_height", ["UPDATE server_type SET height_u = 0.3"]],
    ["a server that moves onto another", EXCLUDED, "server_no_overlap", ["UPDATE server SET start_u = 2 WHERE id = 2"]],
    [
      "a server that comes back where another stands",
      EXCLUDED,
      "server_no_overlap",
      [server(1, 1, "both", "1, 42", "retired"), "UPDATE server SET state = 'in_service' WHERE state = 'retired'"],
    ],
    [
      "two servers of one name in a rack",
      UNIQUE,
      "server_rack_id_name_key",
      [server(10, 1, "both", "1, 42", "in_service", "x"), server(12, 1, "both", "1, 42", "retired", "x")],
    ],
    ["a server above the rack", CHECKED, "server_inside_rack", [server(42, 2, "both")]],
    ["a server below unit 1", CHECKED, "server_inside_rack", [server(0, 1, "both")]],
    ["a server of no height", CHECKED, "server_inside_rack", [server(5, 0, "both")]],
    [
      "a server that thinks its rack is taller",
      FOREIGN,
      "server_rack_id_rack_height_u_fkey",
      [server(45, 1, "both", "1, 48")],
    ],

    [
      "two feeds under one top device",
      UNIQUE,
      "position_feed_position_id_top_id_key",
      [position(11), feed(11, "A", 11, 1), feed(11, "B", 13, 1)],
    ],
    ["a position with one feed", CHECKED, "position_needs_two_feeds", [position(11), feed(11, "A", 11, 1)]],
    [
      "a position that loses its second feed",
      CHECKED,
      "position_needs_two_feeds",
      ["DELETE FROM position_feed WHERE position_id = 7 AND slot = 'B'"],
    ],
    [
      "a feed that moves away from its position",
      CHECKED,
      "position_needs_two_feeds",
      [
        device(31, "NULL", 31, 0, "NULL"),
        "UPDATE position_feed SET slot = 'C', position_id = 8, device_id = 31, top_id = 31 WHERE position_id = 7 AND slot = 'B'",
      ],
    ],
    [
      "a feed that lies about its top device",
      FOREIGN,
      "position_feed_device_id_top_id_room_id_fkey",
      [position(11), feed(11, "A", 11, 1), feed(11, "B", 13, 2)],
    ],
    [
      "a feed from another room",
      FOREIGN,
      "position_feed_device_id_top_id_room_id_fkey",
      [position(11), feed(11, "A", 11, 1), feed(11, "B", 21, 21)],
    ],
    ["a position in a row of another room", FOREIGN, "position_row_id_room_id_fkey", [position(11, 1, 2, 2)]],
    [
      "a position in a cooling zone of another room",
      FOREIGN,
      "position_cooling_zone_id_room_id_fkey",
      [position(11, 1, 1, 2)],
    ],
    ["a position number 0", CHECKED, "position_number", [position(11, 1, 1, 1, 0)]],

    ["a top device under another top", CHECKED, "power_device_tree", [device(31, "NULL", 1, 0, "NULL")]],
    ["a device without a parent below the top level", CHECKED, "power_device_tree", [device(31, "NULL", 1, 1, "NULL")]],
    ["a device two levels below its parent", CHECKED, "power_device_tree", [device(31, "11", 1, 3, "1")]],
    [
      "a device that lies about its parent's level",
      FOREIGN,
      "power_device_parent_id_top_id_room_id_parent_depth_fkey",
      [device(31, "11", 1, 3, "2")],
    ],
    [
      "a device whose parent has another top",
      FOREIGN,
      "power_device_parent_id_top_id_room_id_parent_depth_fkey",
      [device(31, "11", 2, 2, "1")],
    ],
    [
      "a device whose parent is in another room",
      FOREIGN,
      "power_device_parent_id_top_id_room_id_parent_depth_fkey",
      [device(31, "11", 1, 2, "1", 2)],
    ],
    ["a device that is its own parent", CHECKED, "power_device_tree", [device(31, "31", 31, 1, "0")]],
    [
      "a circle of devices",
      FOREIGN,
      "power_device_parent_id_top_id_room_id_parent_depth_fkey",
      [
        device(31, "11", 1, 2, "1"),
        "UPDATE power_device SET parent_id = 31, depth = 3, parent_depth = 2 WHERE id = 11",
      ],
    ],
    [
      "a parent that goes away",
      RESTRICTED,
      "power_device_parent_id_top_id_room_id_parent_depth_fkey",
      ["DELETE FROM power_device WHERE id = 1"],
    ],
    [
      "a negative capacity",
      CHECKED,
      "power_device_watts",
      ["UPDATE power_device SET failover_capacity_w = -1 WHERE id = 11"],
    ],
    [
      "a cooling zone below nothing",
      CHECKED,
      "cooling_zone_watts",
      ["UPDATE cooling_zone SET capacity_w = -1 WHERE id = 1"],
    ],

    [
      "a second signature asked for at a time",
      UNIQUE,
      "approval_one_pending",
      [
        `INSERT INTO approval (id, plan_id, hash, state, seen, requested_by_id, due_at) VALUES (2, 1, 'h', 'pending', '{}', 'u1', now())`,
      ],
    ],
    ["a place that is not on earth", CHECKED, "region_coordinates", ["UPDATE region SET latitude = 91"]],
    ["a rack type of negative power", CHECKED, "rack_type_numbers", ["UPDATE rack_type SET power_w = -1 WHERE id = 1"]],
    [
      "a rack of no units",
      CHECKED,
      "rack_height",
      ["INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) VALUES ('X', 1, 1, 0, 'ordered')"],
    ],
    ...["server", "rack", "power_device"].map((of): [string, string, string, string[]] => [
      `a negative reading of a ${of}`,
      CHECKED,
      `${of}_reading_power_w_check`,
      [`INSERT INTO ${of}_reading VALUES (1, -1, now())`],
    ]),
    [
      "units that are kept until before they are",
      CHECKED,
      "rack_unit_reservation_dates",
      [keepUnit("both", "2026-02-01", "2026-02-01")],
    ],
    [
      "a unit that is kept for two at a time",
      EXCLUDED,
      "rack_unit_reservation_no_overlap",
      [keepUnit("front", "2026-01-01", "2026-03-01"), keepUnit("both", "2026-02-28", null)],
    ],
    ["positions that nobody keeps", CHECKED, "reservation_one_owner", ["UPDATE reservation SET owner_id = NULL"]],
    [
      "a device that is kept until before it is",
      CHECKED,
      "server_reservation_dates",
      [keepServer("2026-02-01", "2026-01-01")],
    ],
    [
      "a device that is kept for two at a time",
      EXCLUDED,
      "server_reservation_no_overlap",
      [keepServer(null, "2026-03-01"), keepServer("2026-02-28", null)],
    ],
    ["a request for no rack", CHECKED, "request_size", ["UPDATE request SET racks = 0"]],
    ["a plan's step of no rack", CHECKED, "plan_action_size", ["UPDATE plan_action SET racks = 0"]],
    [
      "an e-mail address in capitals",
      CHECKED,
      "user_account_email_lower",
      ["UPDATE user_account SET email = 'Ada@example.org' WHERE id = 'u1'"],
    ],
    ["a row of negative ports", CHECKED, "row_ports_check", ["UPDATE row SET ports = -1 WHERE id = 1"]],
    ["a freeze that ends before it begins", CHECKED, "freeze_window_days_check", [freeze("2026-12-02", "2026-12-01")]],
    [
      "a freeze of a row without its room",
      CHECKED,
      "freeze_window_row_check",
      [freeze("2026-12-01", "2026-12-02", "NULL, 1")],
    ],
    [
      "a freeze of another datacenter's room",
      FOREIGN,
      "freeze_window_room_id_datacenter_id_fkey",
      [freeze("2026-12-01", "2026-12-02", "99, NULL")],
    ],
    [
      "a freeze that was ended for no reason",
      CHECKED,
      "freeze_window_end_check",
      [freeze("2026-12-01", "2026-12-02"), "UPDATE freeze_window SET ended_at = now()"],
    ],
    [
      "a source of telemetry with no step",
      CHECKED,
      "prometheus_source_step_seconds_check",
      [
        `INSERT INTO prometheus_source (name, url, query, kind, metric, labels, scale, step_seconds, enabled, next_at)
         VALUES ('p', 'http://p', 'up', 'rack', 'power_w', '{rack}', 1, 0, true, now())`,
      ],
    ],
    [
      "a day of no points",
      CHECKED,
      "telemetry_day_points_check",
      [
        `INSERT INTO telemetry_day (day, min, mean, max, p95, points, thing_id, kind, metric)
         VALUES ('2026-11-01', 1, 1, 1, 1, 0, 1, 1, 1)`,
      ],
    ],
    ["a clock that is due at once", CHECKED, "run_clock_rule_due", [clockRule("0, 0.5")]],
    ["a clock that warns when it is late", CHECKED, "run_clock_rule_share", [clockRule("1000, 1")]],
    ["a drive in no state", CHECKED, "drive_sanitisation_state", [drive("clean", "'[]'")]],
    ["a drive that is proven by nothing", CHECKED, "drive_sanitisation_proven", [drive("proven", "'[]'")]],
    ["a destruction that nobody saw", CHECKED, "drive_sanitisation_witnessed", [destroyed(null)]],
    [
      "a destruction that whoever did it saw",
      CHECKED,
      "drive_sanitisation_witnessed",
      [destroyed(party("account", "1", "b@x"))],
    ],
    [
      "a destruction seen by whom mail finds in the same box",
      CHECKED,
      "drive_sanitisation_witnessed",
      [destroyed(party("contact", "1", "a@x"))],
    ],
    [
      "a work order that asks for what nobody knows",
      CHECKED,
      "work_order_asks",
      [...anOrder, contact("'email', NULL"), order("open", "NULL", 1, "tea")],
    ],
    ["a route to nobody", CHECKED, "alert_route_receiver", ["INSERT INTO alert_route (name) VALUES ('Night')"]],
    ["a webhook without a secret", CHECKED, "contact_secret", [contact("'webhook', NULL")]],
    ["a webhook's secret that is not sealed", CHECKED, "contact_secret", [contact("'webhook', 'whsec_1'")]],
    ["a mail with a secret", CHECKED, "contact_secret", [contact("'email', 's1.k.n.t'")]],
    [
      "a work order that is open and has ended",
      CHECKED,
      "work_order_state",
      [...anOrder, contact("'email', NULL"), order("open", "now()")],
    ],
    [
      "two open work orders of a step",
      "23505",
      "work_order_one_open",
      [...anOrder, contact("'email', NULL"), order("open", "NULL"), order("accepted", "NULL", 2)],
    ],
    ["a message to nobody", CHECKED, "outbox_message_receiver", [message("NULL, NULL", "'queued', now(), NULL")]],
    ["a message to two", CHECKED, "outbox_message_receiver", [message("'u1', 'a@b.example'", "'queued', now(), NULL")]],
    [
      "a message that is over and due",
      CHECKED,
      "outbox_message_state",
      [message("'u1', NULL", "'sent', now(), now()")],
    ],
    [
      "a message that waits for nothing",
      CHECKED,
      "outbox_message_state",
      [message("'u1', NULL", "'queued', NULL, NULL")],
    ],
    [
      "a controller that is asked all the time",
      CHECKED,
      "management_controller_poll",
      [controller("NULL, 1, 3"), "UPDATE management_controller SET poll_seconds = 1"],
    ],
    [
      "controllers that are asked all the time",
      CHECKED,
      "controller_polling_seconds",
      ["INSERT INTO controller_polling (datacenter_id, seconds) VALUES (1, 1)"],
    ],
    [
      "an order for anything",
      CHECKED,
      "controller_order_what",
      [controller("NULL, 1, 3"), ordered("explode", "waiting")],
    ],
    [
      "an order that is done and has no end",
      CHECKED,
      "controller_order_state",
      [controller("NULL, 1, 3"), ordered("on", "done")],
    ],
    ["a controller of nothing", CHECKED, "management_controller_one_place", [controller("NULL, NULL, NULL")]],
    ["a controller of a rack and no unit", CHECKED, "management_controller_one_place", [controller("NULL, 1, NULL")]],
    ["a controller below the first unit", CHECKED, "management_controller_unit", [controller("NULL, 1, 0.5")]],
    [
      "a password that is not sealed",
      CHECKED,
      "management_controller_sealed",
      [controller("NULL, 1, 3", undefined, "x")],
    ],
    ["a pin of nothing", CHECKED, "management_controller_trust", [controller("NULL, 1, 3", "'pin', NULL")]],
    [
      "a fault domain that nobody can read",
      CHECKED,
      "row_fault_domain_check",
      ["UPDATE row SET fault_domain = ' ' WHERE id = 1"],
    ],
    [
      "a network zone of negative ports",
      CHECKED,
      "network_zone_ports_check",
      ["INSERT INTO network_zone (room_id, code, ports) VALUES (1, 'SW', -1)"],
    ],
    [
      "a row in a network zone of another room",
      FOREIGN,
      "row_network_zone_id_room_id_fkey",
      [
        "INSERT INTO network_zone (id, room_id, code, ports) VALUES (9, 2, 'SW', 1)",
        "UPDATE row SET network_zone_id = 9 WHERE id = 1",
      ],
    ],
    ["a key without a name", CHECKED, "placement_key_name_check", [key("' '", "affinity")]],
    ["a spread without a number", CHECKED, "placement_key_max_racks_check", [key("'k'", "spread")]],
    ["a number for what counts no racks", CHECKED, "placement_key_max_racks_check", [key("'k'", "affinity", "3")]],
    [
      "two meanings of one key",
      UNIQUE,
      "placement_key_kind_name_key",
      [key("'k'", "spread", "3"), key("'k'", "spread", "4")],
    ],
    [
      "another meaning of a key",
      CHECKED,
      "placement_key_keeps_its_meaning",
      [key("'k'", "spread", "3"), "UPDATE placement_key SET max_racks = 4"],
    ],
    [
      "a request under a key of another kind",
      FOREIGN,
      "request_key_key_id_kind_fkey",
      [
        key("'k'", "spread", "3"),
        "INSERT INTO request_key (request_id, kind, key_id) SELECT 1, 'affinity', id FROM placement_key",
      ],
    ],
    ["racks that were asked for and move", CHECKED, "plan_action_move_check", ["UPDATE plan_action SET kind = 'move'"]],
    [
      "a rack on its way to where it stands",
      CHECKED,
      "occupancy_arriving_check",
      ["UPDATE occupancy SET arriving_rack_id = 2 WHERE position_id = 1"],
    ],
    [
      "a rack on its way to two places",
      UNIQUE,
      "occupancy_arriving_rack_id_key",
      [7, 8].map(
        (to) =>
          `INSERT INTO occupancy (position_id, kind, valid_from, plan_action_id, arriving_rack_id) VALUES (${to}, 'held', '2026-12-01', 1, 1)`,
      ),
    ],
    [
      "a place of a person's choice that took fewer than no racks from others",
      CHECKED,
      "placement_override_racks_lost_check",
      [
        `INSERT INTO placement_override (plan_id, request_id, row_id, racks, lots, reason_id, cost, terms, racks_lost, author_id)
         SELECT 1, 1, 1, 1, '[]', min(id), 0, '[]', -1, 'u1' FROM override_reason`,
      ],
    ],
    ["a fifth scenario", CHECKED, "plan_scenario_slot", [scenario(5)]],
    ["two scenarios in one column", UNIQUE, "plan_scenario_plan_id_slot_key", [scenario(1), scenario(1)]],
    [
      "a replay that ends before it begins",
      CHECKED,
      "replay_range",
      [
        `INSERT INTO replay (from_day, to_day, policy, "order", seed, steps, state, author_id, updated_at)
         VALUES ('2026-02-01', '2026-01-01', 'place-all', 'arrival', 1, 1, 'queued', 'u1', now())`,
      ],
    ],
  ])("%s", async (_, code, constraint, statements) => {
    const told = await attempt(...statements);
    expect(told).toMatchObject({ constraint });
    expect(code === RESTRICTED ? [RESTRICTED, FOREIGN] : [code]).toContain((told as { code: string }).code);
  });

  test.each(["UPDATE audit_event SET reason = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"])(
    "to forget what happened: %s",
    async (statement) => {
      expect(await attempt(statement)).toMatchObject({ code: "42501" });
    },
  );
});

describe("the database accepts", () => {
  test.each<[what: string, statements: string[]]>([
    ["a rack in one run after another", [run(1), run(2), inRun(1, 1, 1, false), inRun(2, 1, 1)]],
    ["one owner after the other", [occupy(7, "2026-01-01", "2026-03-01", held), occupy(7, "2026-03-01", null, held)]],
    ["the same days on another position", [occupy(7, "2026-01-01", null, held), occupy(8, "2026-01-01", null, held)]],
    ["front and rear of one unit", [server(10, 2, "front"), server(10, 2, "rear")]],
    ["a server on the next unit", [server(5, 1, "both"), server(6, 1, "both")]],
    ["the same unit in another rack", [server(1, 2, "both", "2, 42")]],
    ["a server where a retired one was", [server(5, 1, "both", "1, 42", "retired"), server(5, 1, "both")]],
    ["a server between two whole units", [server(5, 1.5, "front"), server(6.5, 0.5, "front"), server(7, 1, "both")]],
    ["a server on the topmost unit", [server(42, 1, "both")]],
    ["a position with two feeds under two tops", [position(11), feed(11, "A", 11, 1), feed(11, "B", 12, 2)]],
    ["a third level of devices", [device(31, "11", 1, 2, "1")]],
    ["a position that goes with its feeds", ["DELETE FROM occupancy", "DELETE FROM position WHERE id = 7"]],
    [
      "a second signature after the first was given",
      [
        "UPDATE approval SET state = 'approved'",
        `INSERT INTO approval (id, plan_id, hash, state, seen, requested_by_id, due_at) VALUES (2, 1, 'h', 'pending', '{}', 'u1', now())`,
      ],
    ],
  ])("%s", async (_, statements) => {
    expect(await attempt(...statements)).toBe("accepted");
  });
});

test("every rule that the migrations write by hand is tried above", async () => {
  const { rows } = await client.query(
    "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x', 't') ORDER BY 1",
  );
  // a constraint trigger reports under the name of its rule
  const other = ["position_feed_leaves_two"];
  expect(rows.map((r) => r.conname).filter((name) => !other.includes(name))).toEqual([
    "alert_route_receiver",
    "contact_secret",
    "controller_order_state",
    "controller_order_what",
    "controller_polling_seconds",
    "cooling_zone_watts",
    "drive_sanitisation_proven",
    "drive_sanitisation_state",
    "drive_sanitisation_witnessed",
    "freeze_window_days_check",
    "freeze_window_end_check",
    "freeze_window_row_check",
    "management_controller_one_place",
    "management_controller_poll",
    "management_controller_sealed",
    "management_controller_trust",
    "management_controller_unit",
    "network_zone_ports_check",
    "occupancy_arriving_check",
    "occupancy_dates",
    "occupancy_no_overlap",
    "occupancy_owner",
    "operations_pause_one",
    "outbox_message_receiver",
    "outbox_message_state",
    "placement_key_max_racks_check",
    "placement_key_name_check",
    "placement_override_racks_lost_check",
    "plan_action_move_check",
    "plan_action_size",
    "plan_scenario_slot",
    "position_needs_two_feeds",
    "position_number",
    "power_device_reading_power_w_check",
    "power_device_tree",
    "power_device_watts",
    "prometheus_source_step_seconds_check",
    "rack_height",
    "rack_reading_power_w_check",
    "rack_type_numbers",
    "rack_unit_reservation_dates",
    "rack_unit_reservation_no_overlap",
    "region_coordinates",
    "replay_range",
    "request_size",
    "reservation_one_owner",
    "row_fault_domain_check",
    "row_ports_check",
    "run_clock_rule_due",
    "run_clock_rule_share",
    "run_ended",
    "run_evacuation_one",
    "run_evacuation_other",
    "run_event_level",
    "server_inside_rack",
    "server_no_overlap",
    "server_reading_power_w_check",
    "server_reservation_dates",
    "server_reservation_no_overlap",
    "server_type_height",
    "telemetry_day_points_check",
    "trace_origin_entity_kind_check",
    "trace_origin_trace_parent_check",
    "user_account_email_lower",
    "work_order_asks",
    "work_order_state",
  ]);
});
