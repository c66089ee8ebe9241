-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "approval_state" AS ENUM ('pending', 'approved', 'declined', 'changes_requested', 'stale', 'withdrawn', 'expired');

-- CreateEnum
CREATE TYPE "provenance" AS ENUM ('recorded', 'assumed');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('approve', 'request_changes', 'decline');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('checked', 'committed', 'rejected');

-- CreateEnum
CREATE TYPE "occupancy_kind" AS ENUM ('occupied', 'committed', 'held', 'reserved');

-- CreateEnum
CREATE TYPE "plan_action_kind" AS ENUM ('add', 'move', 'retire');

-- CreateEnum
CREATE TYPE "plan_state" AS ENUM ('queued', 'running', 'failed', 'draft', 'submitted', 'committed', 'declined', 'stale', 'expired', 'cancelled');

-- CreateEnum
CREATE TYPE "power_device_kind" AS ENUM ('ups', 'pdu', 'row_device', 'panel', 'feed');

-- CreateEnum
CREATE TYPE "rack_state" AS ENUM ('ordered', 'installed', 'in_service', 'draining', 'retired');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('draft', 'open', 'planned', 'submitted', 'committed', 'declined', 'cancelled');

-- CreateEnum
CREATE TYPE "request_unit" AS ENUM ('racks', 'cores', 'memory_gib', 'storage_tb', 'gpus');

-- CreateEnum
CREATE TYPE "split_rule" AS ENUM ('all_or_nothing', 'best_effort');

-- CreateEnum
CREATE TYPE "rack_face" AS ENUM ('front', 'rear', 'both');

-- CreateEnum
CREATE TYPE "server_state" AS ENUM ('planned', 'staged', 'active', 'offline', 'failed', 'decommissioning', 'retired');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('planner', 'approver', 'manager', 'operator', 'admin', 'auditor');

-- CreateTable
CREATE TABLE "approval" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "state" "approval_state" NOT NULL,
    "seen" JSONB NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cooling_zone" (
    "id" SERIAL NOT NULL,
    "room_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "capacity_w" INTEGER NOT NULL,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "cooling_zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "datacenter" (
    "id" SERIAL NOT NULL,
    "zone_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "compliance_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "datacenter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" SERIAL NOT NULL,
    "approval_id" INTEGER NOT NULL,
    "decider_id" TEXT NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "hash" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand_month" (
    "month" DATE NOT NULL,
    "region_id" INTEGER NOT NULL,
    "family_id" INTEGER NOT NULL,
    "racks" INTEGER NOT NULL,
    "power_w" BIGINT NOT NULL,

    CONSTRAINT "demand_month_pkey" PRIMARY KEY ("month","region_id","family_id")
);

-- CreateTable
CREATE TABLE "capacity_month" (
    "month" DATE NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "region_id" INTEGER NOT NULL,
    "family_code" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "limit_value" BIGINT NOT NULL,
    "installed" BIGINT NOT NULL,
    "in_service" BIGINT NOT NULL,
    "committed" BIGINT NOT NULL,
    "reserved" BIGINT NOT NULL,
    "stranded" BIGINT NOT NULL,

    CONSTRAINT "capacity_month_pkey" PRIMARY KEY ("month","datacenter_id","family_code","resource")
);

-- CreateTable
CREATE TABLE "datacenter_capacity" (
    "datacenter_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "account" JSONB NOT NULL,

    CONSTRAINT "datacenter_capacity_pkey" PRIMARY KEY ("datacenter_id")
);

