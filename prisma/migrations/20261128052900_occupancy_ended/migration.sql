-- Every quarter of a minute the worker asks what has ended since the accounts were computed.
CREATE INDEX "occupancy_valid_to_idx" ON "occupancy"("valid_to");
