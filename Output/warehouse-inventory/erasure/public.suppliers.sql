-- Forgets one row of suppliers. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.suppliers WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row suppliers %', current_setting('erasure.subject');
  END IF;
END
$$;

-- suppliers: the row stays
UPDATE public.suppliers
SET contact_name = NULL,
  email = NULL,
  phone = NULL
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

