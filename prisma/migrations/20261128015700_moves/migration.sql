-- AlterTable
ALTER TABLE "plan" ADD COLUMN "repairs_datacenter_id" INTEGER;

-- AlterTable
ALTER TABLE "occupancy" ADD COLUMN "arriving_rack_id" INTEGER;

-- CreateTable
CREATE TABLE "plan_action_rack" (
    "plan_action_id" INTEGER NOT NULL,
    "position_id" INTEGER NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "from_position_id" INTEGER NOT NULL,

    CONSTRAINT "plan_action_rack_pkey" PRIMARY KEY ("plan_action_id","position_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_action_rack_plan_action_id_rack_id_key" ON "plan_action_rack"("plan_action_id", "rack_id");

-- CreateIndex
CREATE INDEX "plan_action_rack_rack_id_idx" ON "plan_action_rack"("rack_id");

-- CreateIndex
CREATE INDEX "plan_repairs_datacenter_id_idx" ON "plan"("repairs_datacenter_id");

-- CreateIndex
CREATE UNIQUE INDEX "occupancy_arriving_rack_id_key" ON "occupancy"("arriving_rack_id");

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_repairs_datacenter_id_fkey" FOREIGN KEY ("repairs_datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_arriving_rack_id_fkey" FOREIGN KEY ("arriving_rack_id") REFERENCES "rack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action_rack" ADD CONSTRAINT "plan_action_rack_plan_action_id_position_id_fkey" FOREIGN KEY ("plan_action_id", "position_id") REFERENCES "plan_action_position"("plan_action_id", "position_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action_rack" ADD CONSTRAINT "plan_action_rack_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_action_rack" ADD CONSTRAINT "plan_action_rack_from_position_id_fkey" FOREIGN KEY ("from_position_id") REFERENCES "position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Racks that move were asked for by nobody; only what a plan holds or has committed waits for one; a rack goes to one place.
ALTER TABLE "plan_action" ADD CONSTRAINT "plan_action_move_check" CHECK ("kind" <> 'move' OR "request_id" IS NULL);
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_arriving_check" CHECK ("arriving_rack_id" IS NULL OR "kind" IN ('held', 'committed'));
