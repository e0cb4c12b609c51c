-- lesson_bookmarks: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.lesson_bookmarks;
CREATE POLICY learner_select ON public.lesson_bookmarks FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_insert ON public.lesson_bookmarks;
CREATE POLICY learner_insert ON public.lesson_bookmarks FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_delete ON public.lesson_bookmarks;
CREATE POLICY learner_delete ON public.lesson_bookmarks FOR DELETE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_bookmarks;
CREATE POLICY support_select ON public.lesson_bookmarks FOR SELECT TO support
  USING (true);
ALTER TABLE public.lesson_bookmarks ENABLE ROW LEVEL SECURITY;
COMMIT;
