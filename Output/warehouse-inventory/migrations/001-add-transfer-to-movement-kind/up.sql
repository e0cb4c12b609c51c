-- movement_kind takes TRANSFER; it can be written once this step has committed.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TYPE public.movement_kind ADD VALUE IF NOT EXISTS 'TRANSFER' BEFORE 'RETURN';
COMMIT;
