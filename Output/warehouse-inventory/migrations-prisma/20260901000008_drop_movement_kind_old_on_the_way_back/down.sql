-- On the way back: drops movement_kind_old, which no column has any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TYPE IF EXISTS public.movement_kind_old;
COMMIT;
