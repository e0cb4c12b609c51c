-- Forgets one row of invitations. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.invitations WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row invitations %', current_setting('erasure.subject');
  END IF;
END
$$;

-- invitations: the row stays, kept by the plan: email 6 months
UPDATE public.invitations
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid'
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

