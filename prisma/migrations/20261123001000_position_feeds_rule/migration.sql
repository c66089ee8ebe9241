-- The rule as first written named a column of one table in an expression for both, so that no position could be inserted at all.
CREATE OR REPLACE FUNCTION "position_needs_two_feeds"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted integer;
BEGIN
  -- Each branch is only prepared when it is taken: the two tables have different columns.
  IF TG_TABLE_NAME = 'position' THEN
    wanted := NEW."id";
  ELSE
    wanted := OLD."position_id";
  END IF;
  IF EXISTS (SELECT 1 FROM "position" WHERE "id" = wanted)
     AND (SELECT count(*) FROM "position_feed" WHERE "position_id" = wanted) < 2 THEN
    RAISE EXCEPTION 'position % has fewer than two feeds', wanted
      USING ERRCODE = 'check_violation', CONSTRAINT = 'position_needs_two_feeds';
  END IF;
  RETURN NULL;
END $$;
