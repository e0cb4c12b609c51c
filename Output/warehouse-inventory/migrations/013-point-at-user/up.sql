-- Lets new tables point at user: stock_transfers_requested_by_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_transfers ADD CONSTRAINT stock_transfers_requested_by_id_fkey FOREIGN KEY (requested_by_id) REFERENCES public."user" (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
COMMIT;
