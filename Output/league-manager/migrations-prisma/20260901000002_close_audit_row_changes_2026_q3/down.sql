-- Back: audit.row_changes_2026_q3 is reached through audit.row_changes alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE audit.row_changes_2026_q3 NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q3 DISABLE ROW LEVEL SECURITY;
COMMIT;
