-- Forgets one row of deliveries. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.deliveries WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row deliveries %', current_setting('erasure.subject');
  END IF;
END
$$;

-- deliveries: the row stays, kept by the plan: recipient_name 3 years
UPDATE public.deliveries
SET recipient_name = NULL
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

