-- Back: Brings what is used into its new form: add policy files_review on files, add grant SELECT on files to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS files_review ON public.files;
REVOKE SELECT ON TABLE public.files FROM stat_reviewer;
COMMIT;
