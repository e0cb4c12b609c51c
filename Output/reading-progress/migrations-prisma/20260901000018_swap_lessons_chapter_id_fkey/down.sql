-- Back: Puts the key of lessons (chapter_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lessons'::regclass AND conname = 'lessons_chapter_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lessons RENAME CONSTRAINT lessons_chapter_id_fkey TO lessons_chapter_id_fkey_tenant;
    ALTER TABLE public.lessons ADD CONSTRAINT lessons_chapter_id_fkey FOREIGN KEY (chapter_id) REFERENCES public.chapters (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
