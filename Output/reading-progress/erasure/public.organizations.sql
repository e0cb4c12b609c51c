-- Forgets one row of organizations. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.organizations WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row organizations %', current_setting('erasure.subject');
  END IF;
END
$$;

-- organizations: the row stays
UPDATE public.organizations
SET billing_email = NULL
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

