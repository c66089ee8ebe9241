-- Kept devices are records like kept units: with versions, a history and a place in the fleet files.
ALTER TABLE "server_reservation"
  ADD COLUMN "record_version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now();
CREATE TRIGGER "record_next_version" BEFORE UPDATE ON "server_reservation"
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION "record_next_version"();
CREATE TRIGGER "record_changed" AFTER UPDATE ON "server_reservation"
  REFERENCING OLD TABLE AS "gone" NEW TABLE AS "come" FOR EACH STATEMENT EXECUTE FUNCTION "record_was"();
CREATE TRIGGER "record_gone" AFTER DELETE ON "server_reservation"
  REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "record_was"();

-- Who was told that a reservation ends: once for each end that it was given.
CREATE TABLE "reservation_notice" (
    "kind" TEXT NOT NULL,
    "reservation_id" INTEGER NOT NULL,
    "valid_to" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "reservation_notice_pkey" PRIMARY KEY ("kind", "reservation_id", "valid_to")
);
