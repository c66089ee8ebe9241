-- Alerts: what rules found. `open_key` is rule and subject while it is open: one alert for a subject, whoever evaluates.
CREATE TABLE "alert" (
    "id" SERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "datacenter" TEXT,
    "state" TEXT NOT NULL,
    "open_key" TEXT,
    "seen" JSONB NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "absent_since" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "silenced_until" TIMESTAMPTZ(3),
    "by_name" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alert_open_key_key" ON "alert"("open_key");
CREATE INDEX "alert_rule_subject_key_id_idx" ON "alert"("rule", "subject_key", "id");
CREATE INDEX "alert_state_id_idx" ON "alert"("state", "id");

-- All that became of an alert.
CREATE TABLE "alert_event" (
    "id" BIGSERIAL NOT NULL,
    "alert_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "by_name" TEXT,
    "note" TEXT,
    "seen" JSONB,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alert_event_alert_id_id_idx" ON "alert_event"("alert_id", "id");
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What people said of rules; usual ones stand in the code.
CREATE TABLE "alert_rule" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "test" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- Workers that run, and when they said so last. One that stops in order takes its row along.
CREATE TABLE "worker_pulse" (
    "worker" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_pulse_pkey" PRIMARY KEY ("worker")
);
