-- 1. While the application runs: keys and a proof for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY lesson_views_pkey_before_2026_10 ON public.lesson_views (id, viewed_at);

ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_before_2026_10 CHECK (viewed_at < '2026-10-01 00:00:00+00') NOT VALID;
ALTER TABLE public.lesson_views VALIDATE CONSTRAINT lesson_views_before_2026_10;

-- 2. The swap, before 2026-10-01: from then on the check above refuses rows. Nothing is copied or scanned.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.lesson_views RENAME TO lesson_views_before_2026_10;

ALTER TABLE public.lesson_views_before_2026_10 DROP CONSTRAINT lesson_views_pkey;

ALTER TABLE public.lesson_views_before_2026_10 ADD CONSTRAINT lesson_views_pkey_before_2026_10 PRIMARY KEY USING INDEX lesson_views_pkey_before_2026_10;

ALTER INDEX public.idx_lesson_views_organization_id_viewed_at RENAME TO idx_lesson_views_organization_id_viewed_at_before_2026_10;

ALTER INDEX public.idx_lesson_views_enrollment_id_viewed_at RENAME TO idx_lesson_views_enrollment_id_viewed_at_before_2026_10;

ALTER INDEX public.idx_lesson_views_lesson_id RENAME TO idx_lesson_views_lesson_id_before_2026_10;

CREATE TABLE public.lesson_views (
  id bigint DEFAULT nextval('lesson_views_id_seq'::regclass) NOT NULL,
  organization_id uuid NOT NULL,
  enrollment_id bigint NOT NULL,
  lesson_id uuid NOT NULL,
  device public.device_kind DEFAULT 'WEB' NOT NULL,
  seconds integer,
  viewed_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT lesson_views_pkey PRIMARY KEY (id, viewed_at)
) PARTITION BY RANGE (viewed_at);

CREATE INDEX idx_lesson_views_organization_id_viewed_at ON public.lesson_views (organization_id, viewed_at DESC);

CREATE INDEX idx_lesson_views_enrollment_id_viewed_at ON public.lesson_views (enrollment_id, viewed_at DESC);

CREATE INDEX idx_lesson_views_lesson_id ON public.lesson_views (lesson_id);

ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lessons (id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollments (id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE RESTRICT;

COMMENT ON TABLE public.lesson_views IS 'One opening of a lesson, appended by the collector. Raw material for course statistics.';

COMMENT ON COLUMN public.lesson_views.viewed_at IS 'When the browser opened it; created_at is when the collector wrote it.';

ALTER SEQUENCE public.lesson_views_id_seq OWNED BY public.lesson_views.id;

ALTER TABLE public.lesson_views ATTACH PARTITION public.lesson_views_before_2026_10 FOR VALUES FROM (MINVALUE) TO ('2026-10-01 00:00:00+00');

CREATE TABLE public.lesson_views_2026_10 PARTITION OF public.lesson_views FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

CREATE TABLE public.lesson_views_2026_11 PARTITION OF public.lesson_views FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

CREATE TABLE public.lesson_views_2026_12 PARTITION OF public.lesson_views FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

COMMIT;
