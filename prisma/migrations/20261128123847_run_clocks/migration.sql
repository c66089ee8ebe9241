-- How long people have for the stages of a run: learnt when the run is made and whenever it is forecast, unless a rule says otherwise.
ALTER TABLE "run" ADD COLUMN "clocks" JSONB;
-- That the run is likely to miss its date was told; null: it was not, or is in time again.
ALTER TABLE "run" ADD COLUMN "late_told_at" TIMESTAMPTZ(3);
-- Whoever has a task is reminded from then on.
ALTER TABLE "run_step" ADD COLUMN "warn_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "run_clock_rule" (
    "kind" "run_kind" NOT NULL,
    "stage" TEXT NOT NULL,
    "due_ms" BIGINT,
    "warn_share" DOUBLE PRECISION NOT NULL,
    "contact_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "saved_by_id" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_clock_rule_pkey" PRIMARY KEY ("kind","stage")
);

-- AddForeignKey
ALTER TABLE "run_clock_rule" ADD CONSTRAINT "run_clock_rule_saved_by_id_fkey" FOREIGN KEY ("saved_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_clock_rule" ADD CONSTRAINT "run_clock_rule_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "run_clock_rule" ADD CONSTRAINT "run_clock_rule_share" CHECK ("warn_share" > 0 AND "warn_share" < 1);
ALTER TABLE "run_clock_rule" ADD CONSTRAINT "run_clock_rule_due" CHECK ("due_ms" > 0);
