-- Proves that all rows have pitching_lines.source, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.pitching_lines VALIDATE CONSTRAINT pitching_lines_source_not_null;
COMMIT;
