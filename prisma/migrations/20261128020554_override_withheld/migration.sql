-- What the policy expected of the room of a request that it kept back, where a person placed it all the same: {reward, expectedLoss}.
ALTER TABLE "placement_override" ADD COLUMN "withheld" JSONB;
-- Racks of other requests of the plan that lost their place for it.
ALTER TABLE "placement_override" ADD COLUMN "racks_lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "placement_override" ADD CONSTRAINT "placement_override_racks_lost_check" CHECK ("racks_lost" >= 0);
