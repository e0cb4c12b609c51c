-- Back: Lets new tables point at organizations: bookmarks_organization_id_fkey, resume_points_organization_id_fkey, activity_days_organization_id_fkey, streaks_organization_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.streaks DROP CONSTRAINT IF EXISTS streaks_organization_id_fkey;
ALTER TABLE public.activity_days DROP CONSTRAINT IF EXISTS activity_days_organization_id_fkey;
ALTER TABLE public.resume_points DROP CONSTRAINT IF EXISTS resume_points_organization_id_fkey;
ALTER TABLE public.bookmarks DROP CONSTRAINT IF EXISTS bookmarks_organization_id_fkey;
COMMIT;
