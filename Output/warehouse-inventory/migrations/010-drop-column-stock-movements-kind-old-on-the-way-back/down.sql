-- On the way back: drops stock_movements.kind_old, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_stock_movements_kind ON public.stock_movements;
DROP FUNCTION IF EXISTS public.zz_keep_stock_movements_kind();
ALTER TABLE public.stock_movements DROP COLUMN IF EXISTS kind_old;
COMMIT;
