-- tags: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.tags;
CREATE POLICY learner_select ON public.tags FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.tags;
CREATE POLICY author_select ON public.tags FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.tags;
CREATE POLICY author_insert ON public.tags FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.tags;
CREATE POLICY author_update ON public.tags FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.tags;
CREATE POLICY author_delete ON public.tags FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.tags;
CREATE POLICY support_select ON public.tags FOR SELECT TO support
  USING (true);
ALTER TABLE public.tags ENABLE ROW LEVEL SECURITY;
COMMIT;
