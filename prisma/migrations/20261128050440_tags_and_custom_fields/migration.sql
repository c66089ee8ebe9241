-- What people say of a thing in words of their own, and what other systems know of it: NetBox's tags and custom fields, for one.
ALTER TABLE "region" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "datacenter" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "room" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "row" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "power_device" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "hardware_family" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "server_type" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "rack_type" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "rack" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "server" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;
ALTER TABLE "rack_unit_reservation" ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN custom_fields jsonb;

-- Only what is tagged is in it: a fleet without tags pays nothing.
CREATE INDEX rack_tags ON rack USING gin (tags) WHERE tags <> '{}';
CREATE INDEX server_tags ON server USING gin (tags) WHERE tags <> '{}';
