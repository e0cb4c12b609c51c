-- Lets new tables point at lesson_blocks: bookmarks_block_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.bookmarks ADD CONSTRAINT bookmarks_block_id_fkey FOREIGN KEY (block_id) REFERENCES public.lesson_blocks (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
COMMIT;