-- CreateTable
CREATE TABLE "hardware_family" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "hardware_family_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "import_state" NOT NULL,
    "files" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "proposal" JSONB,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_ref" (
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "local_id" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "external_ref_pkey" PRIMARY KEY ("source","kind","external_id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" SERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "entity_kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_snooze" (
    "user_id" TEXT NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_snooze_pkey" PRIMARY KEY ("user_id","plan_id")
);

-- CreateTable
CREATE TABLE "occupancy" (
    "id" BIGSERIAL NOT NULL,
    "position_id" INTEGER NOT NULL,
    "kind" "occupancy_kind" NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "rack_id" INTEGER,
    "plan_action_id" INTEGER,
    "reservation_id" INTEGER,

    CONSTRAINT "occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_action" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "plan_action_kind" NOT NULL,
    "request_id" INTEGER,
    "rack_type_id" INTEGER NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "row_id" INTEGER NOT NULL,
    "racks" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "certificate" JSONB,

    CONSTRAINT "plan_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_action_position" (
    "plan_action_id" INTEGER NOT NULL,
    "position_id" INTEGER NOT NULL,

    CONSTRAINT "plan_action_position_pkey" PRIMARY KEY ("plan_action_id","position_id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "state" "plan_state" NOT NULL,
    "policy" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "steps" INTEGER NOT NULL,
    "author_id" TEXT NOT NULL,
    "last_editor_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "hash" TEXT,
    "snapshot" JSONB,
    "summary" JSONB,
    "explanation" JSONB,
    "progress" JSONB,
    "failure" JSONB,
    "stale_cause" JSONB,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "hold_expires_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_request" (
    "plan_id" INTEGER NOT NULL,
    "request_id" INTEGER NOT NULL,
    "outcome" TEXT,
    "racks_placed" INTEGER NOT NULL DEFAULT 0,
    "certificate" JSONB,

    CONSTRAINT "plan_request_pkey" PRIMARY KEY ("plan_id","request_id")
);

-- CreateTable
CREATE TABLE "position_feed" (
    "position_id" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "device_id" INTEGER NOT NULL,
    "top_id" INTEGER NOT NULL,
    "room_id" INTEGER NOT NULL,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "position_feed_pkey" PRIMARY KEY ("position_id","slot")
);

-- CreateTable
CREATE TABLE "position" (
    "id" SERIAL NOT NULL,
    "row_id" INTEGER NOT NULL,
    "room_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "cooling_zone_id" INTEGER NOT NULL,
    "weight_limit_kg" INTEGER,
    "blocked_reason" TEXT,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "position_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "power_device" (
    "id" SERIAL NOT NULL,
    "room_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "power_device_kind" NOT NULL,
    "parent_id" INTEGER,
    "top_id" INTEGER NOT NULL,
    "depth" INTEGER NOT NULL,
    "parent_depth" INTEGER,
    "capacity_w" INTEGER NOT NULL,
    "failover_capacity_w" INTEGER NOT NULL,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "power_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rack_type" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family_id" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "positions" INTEGER NOT NULL DEFAULT 1,
    "power_w" INTEGER NOT NULL,
    "derated_w" INTEGER NOT NULL,
    "cooling_w" INTEGER NOT NULL,
    "weight_kg" INTEGER NOT NULL,
    "ports" INTEGER NOT NULL,
    "server_type_id" INTEGER,
    "server_count" INTEGER NOT NULL DEFAULT 0,
    "cores" INTEGER NOT NULL DEFAULT 0,
    "memory_gib" INTEGER NOT NULL DEFAULT 0,
    "storage_tb" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "gpus" INTEGER NOT NULL DEFAULT 0,
    "cost" INTEGER NOT NULL DEFAULT 0,
    "lead_time_weeks_p50" INTEGER NOT NULL DEFAULT 8,
    "lead_time_weeks_p90" INTEGER NOT NULL DEFAULT 12,
    "orderable_from" DATE,
    "orderable_to" DATE,
    "end_of_life" DATE,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "rack_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rack" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "rack_type_id" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "state" "rack_state" NOT NULL,
    "serial" TEXT,
    "installed_on" DATE,
    "in_service_on" DATE,
    "end_of_life" DATE,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "rack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rack_unit_reservation" (
    "id" SERIAL NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "unit" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "rack_unit_reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "geography" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "compliance_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "rack_type_id" INTEGER NOT NULL,
    "unit" "request_unit" NOT NULL,
    "amount" INTEGER NOT NULL,
    "racks" INTEGER NOT NULL,
    "region_id" INTEGER NOT NULL,
    "zone_id" INTEGER,
    "datacenter_id" INTEGER,
    "required_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "split_rule" "split_rule" NOT NULL DEFAULT 'all_or_nothing',
    "priority" INTEGER NOT NULL DEFAULT 2,
    "needed_by" DATE NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" "request_state" NOT NULL,
    "state_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "requester_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "id" SERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "owner_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room" (
    "id" SERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "weight_limit_kg" INTEGER,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "row" (
    "id" SERIAL NOT NULL,
    "room_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_type" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family_id" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "full_depth" BOOLEAN NOT NULL DEFAULT true,
    "nameplate_w" INTEGER NOT NULL,
    "derated_w" INTEGER NOT NULL,
    "weight_kg" DOUBLE PRECISION NOT NULL,
    "ports" INTEGER NOT NULL,
    "cores" INTEGER NOT NULL DEFAULT 0,
    "memory_gib" INTEGER NOT NULL DEFAULT 0,
    "storage_tb" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "gpus" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "server_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server" (
    "id" SERIAL NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "server_type_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "serial" TEXT,
    "rack_height_u" INTEGER NOT NULL,
    "start_u" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "face" "rack_face" NOT NULL,
    "state" "server_state" NOT NULL,
    "asset_tag" TEXT,
    "installed_on" DATE,

    CONSTRAINT "server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" "role" NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" SERIAL NOT NULL,
    "email" TEXT,
    "role" "role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zone" (
    "id" SERIAL NOT NULL,
    "region_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "zone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approval_state_idx" ON "approval"("state");

-- CreateIndex
CREATE INDEX "approval_plan_id_idx" ON "approval"("plan_id");

-- CreateIndex
CREATE INDEX "audit_event_entity_kind_entity_id_id_idx" ON "audit_event"("entity_kind", "entity_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_request_id_idx" ON "audit_event"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "cooling_zone_room_id_code_key" ON "cooling_zone"("room_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "cooling_zone_id_room_id_key" ON "cooling_zone"("id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "datacenter_code_key" ON "datacenter"("code");

-- CreateIndex
CREATE UNIQUE INDEX "decision_approval_id_decider_id_key" ON "decision"("approval_id", "decider_id");

-- CreateIndex
CREATE INDEX "capacity_month_region_id_month_idx" ON "capacity_month"("region_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "hardware_family_code_key" ON "hardware_family"("code");

-- CreateIndex
CREATE INDEX "external_ref_kind_local_id_idx" ON "external_ref"("kind", "local_id");

-- CreateIndex
CREATE INDEX "notification_user_id_read_at_idx" ON "notification"("user_id", "read_at");

-- CreateIndex
CREATE INDEX "occupancy_position_id_idx" ON "occupancy"("position_id");

-- CreateIndex
CREATE INDEX "occupancy_rack_id_idx" ON "occupancy"("rack_id");

-- CreateIndex
CREATE INDEX "occupancy_plan_action_id_idx" ON "occupancy"("plan_action_id");

-- CreateIndex
CREATE INDEX "occupancy_reservation_id_idx" ON "occupancy"("reservation_id");

-- CreateIndex
CREATE INDEX "plan_action_datacenter_id_idx" ON "plan_action"("datacenter_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_action_plan_id_sequence_key" ON "plan_action"("plan_id", "sequence");

-- CreateIndex
CREATE INDEX "plan_action_position_position_id_idx" ON "plan_action_position"("position_id");

-- CreateIndex
CREATE INDEX "plan_state_idx" ON "plan"("state");

-- CreateIndex
CREATE INDEX "plan_request_request_id_idx" ON "plan_request"("request_id");

-- CreateIndex
CREATE INDEX "position_feed_device_id_idx" ON "position_feed"("device_id");

-- CreateIndex
CREATE UNIQUE INDEX "position_feed_position_id_top_id_key" ON "position_feed"("position_id", "top_id");

-- CreateIndex
CREATE INDEX "position_room_id_idx" ON "position"("room_id");

-- CreateIndex
CREATE UNIQUE INDEX "position_row_id_number_key" ON "position"("row_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "position_id_room_id_key" ON "position"("id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "power_device_room_id_code_key" ON "power_device"("room_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "power_device_id_top_id_room_id_key" ON "power_device"("id", "top_id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "power_device_id_top_id_room_id_depth_key" ON "power_device"("id", "top_id", "room_id", "depth");

-- CreateIndex
CREATE UNIQUE INDEX "rack_type_code_key" ON "rack_type"("code");

-- CreateIndex
CREATE UNIQUE INDEX "rack_code_key" ON "rack"("code");

-- CreateIndex
CREATE INDEX "rack_datacenter_id_state_idx" ON "rack"("datacenter_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "rack_id_height_u_key" ON "rack"("id", "height_u");

-- CreateIndex
CREATE UNIQUE INDEX "rack_unit_reservation_rack_id_unit_key" ON "rack_unit_reservation"("rack_id", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "region_code_key" ON "region"("code");

-- CreateIndex
CREATE INDEX "request_state_idx" ON "request"("state");

-- CreateIndex
CREATE UNIQUE INDEX "room_datacenter_id_code_key" ON "room"("datacenter_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "row_room_id_code_key" ON "row"("room_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "row_room_id_sequence_key" ON "row"("room_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "row_id_room_id_key" ON "row"("id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "server_type_code_key" ON "server_type"("code");

-- CreateIndex
CREATE INDEX "server_rack_id_idx" ON "server"("rack_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "zone_region_id_code_key" ON "zone"("region_id", "code");

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cooling_zone" ADD CONSTRAINT "cooling_zone_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "datacenter" ADD CONSTRAINT "datacenter_zone_id_fkey" FOREIGN KEY ("zone_id") REFERENCES "zone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_month" ADD CONSTRAINT "demand_month_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_month" ADD CONSTRAINT "demand_month_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "hardware_family"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capacity_month" ADD CONSTRAINT "capacity_month_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capacity_month" ADD CONSTRAINT "capacity_month_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "datacenter_capacity" ADD CONSTRAINT "datacenter_capacity_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_snooze" ADD CONSTRAINT "inbox_snooze_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_snooze" ADD CONSTRAINT "inbox_snooze_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_plan_action_id_fkey" FOREIGN KEY ("plan_action_id") REFERENCES "plan_action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_rack_type_id_fkey" FOREIGN KEY ("rack_type_id") REFERENCES "rack_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "row"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action_position" ADD CONSTRAINT "plan_action_position_plan_action_id_fkey" FOREIGN KEY ("plan_action_id") REFERENCES "plan_action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action_position" ADD CONSTRAINT "plan_action_position_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_last_editor_id_fkey" FOREIGN KEY ("last_editor_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_request" ADD CONSTRAINT "plan_request_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_request" ADD CONSTRAINT "plan_request_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position_feed" ADD CONSTRAINT "position_feed_position_id_room_id_fkey" FOREIGN KEY ("position_id", "room_id") REFERENCES "position"("id", "room_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position_feed" ADD CONSTRAINT "position_feed_device_id_top_id_room_id_fkey" FOREIGN KEY ("device_id", "top_id", "room_id") REFERENCES "power_device"("id", "top_id", "room_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_row_id_room_id_fkey" FOREIGN KEY ("row_id", "room_id") REFERENCES "row"("id", "room_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_cooling_zone_id_room_id_fkey" FOREIGN KEY ("cooling_zone_id", "room_id") REFERENCES "cooling_zone"("id", "room_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "power_device" ADD CONSTRAINT "power_device_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "power_device" ADD CONSTRAINT "power_device_parent_id_top_id_room_id_parent_depth_fkey" FOREIGN KEY ("parent_id", "top_id", "room_id", "parent_depth") REFERENCES "power_device"("id", "top_id", "room_id", "depth") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "rack_type" ADD CONSTRAINT "rack_type_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "hardware_family"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_type" ADD CONSTRAINT "rack_type_server_type_id_fkey" FOREIGN KEY ("server_type_id") REFERENCES "server_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack" ADD CONSTRAINT "rack_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack" ADD CONSTRAINT "rack_rack_type_id_fkey" FOREIGN KEY ("rack_type_id") REFERENCES "rack_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_unit_reservation" ADD CONSTRAINT "rack_unit_reservation_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_rack_type_id_fkey" FOREIGN KEY ("rack_type_id") REFERENCES "rack_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "row" ADD CONSTRAINT "row_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server_type" ADD CONSTRAINT "server_type_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "hardware_family"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server" ADD CONSTRAINT "server_rack_id_rack_height_u_fkey" FOREIGN KEY ("rack_id", "rack_height_u") REFERENCES "rack"("id", "height_u") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server" ADD CONSTRAINT "server_server_type_id_fkey" FOREIGN KEY ("server_type_id") REFERENCES "server_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zone" ADD CONSTRAINT "zone_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What follows is written by hand: rules of the physical world that the database itself refuses to break.
-- Ranges of one integer stand in for equality in GiST exclusion constraints, so that no extension is needed.

-- One owner of a position at a time.
ALTER TABLE "occupancy"
  ADD CONSTRAINT "occupancy_dates" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from"),
  ADD CONSTRAINT "occupancy_owner" CHECK (
    ("kind" = 'occupied' AND "rack_id" IS NOT NULL AND "plan_action_id" IS NULL AND "reservation_id" IS NULL) OR
    ("kind" IN ('committed', 'held') AND "plan_action_id" IS NOT NULL AND "rack_id" IS NULL AND "reservation_id" IS NULL) OR
    ("kind" = 'reserved' AND "reservation_id" IS NOT NULL AND "rack_id" IS NULL AND "plan_action_id" IS NULL)),
  ADD CONSTRAINT "occupancy_no_overlap" EXCLUDE USING gist (
    int4range("position_id", "position_id", '[]') WITH &&,
    daterange("valid_from", "valid_to", '[)') WITH &&);

-- One device per unit and face of a rack, inside the rack.
ALTER TABLE "server"
  ADD CONSTRAINT "server_inside_rack" CHECK ("start_u" >= 1 AND "height_u" >= 1 AND "start_u" + "height_u" - 1 <= "rack_height_u"),
  ADD CONSTRAINT "server_no_overlap" EXCLUDE USING gist (
    int4range("rack_id", "rack_id", '[]') WITH &&,
    int4range("start_u", "start_u" + "height_u") WITH &&,
    (CASE "face" WHEN 'front' THEN int4range(0, 1) WHEN 'rear' THEN int4range(1, 2) ELSE int4range(0, 2) END) WITH &&
  ) WHERE ("state" <> 'retired');

-- A power tree: a top device is its own top at depth 0, every other one hangs one level below its parent under the same top.
ALTER TABLE "power_device"
  ADD CONSTRAINT "power_device_tree" CHECK (
    ("parent_id" IS NULL AND "parent_depth" IS NULL AND "depth" = 0 AND "top_id" = "id") OR
    ("parent_id" IS NOT NULL AND "parent_depth" IS NOT NULL AND "depth" = "parent_depth" + 1 AND "parent_depth" >= 0 AND "top_id" <> "id")),
  ADD CONSTRAINT "power_device_watts" CHECK ("capacity_w" >= 0 AND "failover_capacity_w" >= 0);

-- Every position has two feeds or more when its transaction ends (that they hang from different top devices is a unique key).
CREATE FUNCTION "position_needs_two_feeds"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted integer;
BEGIN
  wanted := CASE TG_TABLE_NAME WHEN 'position' THEN (to_jsonb(NEW) ->> 'id')::integer ELSE OLD."position_id" END;
  IF EXISTS (SELECT 1 FROM "position" WHERE "id" = wanted)
     AND (SELECT count(*) FROM "position_feed" WHERE "position_id" = wanted) < 2 THEN
    RAISE EXCEPTION 'position % has fewer than two feeds', wanted
      USING ERRCODE = 'check_violation', CONSTRAINT = 'position_needs_two_feeds';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "position_needs_two_feeds" AFTER INSERT ON "position"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "position_needs_two_feeds"();
CREATE CONSTRAINT TRIGGER "position_feed_leaves_two" AFTER DELETE OR UPDATE OF "position_id" ON "position_feed"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "position_needs_two_feeds"();

-- The record is only ever added to.
CREATE FUNCTION "audit_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_is_append_only"();

-- At most one signature is asked for at a time.
CREATE UNIQUE INDEX "approval_one_pending" ON "approval" ("plan_id") WHERE "state" = 'pending';

ALTER TABLE "cooling_zone" ADD CONSTRAINT "cooling_zone_watts" CHECK ("capacity_w" >= 0);
ALTER TABLE "position" ADD CONSTRAINT "position_number" CHECK ("number" >= 1);
ALTER TABLE "region" ADD CONSTRAINT "region_coordinates" CHECK ("latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
ALTER TABLE "rack_type" ADD CONSTRAINT "rack_type_numbers" CHECK ("height_u" BETWEEN 1 AND 100 AND "positions" >= 1 AND "power_w" >= 0
  AND "derated_w" >= 0 AND "cooling_w" >= 0 AND "weight_kg" >= 0 AND "ports" >= 0 AND "server_count" >= 0);
ALTER TABLE "rack" ADD CONSTRAINT "rack_height" CHECK ("height_u" BETWEEN 1 AND 100);
ALTER TABLE "request" ADD CONSTRAINT "request_size" CHECK ("amount" >= 1 AND "racks" >= 1);
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_size" CHECK ("racks" >= 1);
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_email_lower" CHECK ("email" = lower("email"));
