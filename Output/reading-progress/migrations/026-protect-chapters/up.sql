-- chapters: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.chapters;
CREATE POLICY learner_select ON public.chapters FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.chapters;
CREATE POLICY author_select ON public.chapters FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.chapters;
CREATE POLICY author_insert ON public.chapters FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.chapters;
CREATE POLICY author_update ON public.chapters FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.chapters;
CREATE POLICY author_delete ON public.chapters FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.chapters;
CREATE POLICY reporting_select ON public.chapters FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.chapters;
CREATE POLICY support_select ON public.chapters FOR SELECT TO support
  USING (true);
ALTER TABLE public.chapters ENABLE ROW LEVEL SECURITY;
COMMIT;
