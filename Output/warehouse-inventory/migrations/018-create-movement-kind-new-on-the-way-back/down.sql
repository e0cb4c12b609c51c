-- On the way back: makes movement_kind without TRANSFER, under the name movement_kind_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
CREATE TYPE public.movement_kind_new AS ENUM (
  'RECEIPT',
  'PICK',
  'RETURN',
  'ADJUSTMENT',
  'WRITE_OFF'
);
COMMIT;
