-- Back: Puts the key of lesson_views (lesson_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lesson_views'::regclass AND conname = 'lesson_views_lesson_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lesson_views RENAME CONSTRAINT lesson_views_lesson_id_fkey TO lesson_views_lesson_id_fkey_tenant;
    ALTER TABLE public.lesson_views ADD CONSTRAINT lesson_views_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lessons (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
