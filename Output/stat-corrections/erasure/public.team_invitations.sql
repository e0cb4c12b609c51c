-- Forgets one row of team_invitations. In one session:
-- SET erasure.subject = '<code>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.team_invitations WHERE code = current_setting('erasure.subject')::character varying(16)) THEN
    RAISE EXCEPTION 'there is no row team_invitations %', current_setting('erasure.subject');
  END IF;
END
$$;

-- team_invitations: the row stays, kept by the plan: email 90 days
UPDATE public.team_invitations
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid'
WHERE code = current_setting('erasure.subject')::character varying(16);

COMMIT;

