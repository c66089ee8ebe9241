-- One idea of a reservation for units, positions and devices: who keeps it, what for, under which ticket, and on which days. It counts on
-- its days, [valid_from, valid_to), and needs nobody to end it. Overlaps are refused here, whoever writes.
ALTER TABLE "rack_unit_reservation"
  ADD COLUMN "face" "rack_face" NOT NULL DEFAULT 'both',
  ADD COLUMN "ticket" TEXT,
  ADD COLUMN "valid_from" DATE,
  ADD COLUMN "valid_to" DATE;
DROP INDEX "rack_unit_reservation_rack_id_unit_key";
CREATE INDEX "rack_unit_reservation_rack_id_unit_idx" ON "rack_unit_reservation"("rack_id", "unit");
ALTER TABLE "rack_unit_reservation"
  ADD CONSTRAINT "rack_unit_reservation_dates" CHECK ("valid_to" > "valid_from"),
  ADD CONSTRAINT "rack_unit_reservation_no_overlap" EXCLUDE USING gist (
    int4range("rack_id", "rack_id", '[]') WITH &&, int4range("unit", "unit", '[]') WITH &&,
    (CASE "face" WHEN 'front'::"rack_face" THEN int4range(1, 2) WHEN 'rear'::"rack_face" THEN int4range(2, 3) ELSE int4range(1, 3) END) WITH &&,
    daterange("valid_from", "valid_to") WITH &&);

-- A person with an account, or anybody by name.
ALTER TABLE "reservation"
  ALTER COLUMN "owner_id" DROP NOT NULL,
  ADD COLUMN "owner_name" TEXT,
  ADD COLUMN "ticket" TEXT,
  ADD CONSTRAINT "reservation_one_owner" CHECK (num_nonnulls("owner_id", "owner_name") = 1);

CREATE TABLE "server_reservation" (
    "id" SERIAL NOT NULL,
    "server_id" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "server_reservation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "server_reservation_dates" CHECK ("valid_to" > "valid_from")
);
CREATE INDEX "server_reservation_server_id_idx" ON "server_reservation"("server_id");
ALTER TABLE "server_reservation"
  ADD CONSTRAINT "server_reservation_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "server_reservation_no_overlap" EXCLUDE USING gist (
    int4range("server_id", "server_id", '[]') WITH &&, daterange("valid_from", "valid_to") WITH &&);
