-- A worker lives while a session of its name holds the advisory lock of that name. Nothing else says so: who takes over, who asks about health and who
-- looks at the rules of alerts all read this. ("HDRM" in ASCII is the first key of the locks, the name's hash the second.)
CREATE VIEW "living_worker" AS
  SELECT s."name", min(s."since") AS "since"
    FROM (SELECT substr(a.application_name, length('headroom worker identity ') + 1) AS "name", a.backend_start AS "since", a.pid
            FROM pg_stat_activity a
           WHERE a.datname = current_database() AND starts_with(a.application_name, 'headroom worker identity ')) s
    JOIN pg_locks l ON l.pid = s.pid AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
     AND l.classid = 1212437069::oid AND l.objid = (hashtext(s."name")::bigint & 4294967295)::oid
   GROUP BY s."name";

-- Workers that were seen living, and when last: by whoever looks at the rules of alerts, not by themselves. One that stops in order takes its row along.
ALTER TABLE "worker_pulse" RENAME TO "worker_seen";
ALTER TABLE "worker_seen" RENAME CONSTRAINT "worker_pulse_pkey" TO "worker_seen_pkey";
