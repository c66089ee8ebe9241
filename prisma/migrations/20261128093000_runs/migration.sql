-- Runs: how what was approved is carried out. State lives here; what happens next is decided by core/rollout from these rows.
-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('provision', 'decommission', 'move', 'repair');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'running', 'paused', 'halted', 'aborting', 'done', 'aborted');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('waiting', 'working', 'retrying', 'failed', 'done', 'skipped', 'undoing', 'stuck', 'undone', 'dropped');

-- CreateEnum
CREATE TYPE "gate_state" AS ENUM ('shut', 'asked', 'held', 'open');

-- AlterEnum
ALTER TYPE "request_state" ADD VALUE 'delivered';

-- CreateTable
CREATE TABLE "run_template" (
    "id" SERIAL NOT NULL,
    "kind" "run_kind" NOT NULL,
    "rack_type_id" INTEGER,
    "datacenter_id" INTEGER,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" SERIAL NOT NULL,
    "kind" "run_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "state" "run_state" NOT NULL,
    "plan_id" INTEGER,
    "datacenter_id" INTEGER NOT NULL,
    "template_id" INTEGER,
    "template" JSONB NOT NULL,
    "limits" JSONB NOT NULL,
    "halt" JSONB,
    "reason" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "wake_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "forecast" JSONB,
    "forecast_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_wave" (
    "run_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "tier" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3),

    CONSTRAINT "run_wave_pkey" PRIMARY KEY ("run_id","number")
);

-- CreateTable
CREATE TABLE "run_subject" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "wave" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "rack_id" INTEGER,
    "rack_code" TEXT NOT NULL,
    "rack_type_id" INTEGER NOT NULL,
    "plan_action_id" INTEGER,
    "position_id" INTEGER,
    "from_position_id" INTEGER,
    "room_id" INTEGER,
    "fault_domain" TEXT NOT NULL,
    "services" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "power_w" INTEGER NOT NULL,
    "holds" BOOLEAN NOT NULL DEFAULT true,
    "down" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_step" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "rack_type_id" INTEGER NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "state" "step_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "asks" INTEGER NOT NULL DEFAULT 0,
    "begun_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "poll_at" TIMESTAMPTZ(3),
    "by_person" BOOLEAN NOT NULL DEFAULT false,
    "assignee_id" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "checklist" JSONB,
    "evidence" JSONB,
    "result" JSONB,
    "waited" JSONB,
    "failure" JSONB,
    "reason" TEXT,

    CONSTRAINT "run_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_gate" (
    "run_id" INTEGER NOT NULL,
    "wave" INTEGER NOT NULL,
    "after" TEXT NOT NULL,
    "state" "gate_state" NOT NULL DEFAULT 'shut',
    "met" BOOLEAN,
    "measured" JSONB,
    "asked_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "opened_by_id" TEXT,
    "reason" TEXT,

    CONSTRAINT "run_gate_pkey" PRIMARY KEY ("run_id","wave","after")
);

-- CreateTable
CREATE TABLE "run_event" (
    "id" BIGSERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "subject_id" INTEGER,
    "stage" TEXT,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "actor_name" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operations_pause" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "paused_by_id" TEXT,
    "paused_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "operations_pause_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_template_kind_rack_type_id_datacenter_id_version_key" ON "run_template"("kind", "rack_type_id", "datacenter_id", "version") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "run_state_id_idx" ON "run"("state", "id");

-- CreateIndex
CREATE INDEX "run_plan_id_idx" ON "run"("plan_id");

-- CreateIndex
CREATE INDEX "run_datacenter_id_idx" ON "run"("datacenter_id");

-- CreateIndex
CREATE INDEX "run_wake_at_idx" ON "run"("wake_at") WHERE "wake_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "run_subject_rack_id_idx" ON "run_subject"("rack_id");

-- CreateIndex
CREATE INDEX "run_subject_plan_action_id_idx" ON "run_subject"("plan_action_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_subject_run_id_sequence_key" ON "run_subject"("run_id", "sequence");

-- CreateIndex
CREATE INDEX "run_subject_position_id_idx" ON "run_subject"("position_id");

-- CreateIndex
CREATE INDEX "run_subject_from_position_id_idx" ON "run_subject"("from_position_id");

-- CreateIndex
CREATE INDEX "run_step_run_id_idx" ON "run_step"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_step_subject_id_stage_key" ON "run_step"("subject_id", "stage");

-- CreateIndex
CREATE INDEX "run_event_run_id_id_idx" ON "run_event"("run_id", "id");

-- AddForeignKey
ALTER TABLE "run_template" ADD CONSTRAINT "run_template_rack_type_id_fkey" FOREIGN KEY ("rack_type_id") REFERENCES "rack_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_template" ADD CONSTRAINT "run_template_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_template" ADD CONSTRAINT "run_template_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "run_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_wave" ADD CONSTRAINT "run_wave_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_rack_type_id_fkey" FOREIGN KEY ("rack_type_id") REFERENCES "rack_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_plan_action_id_fkey" FOREIGN KEY ("plan_action_id") REFERENCES "plan_action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_from_position_id_fkey" FOREIGN KEY ("from_position_id") REFERENCES "position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subject" ADD CONSTRAINT "run_subject_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "run_subject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_gate" ADD CONSTRAINT "run_gate_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_gate" ADD CONSTRAINT "run_gate_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operations_pause" ADD CONSTRAINT "operations_pause_paused_by_id_fkey" FOREIGN KEY ("paused_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- No rack and no position in two runs at a time, whoever writes.
CREATE UNIQUE INDEX "run_subject_rack_held" ON "run_subject"("rack_id") WHERE "holds";
CREATE UNIQUE INDEX "run_subject_position_held" ON "run_subject"("position_id") WHERE "holds";
-- What is down now is little, however many runs there were.
CREATE INDEX "run_subject_down" ON "run_subject" USING gin ("services") WHERE "down";
-- The worker asks for these every second.
CREATE INDEX "run_step_poll" ON "run_step"("poll_at") WHERE "poll_at" IS NOT NULL;
CREATE INDEX "run_step_open" ON "run_step"("state", "due_at") WHERE "state" IN ('working', 'retrying', 'failed', 'undoing', 'stuck');
-- What stages took: the latest of a rack type at a site, and of a stage.
CREATE INDEX "run_step_took_at_site" ON "run_step"("stage", "rack_type_id", "datacenter_id", "ended_at" DESC) WHERE "state" = 'done';
CREATE INDEX "run_step_took" ON "run_step"("stage", "ended_at" DESC) WHERE "state" = 'done';

ALTER TABLE "operations_pause" ADD CONSTRAINT "operations_pause_one" CHECK ("id" = 1);
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_level" CHECK ("level" IN ('info', 'warn', 'error'));
ALTER TABLE "run" ADD CONSTRAINT "run_ended" CHECK (("state" IN ('done', 'aborted')) = ("ended_at" IS NOT NULL));
