-- files: policies hold for its owner as well.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.files FORCE ROW LEVEL SECURITY;
COMMIT;
