-- Back: Puts the key of chapters (course_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.chapters'::regclass AND conname = 'chapters_course_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.chapters RENAME CONSTRAINT chapters_course_id_fkey TO chapters_course_id_fkey_tenant;
    ALTER TABLE public.chapters ADD CONSTRAINT chapters_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.courses (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
