-- Forgets one row of customers. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.customers WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row customers %', current_setting('erasure.subject');
  END IF;
END
$$;

-- payments: the row stays, kept by the plan: payer_iban 10 years
UPDATE public.payments
SET payer_iban = NULL
WHERE customer_id = current_setting('erasure.subject')::uuid;

-- orders: the row stays, orders_customer_id_fkey is ON DELETE RESTRICT
UPDATE public.orders
SET note = NULL
WHERE customer_id = current_setting('erasure.subject')::uuid;

-- customer_addresses: the row goes
DELETE FROM public.customer_addresses
WHERE customer_id = current_setting('erasure.subject')::uuid;

-- customers: the row stays, kept by the plan: vat_number 10 years
UPDATE public.customers
SET notes = NULL,
  vat_number = NULL
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

