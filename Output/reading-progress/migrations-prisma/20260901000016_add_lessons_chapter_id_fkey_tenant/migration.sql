-- New rows of lessons (chapter_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lessons
  DROP CONSTRAINT IF EXISTS lessons_chapter_id_fkey_tenant,
  ADD CONSTRAINT lessons_chapter_id_fkey_tenant FOREIGN KEY (organization_id, chapter_id) REFERENCES public.chapters (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
