-- audit.row_changes_2026_q2 is reached through audit.row_changes alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE audit.row_changes_2026_q2 ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q2 FORCE ROW LEVEL SECURITY;
COMMIT;
