-- Back: audit.row_changes_2026_q4 is reached through audit.row_changes alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE audit.row_changes_2026_q4 NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q4 DISABLE ROW LEVEL SECURITY;
COMMIT;
