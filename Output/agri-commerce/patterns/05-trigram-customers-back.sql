DROP FUNCTION public.customers_with_company_name(text);

DROP INDEX CONCURRENTLY public.customers_company_name_trgm;
