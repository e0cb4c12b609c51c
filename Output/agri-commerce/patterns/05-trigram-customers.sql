CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX CONCURRENTLY customers_company_name_trgm ON public.customers USING gin (company_name gin_trgm_ops);

CREATE FUNCTION public.customers_with_company_name(term text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $function$
  SELECT id FROM public.customers
   WHERE shop_id = nullif(current_setting('app.shop_id', true), '')::uuid
     AND company_name ILIKE '%' || term || '%'
$function$;

REVOKE EXECUTE ON FUNCTION public.customers_with_company_name(text) FROM PUBLIC;
