-- What the policy expected of the room of a request that it kept back, where a person placed it all the same: {reward, expectedLoss}.
ALTER TABLE "placement_override" ADD COLUMN "withheld" JSONB;
