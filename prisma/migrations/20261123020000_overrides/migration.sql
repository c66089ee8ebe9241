-- CreateEnum
CREATE TYPE "override_state" AS ENUM ('kept', 'replaced', 'released', 'dropped');

-- CreateTable
CREATE TABLE "override_reason" (
    "id" SERIAL NOT NULL,
    "label" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "override_reason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_override" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "request_id" INTEGER NOT NULL,
    "from_row_id" INTEGER,
    "row_id" INTEGER NOT NULL,
    "racks" INTEGER NOT NULL,
    "lots" JSONB NOT NULL,
    "reason_id" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "cost" DOUBLE PRECISION NOT NULL,
    "terms" JSONB NOT NULL,
    "state" "override_state" NOT NULL DEFAULT 'kept',
    "author_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "placement_override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_rule" (
    "id" SERIAL NOT NULL,
    "row_id" INTEGER NOT NULL,
    "family_id" INTEGER,
    "reason_id" INTEGER NOT NULL,
    "author_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_by_id" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "placement_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "override_reason_label_key" ON "override_reason"("label");

-- CreateIndex
CREATE INDEX "placement_override_plan_id_idx" ON "placement_override"("plan_id");

-- CreateIndex
CREATE INDEX "placement_override_request_id_idx" ON "placement_override"("request_id");

-- CreateIndex
CREATE INDEX "placement_rule_row_id_idx" ON "placement_rule"("row_id");

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_from_row_id_fkey" FOREIGN KEY ("from_row_id") REFERENCES "row"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "row"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_reason_id_fkey" FOREIGN KEY ("reason_id") REFERENCES "override_reason"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rule" ADD CONSTRAINT "placement_rule_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "row"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rule" ADD CONSTRAINT "placement_rule_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "hardware_family"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rule" ADD CONSTRAINT "placement_rule_reason_id_fkey" FOREIGN KEY ("reason_id") REFERENCES "override_reason"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rule" ADD CONSTRAINT "placement_rule_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rule" ADD CONSTRAINT "placement_rule_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: Prisma knows no partial indexes. One place of a person for a request and plan is in force, one rule for a row and family.
CREATE UNIQUE INDEX "placement_override_in_force" ON "placement_override"("plan_id", "request_id") WHERE "state" = 'kept';
CREATE UNIQUE INDEX "placement_rule_in_force" ON "placement_rule"("row_id", coalesce("family_id", 0)) WHERE "ended_at" IS NULL;

-- The list to begin with; an admin changes it.
INSERT INTO "override_reason" ("label") VALUES
  ('Maintenance nearby'),
  ('Customer asked for adjacency'),
  ('Cabling distance'),
  ('Data or network locality'),
  ('Hardware is already there'),
  ('Expert judgement');
