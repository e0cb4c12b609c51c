-- Drops pitching_lines_source_not_null: pitching_lines.source is NOT NULL by itself.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines DROP CONSTRAINT IF EXISTS pitching_lines_source_not_null;
COMMIT;
