-- CreateIndex
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");

-- CreateIndex
CREATE INDEX "capacity_month_family_code_resource_month_idx" ON "capacity_month"("family_code", "resource", "month");

-- CreateIndex
CREATE INDEX "position_feed_room_id_position_id_slot_device_id_idx" ON "position_feed"("room_id", "position_id", "slot", "device_id");

-- What follows is written by hand: the beginning of a code or serial, in any case, without an extension.
CREATE INDEX "rack_code_prefix" ON "rack" (lower("code") text_pattern_ops);
CREATE INDEX "rack_serial_prefix" ON "rack" (lower("serial") text_pattern_ops);
CREATE INDEX "server_serial_prefix" ON "server" (lower("serial") text_pattern_ops);
