-- Back: Lets new tables point at lesson_blocks: bookmarks_block_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.bookmarks DROP CONSTRAINT IF EXISTS bookmarks_block_id_fkey;
COMMIT;
