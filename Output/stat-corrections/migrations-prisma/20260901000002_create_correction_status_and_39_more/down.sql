-- Back: Makes what nobody uses yet: add enum correction_status, add enum line_source, add enum registration_status, add table stat_corrections, add table stat_correction_changes, add table stat_correction_files and 34 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TABLE IF EXISTS public.standings_refreshes;
DROP TABLE IF EXISTS public.stat_correction_files;
DROP TABLE IF EXISTS public.stat_correction_changes;
DROP TABLE IF EXISTS public.stat_corrections;
DROP TYPE IF EXISTS public.registration_status;
DROP TYPE IF EXISTS public.line_source;
DROP TYPE IF EXISTS public.correction_status;
COMMIT;
