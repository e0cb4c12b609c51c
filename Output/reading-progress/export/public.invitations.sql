-- What is stored about one row of invitations. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'invitations' AS source, to_jsonb(t) AS value
FROM public.invitations AS t WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

