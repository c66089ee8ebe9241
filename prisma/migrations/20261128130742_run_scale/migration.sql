-- Living runs whose forecast is older than they are: every worker asks every second, however many runs there were.
CREATE INDEX "run_forecast_stale" ON "run"("forecast_at" NULLS FIRST, "id")
  WHERE "state" NOT IN ('done', 'aborted') AND ("forecast_at" IS NULL OR "updated_at" > "forecast_at");
-- The latest gates that people opened.
CREATE INDEX "run_gate_opened" ON "run_gate"("opened_at" DESC) WHERE "asked_at" IS NOT NULL AND "opened_at" IS NOT NULL;
