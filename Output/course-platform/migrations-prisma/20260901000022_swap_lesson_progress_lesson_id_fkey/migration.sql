-- Puts the key of lesson_progress (lesson_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lesson_progress'::regclass AND conname = 'lesson_progress_lesson_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lesson_progress DROP CONSTRAINT IF EXISTS lesson_progress_lesson_id_fkey;
    ALTER TABLE public.lesson_progress RENAME CONSTRAINT lesson_progress_lesson_id_fkey_tenant TO lesson_progress_lesson_id_fkey;
  END IF;
END
$$;
COMMIT;
