-- What meters and sensors said, in time. kind: 1 rack, 2 server, 3 power device. metric: 1 power (W), 2 air at the inlet (degrees Celsius),
-- 3 utilisation (share of 1). No foreign keys: a point is written often and dies with its partition, and ids are not given out again.
-- Partitions are made and dropped by the product (docs/operations/telemetry.md), never by a migration.
CREATE TABLE "telemetry_point" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "thing_id" INTEGER NOT NULL,
    "kind" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,

    CONSTRAINT "telemetry_point_pkey" PRIMARY KEY ("kind", "thing_id", "metric", "at")
) PARTITION BY RANGE ("at");

-- Of an hour and of a day (UTC), of all its points: written whole, from the points.
CREATE TABLE "telemetry_hour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "min" DOUBLE PRECISION NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "max" DOUBLE PRECISION NOT NULL,
    "p95" DOUBLE PRECISION NOT NULL,
    "points" INTEGER NOT NULL,
    "thing_id" INTEGER NOT NULL,
    "kind" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,

    CONSTRAINT "telemetry_hour_pkey" PRIMARY KEY ("kind", "thing_id", "metric", "hour")
) PARTITION BY RANGE ("hour");

CREATE TABLE "telemetry_day" (
    "day" DATE NOT NULL,
    "min" DOUBLE PRECISION NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "max" DOUBLE PRECISION NOT NULL,
    "p95" DOUBLE PRECISION NOT NULL,
    "points" INTEGER NOT NULL,
    "thing_id" INTEGER NOT NULL,
    "kind" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,

    CONSTRAINT "telemetry_day_pkey" PRIMARY KEY ("kind", "thing_id", "metric", "day"),
    CONSTRAINT "telemetry_day_points_check" CHECK ("points" > 0)
);
CREATE INDEX "telemetry_day_day_idx" ON "telemetry_day"("day");

-- Which hours have points that their rollup does not know yet, by blocks of 4096 ids: only ever appended to by those who write points.
CREATE TABLE "telemetry_hour_mark" (
    "id" BIGSERIAL NOT NULL,
    "kind" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,
    "block" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "telemetry_hour_mark_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "telemetry_hour_mark_due_at_idx" ON "telemetry_hour_mark"("due_at");

CREATE TABLE "telemetry_day_mark" (
    "kind" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,
    "block" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "telemetry_day_mark_pkey" PRIMARY KEY ("kind", "metric", "block", "day")
);
CREATE INDEX "telemetry_day_mark_due_at_idx" ON "telemetry_day_mark"("due_at");
