-- CreateTable
CREATE TABLE "device_type" (
    "id" SERIAL NOT NULL,
    "manufacturer" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "part_number" TEXT,
    "u_height" DOUBLE PRECISION NOT NULL,
    "full_depth" BOOLEAN NOT NULL,
    "weight_kg" DOUBLE PRECISION,
    "airflow" TEXT,
    "subdevice_role" TEXT,
    "supply_bays" INTEGER NOT NULL DEFAULT 0,
    "supply_model" TEXT,
    "power_w" INTEGER,
    "power_source" TEXT NOT NULL,

    CONSTRAINT "device_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_power_port" (
    "id" SERIAL NOT NULL,
    "device_type_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "connector" TEXT,
    "maximum_draw_w" INTEGER,
    "allocated_draw_w" INTEGER,

    CONSTRAINT "device_power_port_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "power_supply" (
    "id" SERIAL NOT NULL,
    "manufacturer" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "part_number" TEXT,
    "max_draw_w" INTEGER,
    "connector" TEXT,

    CONSTRAINT "power_supply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_type_manufacturer_slug_key" ON "device_type"("manufacturer", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "device_power_port_device_type_id_name_key" ON "device_power_port"("device_type_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "power_supply_manufacturer_model_key" ON "power_supply"("manufacturer", "model");

-- AddForeignKey
ALTER TABLE "device_power_port" ADD CONSTRAINT "device_power_port_device_type_id_fkey" FOREIGN KEY ("device_type_id") REFERENCES "device_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;
