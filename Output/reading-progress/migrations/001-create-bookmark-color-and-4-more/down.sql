-- Back: Makes what nobody uses yet: add enum bookmark_color, add table bookmarks, add table resume_points, add table activity_days, add table streaks.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TABLE IF EXISTS public.streaks;
DROP TABLE IF EXISTS public.activity_days;
DROP TABLE IF EXISTS public.resume_points;
DROP TABLE IF EXISTS public.bookmarks;
DROP TYPE IF EXISTS public.bookmark_color;
COMMIT;
