-- Back: chapter_translations: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.chapter_translations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.chapter_translations;
DROP POLICY IF EXISTS author_select ON public.chapter_translations;
DROP POLICY IF EXISTS author_insert ON public.chapter_translations;
DROP POLICY IF EXISTS author_update ON public.chapter_translations;
DROP POLICY IF EXISTS author_delete ON public.chapter_translations;
DROP POLICY IF EXISTS support_select ON public.chapter_translations;
COMMIT;
