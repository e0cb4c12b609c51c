ALTER MATERIALIZED VIEW public.totals CLUSTER ON totals_id;
