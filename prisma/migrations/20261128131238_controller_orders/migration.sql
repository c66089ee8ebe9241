-- What people ask of a management controller outside of runs: to look at its server anew, to switch it. A worker carries it out and confirms it.
CREATE TABLE "controller_order" (
    "id" SERIAL NOT NULL,
    "controller_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT NOT NULL DEFAULT '',
    "asked_by_id" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "controller_order_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "controller_order_controller_id_fkey" FOREIGN KEY ("controller_id") REFERENCES "management_controller"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "controller_order_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "controller_order_what" CHECK ("what" IN ('look', 'on', 'off', 'force_off', 'restart', 'force_restart')),
    CONSTRAINT "controller_order_state" CHECK ("state" IN ('waiting', 'working', 'done', 'failed') AND ("state" IN ('done', 'failed')) = ("ended_at" IS NOT NULL))
);
-- one at a time
CREATE UNIQUE INDEX "controller_order_open_key" ON "controller_order" ("controller_id") WHERE "ended_at" IS NULL;
CREATE INDEX "controller_order_controller_id_id_idx" ON "controller_order" ("controller_id", "id");
