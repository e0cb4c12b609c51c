-- 1. While the application runs: the keys without the time, for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY lesson_views_pkey_whole ON public.lesson_views_before_2026_10 (id);

-- 2. The old table again; the rows that came since the swap are copied while writers wait.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.lesson_views DETACH PARTITION public.lesson_views_before_2026_10;

ALTER TABLE public.lesson_views RENAME TO lesson_views_partitioned;

ALTER TABLE public.lesson_views_before_2026_10 RENAME TO lesson_views;

ALTER TABLE public.lesson_views DROP CONSTRAINT lesson_views_before_2026_10;

INSERT INTO public.lesson_views (id, organization_id, enrollment_id, lesson_id, device, seconds, viewed_at, created_at) SELECT id, organization_id, enrollment_id, lesson_id, device, seconds, viewed_at, created_at FROM public.lesson_views_partitioned;

ALTER SEQUENCE public.lesson_views_id_seq OWNED BY public.lesson_views.id;

DROP TABLE public.lesson_views_partitioned;

ALTER TABLE public.lesson_views DROP CONSTRAINT lesson_views_pkey_before_2026_10;

ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_pkey PRIMARY KEY USING INDEX lesson_views_pkey_whole;

ALTER INDEX public.idx_lesson_views_organization_id_viewed_at_before_2026_10 RENAME TO idx_lesson_views_organization_id_viewed_at;

ALTER INDEX public.idx_lesson_views_enrollment_id_viewed_at_before_2026_10 RENAME TO idx_lesson_views_enrollment_id_viewed_at;

ALTER INDEX public.idx_lesson_views_lesson_id_before_2026_10 RENAME TO idx_lesson_views_lesson_id;

COMMIT;
