-- Back: New rows of lessons (chapter_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lessons DROP CONSTRAINT IF EXISTS lessons_chapter_id_fkey_tenant;
COMMIT;
