-- Forgets one row of customer_contacts. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.customer_contacts WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row customer_contacts %', current_setting('erasure.subject');
  END IF;
END
$$;

-- customer_contacts: the row goes
DELETE FROM public.customer_contacts
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

