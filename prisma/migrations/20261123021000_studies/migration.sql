-- CreateEnum
CREATE TYPE "study_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "plan_scenario" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "state" "study_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "progress" JSONB,
    "failure" JSONB,
    "summary" JSONB,
    "decisions" JSONB,
    "actions" JSONB,
    "snapshot" JSONB,
    "base_hash" TEXT,
    "author_id" TEXT NOT NULL,
    "took_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "solved_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_scenario_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay" (
    "id" SERIAL NOT NULL,
    "region_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "order" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "steps" INTEGER NOT NULL,
    "state" "study_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "progress" JSONB,
    "failure" JSONB,
    "summary" JSONB,
    "decisions" JSONB,
    "snapshot" JSONB,
    "author_id" TEXT NOT NULL,
    "took_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "solved_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "plan_scenario_author_id_idx" ON "plan_scenario"("author_id");

-- CreateIndex
CREATE INDEX "plan_scenario_state_idx" ON "plan_scenario"("state");

-- CreateIndex
CREATE UNIQUE INDEX "plan_scenario_plan_id_slot_key" ON "plan_scenario"("plan_id", "slot");

-- CreateIndex
CREATE INDEX "replay_region_id_idx" ON "replay"("region_id");

-- CreateIndex
CREATE INDEX "replay_author_id_idx" ON "replay"("author_id");

-- CreateIndex
CREATE INDEX "replay_state_idx" ON "replay"("state");

-- AddForeignKey
ALTER TABLE "plan_scenario" ADD CONSTRAINT "plan_scenario_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_scenario" ADD CONSTRAINT "plan_scenario_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay" ADD CONSTRAINT "replay_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay" ADD CONSTRAINT "replay_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: a plan has four letters, and a range has an end that is not before its start.
ALTER TABLE "plan_scenario" ADD CONSTRAINT "plan_scenario_slot" CHECK ("slot" BETWEEN 1 AND 4);
ALTER TABLE "replay" ADD CONSTRAINT "replay_range" CHECK ("to_day" >= "from_day");
