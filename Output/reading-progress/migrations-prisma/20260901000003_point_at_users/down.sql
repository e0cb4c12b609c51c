-- Back: Lets new tables point at users: bookmarks_user_id_fkey, activity_days_user_id_fkey, streaks_user_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.streaks DROP CONSTRAINT IF EXISTS streaks_user_id_fkey;
ALTER TABLE public.activity_days DROP CONSTRAINT IF EXISTS activity_days_user_id_fkey;
ALTER TABLE public.bookmarks DROP CONSTRAINT IF EXISTS bookmarks_user_id_fkey;
COMMIT;
