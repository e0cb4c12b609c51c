-- On the way back: stock_movements.kind_new is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_kind_new_not_null;
ALTER TABLE public.stock_movements ALTER COLUMN kind_new SET NOT NULL;
COMMIT;
