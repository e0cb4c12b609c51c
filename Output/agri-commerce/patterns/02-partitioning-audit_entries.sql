-- 1. While the application runs: keys and a proof for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY audit_entries_pkey_before_2026_10 ON public.audit_entries (id, created_at);

ALTER TABLE public.audit_entries ADD CONSTRAINT audit_entries_before_2026_10 CHECK (created_at < '2026-10-01 00:00:00+00') NOT VALID;
ALTER TABLE public.audit_entries VALIDATE CONSTRAINT audit_entries_before_2026_10;

-- 2. The swap, before 2026-10-01: from then on the check above refuses rows. Nothing is copied or scanned.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.audit_entries RENAME TO audit_entries_before_2026_10;

ALTER TABLE public.audit_entries_before_2026_10 DROP CONSTRAINT audit_entries_pkey;

ALTER TABLE public.audit_entries_before_2026_10 ADD CONSTRAINT audit_entries_pkey_before_2026_10 PRIMARY KEY USING INDEX audit_entries_pkey_before_2026_10;

ALTER INDEX public.audit_entries_entity_entity_key_idx RENAME TO audit_entries_entity_entity_key_idx_before_2026_10;

CREATE TABLE public.audit_entries (
  id uuid NOT NULL,
  shop_id uuid,
  actor text NOT NULL,
  action public.audit_action NOT NULL,
  entity character varying(60) NOT NULL,
  entity_key character varying(64) NOT NULL,
  before jsonb,
  after jsonb,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT audit_entries_pkey PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);

CREATE INDEX audit_entries_entity_entity_key_idx ON public.audit_entries (entity, entity_key);

ALTER TABLE public.audit_entries ADD CONSTRAINT audit_entries_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE SET NULL;

COMMENT ON TABLE public.audit_entries IS 'Back-office changes as the application reports them.';

COMMENT ON COLUMN public.audit_entries.shop_id IS 'Null for events of the platform itself.';

ALTER TABLE public.audit_entries ATTACH PARTITION public.audit_entries_before_2026_10 FOR VALUES FROM (MINVALUE) TO ('2026-10-01 00:00:00+00');

CREATE TABLE public.audit_entries_2026_10 PARTITION OF public.audit_entries FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

CREATE TABLE public.audit_entries_2026_11 PARTITION OF public.audit_entries FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

CREATE TABLE public.audit_entries_2026_12 PARTITION OF public.audit_entries FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

COMMIT;
