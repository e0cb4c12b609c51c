-- Proves it for the rows of lessons (chapter_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.lessons VALIDATE CONSTRAINT lessons_chapter_id_fkey_tenant;
COMMIT;
