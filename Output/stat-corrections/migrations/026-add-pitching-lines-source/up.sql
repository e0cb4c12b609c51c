-- Adds pitching_lines.source.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines ADD COLUMN IF NOT EXISTS source public.line_source;
COMMIT;
