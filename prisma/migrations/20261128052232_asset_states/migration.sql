-- One life for racks and devices: planned, ordered, arrived, racked, in service, draining, retired. What ails a device (offline, failed) is
-- no state of its life and stands beside it.
CREATE TYPE "asset_state" AS ENUM ('planned', 'ordered', 'arrived', 'racked', 'in_service', 'draining', 'retired');
CREATE TYPE "asset_condition" AS ENUM ('ok', 'offline', 'failed');

ALTER TABLE "server" ADD COLUMN "condition" "asset_condition" NOT NULL DEFAULT 'ok';
UPDATE "server" SET "condition" = "state"::text::"asset_condition" WHERE "state" IN ('offline', 'failed');

-- what leans on the words of before is made again with the new ones
ALTER TABLE "server" DROP CONSTRAINT "server_no_overlap";
ALTER TABLE "server" ALTER COLUMN "state" TYPE "asset_state" USING (CASE "state"
    WHEN 'staged' THEN 'racked'
    WHEN 'active' THEN 'in_service'
    WHEN 'offline' THEN 'in_service'
    WHEN 'failed' THEN 'in_service'
    WHEN 'decommissioning' THEN 'draining'
    ELSE "state"::text
  END)::"asset_state";
ALTER TABLE "server" ADD CONSTRAINT "server_no_overlap" EXCLUDE USING gist (
    box(
      point("rack_id"::float8 * 256 + "start_u" * 2, CASE "face" WHEN 'rear' THEN 1 ELSE 0 END),
      point("rack_id"::float8 * 256 + ("start_u" + "height_u") * 2 - 1, CASE "face" WHEN 'front' THEN 0 ELSE 1 END)
    ) WITH &&
  ) WHERE ("state" <> 'retired');

ALTER TABLE "rack" ALTER COLUMN "state" TYPE "asset_state"
  USING (CASE "state" WHEN 'installed' THEN 'racked' ELSE "state"::text END)::"asset_state";

DROP TYPE "server_state";
DROP TYPE "rack_state";

-- What was read and not written yet speaks the words of before: it has to be checked again.
UPDATE "import_run" SET "state" = 'rejected', "proposal" = NULL, "report" = jsonb_set("report", '{warnings}',
    coalesce("report" -> 'warnings', '[]') || to_jsonb('Checked before the states of racks and servers had new names. Check the files again.'::text))
  WHERE "state" IN ('reading', 'checked');
DELETE FROM "import_row";
DELETE FROM "import_file";
