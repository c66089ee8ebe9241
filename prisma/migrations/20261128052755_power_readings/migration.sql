-- What a meter said last, a table for each kind of thing that has one: beside the record and not in it, so that a million readings an
-- hour neither raise a version nor write history.
CREATE TABLE "server_reading" (
    "server_id" INTEGER NOT NULL,
    "power_w" INTEGER NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_reading_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "server_reading_power_w_check" CHECK ("power_w" >= 0)
);

CREATE TABLE "rack_reading" (
    "rack_id" INTEGER NOT NULL,
    "power_w" INTEGER NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rack_reading_pkey" PRIMARY KEY ("rack_id"),
    CONSTRAINT "rack_reading_power_w_check" CHECK ("power_w" >= 0)
);

CREATE TABLE "power_device_reading" (
    "power_device_id" INTEGER NOT NULL,
    "power_w" INTEGER NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "power_device_reading_pkey" PRIMARY KEY ("power_device_id"),
    CONSTRAINT "power_device_reading_power_w_check" CHECK ("power_w" >= 0)
);

ALTER TABLE "server_reading" ADD CONSTRAINT "server_reading_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "rack_reading" ADD CONSTRAINT "rack_reading_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "power_device_reading" ADD CONSTRAINT "power_device_reading_power_device_id_fkey" FOREIGN KEY ("power_device_id") REFERENCES "power_device"("id") ON DELETE CASCADE ON UPDATE CASCADE;
