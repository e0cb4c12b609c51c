-- What is stored about one row of organizations. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN TRANSACTION READ ONLY;
SET LOCAL row_security = off;

SELECT 'organizations' AS source, to_jsonb(t) AS value
FROM public.organizations AS t WHERE id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'subscriptions' AS source, to_jsonb(t) AS value
FROM public.subscriptions AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'credit_entries' AS source, to_jsonb(t) AS value
FROM public.credit_entries AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'courses' AS source, to_jsonb(t) AS value
FROM public.courses AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'chapters' AS source, to_jsonb(t) AS value
FROM public.chapters AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'lessons' AS source, to_jsonb(t) AS value
FROM public.lessons AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'tags' AS source, to_jsonb(t) AS value
FROM public.tags AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'reviews' AS source, to_jsonb(t) AS value
FROM public.reviews AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'enrollments' AS source, to_jsonb(t) AS value
FROM public.enrollments AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'lesson_progress' AS source, to_jsonb(t) AS value
FROM public.lesson_progress AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'lesson_views' AS source, to_jsonb(t) AS value
FROM public.lesson_views AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'lesson_bookmarks' AS source, to_jsonb(t) AS value
FROM public.lesson_bookmarks AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'quiz_attempts' AS source, to_jsonb(t) AS value
FROM public.quiz_attempts AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'certificates' AS source, to_jsonb(t) AS value
FROM public.certificates AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'notifications' AS source, to_jsonb(t) AS value
FROM public.notifications AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'organization_settings' AS source, to_jsonb(t) AS value
FROM public.organization_settings AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'memberships' AS source, to_jsonb(t) AS value
FROM public.memberships AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'invitations' AS source, to_jsonb(t) AS value
FROM public.invitations AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'bookmarks' AS source, to_jsonb(t) AS value
FROM public.bookmarks AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'resume_points' AS source, to_jsonb(t) AS value
FROM public.resume_points AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'activity_days' AS source, to_jsonb(t) AS value
FROM public.activity_days AS t WHERE organization_id = current_setting('erasure.subject')::uuid
UNION ALL
SELECT 'streaks' AS source, to_jsonb(t) AS value
FROM public.streaks AS t WHERE organization_id = current_setting('erasure.subject')::uuid;

COMMIT;

