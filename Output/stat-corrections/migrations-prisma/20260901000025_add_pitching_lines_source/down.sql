-- Back: Adds pitching_lines.source.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines DROP COLUMN IF EXISTS source;
COMMIT;
