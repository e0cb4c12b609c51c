-- game_status takes under_review; it can be written once this step has committed.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TYPE public.game_status ADD VALUE IF NOT EXISTS 'under_review' BEFORE 'postponed';
COMMIT;
