-- lessons: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.lessons;
CREATE POLICY learner_select ON public.lessons FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.lessons;
CREATE POLICY author_select ON public.lessons FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.lessons;
CREATE POLICY author_insert ON public.lessons FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.lessons;
CREATE POLICY author_update ON public.lessons FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.lessons;
CREATE POLICY author_delete ON public.lessons FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lessons;
CREATE POLICY reporting_select ON public.lessons FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lessons;
CREATE POLICY support_select ON public.lessons FOR SELECT TO support
  USING (true);
ALTER TABLE public.lessons ENABLE ROW LEVEL SECURITY;
COMMIT;
