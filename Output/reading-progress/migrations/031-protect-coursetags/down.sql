-- Back: _CourseTags: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public."_CourseTags" DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public."_CourseTags";
DROP POLICY IF EXISTS author_select ON public."_CourseTags";
DROP POLICY IF EXISTS author_insert ON public."_CourseTags";
DROP POLICY IF EXISTS author_delete ON public."_CourseTags";
DROP POLICY IF EXISTS support_select ON public."_CourseTags";
COMMIT;
