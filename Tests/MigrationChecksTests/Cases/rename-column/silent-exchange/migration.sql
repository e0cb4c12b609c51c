BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders RENAME COLUMN note TO note_old;
ALTER TABLE orders RENAME COLUMN note_new TO note;
COMMIT;
