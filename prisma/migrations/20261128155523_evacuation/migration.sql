-- Where the load of a run's racks goes before they are drained: a plan of ours, or one that is kept elsewhere. Neither: nobody named one.
ALTER TABLE "run"
  ADD COLUMN "evacuation_plan_id" INTEGER,
  ADD COLUMN "evacuation_title" TEXT,
  ADD COLUMN "evacuation_url" TEXT,
  ADD CONSTRAINT "run_evacuation_plan_id_fkey" FOREIGN KEY ("evacuation_plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "run_evacuation_one" CHECK (
    num_nonnulls("evacuation_plan_id", "evacuation_title") <= 1 AND ("evacuation_url" IS NULL OR "evacuation_title" IS NOT NULL)),
  -- it would wait for itself
  ADD CONSTRAINT "run_evacuation_other" CHECK ("evacuation_plan_id" <> "plan_id");
CREATE INDEX "run_evacuation_plan_id_idx" ON "run"("evacuation_plan_id");
