-- lesson_progress: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.lesson_progress;
CREATE POLICY learner_select ON public.lesson_progress FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.lesson_progress;
CREATE POLICY learner_insert ON public.lesson_progress FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.lesson_progress;
CREATE POLICY learner_update ON public.lesson_progress FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS manager_select ON public.lesson_progress;
CREATE POLICY manager_select ON public.lesson_progress FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lesson_progress;
CREATE POLICY reporting_select ON public.lesson_progress FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_progress;
CREATE POLICY support_select ON public.lesson_progress FOR SELECT TO support
  USING (true);
ALTER TABLE public.lesson_progress ENABLE ROW LEVEL SECURITY;
COMMIT;
