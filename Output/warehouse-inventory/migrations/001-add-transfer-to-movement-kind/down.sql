-- Back: movement_kind takes TRANSFER; it can be written once this step has committed.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TYPE public.movement_kind RENAME TO movement_kind_old;
CREATE TYPE public.movement_kind AS ENUM (
  'RECEIPT',
  'PICK',
  'RETURN',
  'ADJUSTMENT',
  'WRITE_OFF'
);
ALTER TABLE public.stock_movements ALTER COLUMN kind TYPE public.movement_kind USING kind::text::public.movement_kind;
DROP TYPE public.movement_kind_old;
COMMIT;
