-- Where telemetry is asked for: a query of a Prometheus, and which labels of its series name which thing.
CREATE TABLE "prometheus_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    -- their values, joined by /, name the thing, or stand in prometheus_name
    "labels" TEXT[] NOT NULL,
    "scale" DOUBLE PRECISION NOT NULL,
    "step_seconds" INTEGER NOT NULL,
    -- name of an environment variable of the worker
    "token_variable" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "read_to" TIMESTAMPTZ(3),
    -- nobody polls it before; also what a worker that polls has taken it until
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "outcome" JSONB,

    CONSTRAINT "prometheus_source_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "prometheus_source_step_seconds_check" CHECK ("step_seconds" > 0)
);
CREATE UNIQUE INDEX "prometheus_source_name_key" ON "prometheus_source"("name");

-- What a Prometheus calls a thing that is called otherwise here: `parts` as in telemetry.write (rack; rack, server; datacenter, room, device).
CREATE TABLE "prometheus_name" (
    "source_id" INTEGER NOT NULL,
    "said" TEXT NOT NULL,
    "parts" TEXT[] NOT NULL,

    CONSTRAINT "prometheus_name_pkey" PRIMARY KEY ("source_id", "said")
);
ALTER TABLE "prometheus_name" ADD CONSTRAINT "prometheus_name_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "prometheus_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
