-- What is stored about one row of users. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'users' AS source, to_jsonb(t) - 'password_hash' AS value
FROM public.users AS t WHERE id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'account_members' AS source, to_jsonb(t) AS value
FROM public.account_members AS t WHERE user_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'files' AS source, to_jsonb(t) AS value
FROM public.files AS t WHERE uploaded_by = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'players' AS source, to_jsonb(t) AS value
FROM public.players AS t WHERE user_id = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'team_invitations' AS source, to_jsonb(t) AS value
FROM public.team_invitations AS t WHERE invited_by = current_setting('erasure.subject')::bigint
UNION ALL
SELECT 'announcements' AS source, to_jsonb(t) AS value
FROM public.announcements AS t WHERE author_id = current_setting('erasure.subject')::bigint;

COMMIT;

