-- Back: stock_movements: policies hold for its owner as well.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements NO FORCE ROW LEVEL SECURITY;
COMMIT;
