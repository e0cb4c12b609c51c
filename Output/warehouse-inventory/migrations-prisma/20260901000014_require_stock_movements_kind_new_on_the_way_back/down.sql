-- On the way back: new rows must have stock_movements.kind_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_kind_new_not_null CHECK (kind_new IS NOT NULL) NOT VALID;
COMMIT;
