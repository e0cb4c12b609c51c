-- Back: lesson_blocks: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_blocks DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_blocks;
DROP POLICY IF EXISTS author_select ON public.lesson_blocks;
DROP POLICY IF EXISTS author_insert ON public.lesson_blocks;
DROP POLICY IF EXISTS author_update ON public.lesson_blocks;
DROP POLICY IF EXISTS author_delete ON public.lesson_blocks;
DROP POLICY IF EXISTS support_select ON public.lesson_blocks;
COMMIT;
