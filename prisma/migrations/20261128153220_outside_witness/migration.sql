-- What a work order asks for: a task of a run, or to witness that the drives of its step were destroyed. One of each may be open at a time.
ALTER TABLE "work_order"
  ADD COLUMN "asks" TEXT NOT NULL DEFAULT 'task',
  ADD CONSTRAINT "work_order_asks" CHECK ("asks" IN ('task', 'witness'));
DROP INDEX "work_order_one_open";
CREATE UNIQUE INDEX "work_order_one_open" ON "work_order"("step_id", "asks") WHERE "ended_at" IS NULL;

-- Who destroyed a drive and who saw it, as people: until now they were numbers of accounts.
UPDATE "drive_sanitisation" d
   SET "evidence" = d."evidence" || jsonb_build_object(
         'doneBy', jsonb_build_object('kind', 'account', 'id', d."evidence"->>'doneBy', 'name', coalesce(d."destroyed_by", ''), 'organisation', NULL,
                                      'workOrder', NULL, 'at', NULL, 'mails', jsonb_build_array(coalesce(lower(a."email"), d."evidence"->>'doneBy'))),
         'witness', CASE WHEN d."evidence"->>'witness' <> '' THEN
           jsonb_build_object('kind', 'account', 'id', d."evidence"->>'witness', 'name', coalesce(d."confirmed_by", ''), 'organisation', NULL,
                              'workOrder', NULL, 'at', NULL, 'mails', jsonb_build_array(coalesce(lower(b."email"), d."evidence"->>'witness'))) END)
  FROM "drive_sanitisation" e
  LEFT JOIN "user_account" a ON a."id" = e."evidence"->>'doneBy'
  LEFT JOIN "user_account" b ON b."id" = e."evidence"->>'witness'
 WHERE e."id" = d."id" AND d."evidence"->>'kind' = 'destruction' AND jsonb_typeof(d."evidence"->'doneBy') = 'string';

-- Four eyes: nobody witnesses what they destroyed themselves, under whatever name their mail arrives.
ALTER TABLE "drive_sanitisation" ADD CONSTRAINT "drive_sanitisation_witnessed" CHECK (
  "state" <> 'proven' OR coalesce("evidence"->>'kind', '') <> 'destruction' OR (
    "evidence"#>>'{doneBy,id}' IS NOT NULL AND "evidence"#>>'{witness,id}' IS NOT NULL
    AND ("evidence"#>>'{doneBy,kind}', "evidence"#>>'{doneBy,id}') IS DISTINCT FROM ("evidence"#>>'{witness,kind}', "evidence"#>>'{witness,id}')
    AND NOT coalesce("evidence"#>'{witness,mails}' @> ("evidence"#>'{doneBy,mails}'), true)));
