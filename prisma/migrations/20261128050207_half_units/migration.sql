-- Devices of half a unit: NetBox and the device-type library know 0.5, 1.5, 2.5 units, and positions between two units. Kept as the number
-- people say; halves are exact in binary, and the checks refuse anything finer.
ALTER TABLE "server"
  DROP CONSTRAINT "server_no_overlap",
  DROP CONSTRAINT "server_inside_rack";

ALTER TABLE "server"
  ALTER COLUMN "start_u" SET DATA TYPE DOUBLE PRECISION,
  ALTER COLUMN "height_u" SET DATA TYPE DOUBLE PRECISION;

ALTER TABLE "server_type" ALTER COLUMN "height_u" SET DATA TYPE DOUBLE PRECISION;

ALTER TABLE "server_type" ADD CONSTRAINT "server_type_height" CHECK ("height_u" BETWEEN 0 AND 100 AND "height_u" * 2 = floor("height_u" * 2));

ALTER TABLE "server"
  ADD CONSTRAINT "server_inside_rack" CHECK ("start_u" >= 1 AND "height_u" >= 0.5 AND "start_u" + "height_u" - 1 <= "rack_height_u"
    AND "start_u" * 2 = floor("start_u" * 2) AND "height_u" * 2 = floor("height_u" * 2)),
  -- One box per device, as before, in half units. Across: 256 per rack plus the half units, lowest to highest (a rack has at most 100
  -- units); up: 0 is the front, 1 the rear. Whole numbers, and boxes touch only where they share a half unit.
  ADD CONSTRAINT "server_no_overlap" EXCLUDE USING gist (
    box(
      point("rack_id"::float8 * 256 + "start_u" * 2, CASE "face" WHEN 'rear' THEN 1 ELSE 0 END),
      point("rack_id"::float8 * 256 + ("start_u" + "height_u") * 2 - 1, CASE "face" WHEN 'front' THEN 0 ELSE 1 END)
    ) WITH &&
  ) WHERE ("state" <> 'retired');
