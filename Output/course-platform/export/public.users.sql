-- What is stored about one row of users. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'users' AS source, to_jsonb(t) AS value
FROM public.users AS t WHERE id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'memberships' AS source, to_jsonb(t) AS value
FROM public.memberships AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'sessions' AS source, to_jsonb(t) - 'token' AS value
FROM public.sessions AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'accounts' AS source, to_jsonb(t) - 'password' - 'access_token' - 'refresh_token' - 'id_token' AS value
FROM public.accounts AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'reviews' AS source, to_jsonb(t) AS value
FROM public.reviews AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'certificates' AS source, to_jsonb(t) AS value
FROM public.certificates AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'credit_entries' AS source, to_jsonb(t) AS value
FROM public.credit_entries AS t WHERE booked_by_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'courses' AS source, to_jsonb(t) AS value
FROM public.courses AS t WHERE created_by_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'enrollments' AS source, to_jsonb(t) AS value
FROM public.enrollments AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'lesson_bookmarks' AS source, to_jsonb(t) AS value
FROM public.lesson_bookmarks AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'notifications' AS source, to_jsonb(t) AS value
FROM public.notifications AS t WHERE user_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'invitations' AS source, to_jsonb(t) AS value
FROM public.invitations AS t WHERE invited_by_id = current_setting('erasure.subject')::uuid;

COMMIT;

