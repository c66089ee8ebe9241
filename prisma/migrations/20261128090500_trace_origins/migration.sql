-- Where the trace of a record began, as W3C Trace Context writes it: what is done about it later, by whom and in which process ever, goes on there.
CREATE TABLE trace_origin (
  entity_kind text NOT NULL CHECK (entity_kind IN ('request', 'plan', 'run')),
  entity_id integer NOT NULL,
  trace_parent text NOT NULL CHECK (trace_parent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'),
  CONSTRAINT trace_origin_pkey PRIMARY KEY (entity_kind, entity_id)
);
