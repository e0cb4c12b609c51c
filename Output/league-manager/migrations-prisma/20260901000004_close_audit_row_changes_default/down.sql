-- Back: audit.row_changes_default is reached through audit.row_changes alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE audit.row_changes_default NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_default DISABLE ROW LEVEL SECURITY;
COMMIT;
