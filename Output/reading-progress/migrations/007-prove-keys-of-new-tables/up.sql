-- Proves the keys of tables without rows: bookmarks_lesson_id_fkey, bookmarks_block_id_fkey, bookmarks_user_id_fkey, bookmarks_organization_id_fkey, resume_points_lesson_id_fkey, resume_points_enrollment_id_fkey and 5 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.bookmarks VALIDATE CONSTRAINT bookmarks_lesson_id_fkey;
ALTER TABLE public.bookmarks VALIDATE CONSTRAINT bookmarks_block_id_fkey;
ALTER TABLE public.bookmarks VALIDATE CONSTRAINT bookmarks_user_id_fkey;
ALTER TABLE public.bookmarks VALIDATE CONSTRAINT bookmarks_organization_id_fkey;
ALTER TABLE public.resume_points VALIDATE CONSTRAINT resume_points_lesson_id_fkey;
ALTER TABLE public.resume_points VALIDATE CONSTRAINT resume_points_enrollment_id_fkey;
ALTER TABLE public.resume_points VALIDATE CONSTRAINT resume_points_organization_id_fkey;
ALTER TABLE public.activity_days VALIDATE CONSTRAINT activity_days_user_id_fkey;
ALTER TABLE public.activity_days VALIDATE CONSTRAINT activity_days_organization_id_fkey;
ALTER TABLE public.streaks VALIDATE CONSTRAINT streaks_user_id_fkey;
ALTER TABLE public.streaks VALIDATE CONSTRAINT streaks_organization_id_fkey;
COMMIT;
