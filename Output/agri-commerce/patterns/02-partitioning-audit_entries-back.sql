-- 1. While the application runs: the keys without the time, for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY audit_entries_pkey_whole ON public.audit_entries_before_2026_10 (id);

-- 2. The old table again; the rows that came since the swap are copied while writers wait.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.audit_entries DETACH PARTITION public.audit_entries_before_2026_10;

ALTER TABLE public.audit_entries RENAME TO audit_entries_partitioned;

ALTER TABLE public.audit_entries_before_2026_10 RENAME TO audit_entries;

ALTER TABLE public.audit_entries DROP CONSTRAINT audit_entries_before_2026_10;

INSERT INTO public.audit_entries (id, shop_id, actor, action, entity, entity_key, before, after, created_at, updated_at) SELECT id, shop_id, actor, action, entity, entity_key, before, after, created_at, updated_at FROM public.audit_entries_partitioned;

DROP TABLE public.audit_entries_partitioned;

ALTER TABLE public.audit_entries DROP CONSTRAINT audit_entries_pkey_before_2026_10;

ALTER TABLE public.audit_entries ADD CONSTRAINT audit_entries_pkey PRIMARY KEY USING INDEX audit_entries_pkey_whole;

ALTER INDEX public.audit_entries_entity_entity_key_idx_before_2026_10 RENAME TO audit_entries_entity_entity_key_idx;

COMMIT;
