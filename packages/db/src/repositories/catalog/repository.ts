import type {
  CatalogRepository,
  FamilyRecord,
  RackTypeRecord,
  ServerTypeRecord,
} from "@headroom/services/ports/catalog";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const rackTypes = `
  SELECT t.id, t.code, t.name, f.code AS family, f.name AS "familyName", t.height_u AS "heightU", t.power_w AS "powerW",
         t.derated_w AS "deratedW", t.cooling_w AS "coolingW", t.weight_kg AS "weightKg", t.ports, t.server_count AS "serverCount",
         t.cores, t.memory_gib AS "memoryGib", t.storage_tb AS "storageTb", t.gpus, t.cost,
         t.lead_time_weeks_p50 AS "leadTimeWeeksP50", t.lead_time_weeks_p90 AS "leadTimeWeeksP90",
         t.orderable_from::text AS "orderableFrom", t.orderable_to::text AS "orderableTo"
    FROM rack_type t JOIN hardware_family f ON f.id = t.family_id
   ORDER BY f.sequence, f.id, t.code`;

const serverTypes = `
  SELECT t.id, t.code, t.name, f.code AS family, t.height_u AS "heightU", t.full_depth AS "fullDepth", t.nameplate_w AS "nameplateW",
         t.derated_w AS "deratedW", t.weight_kg AS "weightKg", t.ports
    FROM server_type t JOIN hardware_family f ON f.id = t.family_id ORDER BY t.code`;

export function catalogRepository({ sql }: Pick<Transaction, "sql">): CatalogRepository {
  return {
    families: () =>
      select<FamilyRecord>(sql, "catalog.families", "SELECT id, code, name FROM hardware_family ORDER BY sequence, id"),
    serverTypes: () => select<ServerTypeRecord>(sql, "catalog.server-types", serverTypes),
    rackTypes: () => select<RackTypeRecord>(sql, "catalog.rack-types", rackTypes),
  };
}
