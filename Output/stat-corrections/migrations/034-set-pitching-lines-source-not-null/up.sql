-- pitching_lines.source is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines VALIDATE CONSTRAINT pitching_lines_source_not_null;
ALTER TABLE public.pitching_lines ALTER COLUMN source SET NOT NULL;
COMMIT;
