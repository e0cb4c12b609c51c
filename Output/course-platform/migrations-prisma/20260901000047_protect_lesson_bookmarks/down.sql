-- Back: lesson_bookmarks: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_bookmarks DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_bookmarks;
DROP POLICY IF EXISTS learner_insert ON public.lesson_bookmarks;
DROP POLICY IF EXISTS learner_delete ON public.lesson_bookmarks;
DROP POLICY IF EXISTS support_select ON public.lesson_bookmarks;
COMMIT;
