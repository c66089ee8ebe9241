-- Management controllers are asked for what their servers draw and breathe, every so often: as their datacenter says, or as they themselves do.
ALTER TABLE "management_controller"
  ADD COLUMN "poll_seconds" INTEGER,
  ADD COLUMN "poll_at" TIMESTAMPTZ(3),
  ADD COLUMN "poll_failures" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "polled" JSONB,
  ADD CONSTRAINT "management_controller_poll" CHECK ("poll_seconds" IS NULL OR "poll_seconds" = 0 OR "poll_seconds" BETWEEN 15 AND 3600);
-- who is due, the longest first; those that were never asked before all others
CREATE INDEX "management_controller_poll_at_idx" ON "management_controller" ("poll_at" NULLS FIRST) WHERE "server_id" IS NOT NULL;

CREATE TABLE "controller_polling" (
    "datacenter_id" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "controller_polling_pkey" PRIMARY KEY ("datacenter_id"),
    CONSTRAINT "controller_polling_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "controller_polling_seconds" CHECK ("seconds" = 0 OR "seconds" BETWEEN 15 AND 3600)
);
