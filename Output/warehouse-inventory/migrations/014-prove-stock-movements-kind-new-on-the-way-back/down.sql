-- On the way back: proves that all rows have stock_movements.kind_new, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_kind_new_not_null;
COMMIT;
