-- What is stored about one row of team_invitations. In one session:
-- SET erasure.subject = '<code>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'team_invitations' AS source, to_jsonb(t) AS value
FROM public.team_invitations AS t WHERE code = current_setting('erasure.subject')::character varying(16);

COMMIT;

