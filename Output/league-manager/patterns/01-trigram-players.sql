CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX CONCURRENTLY players_family_name_trgm ON public.players USING gin (family_name gin_trgm_ops);

CREATE FUNCTION public.players_with_family_name(term text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $function$
  SELECT id FROM public.players
   WHERE account_id = nullif(current_setting('app.account_id', true), '')::bigint
     AND family_name ILIKE '%' || term || '%'
$function$;

REVOKE EXECUTE ON FUNCTION public.players_with_family_name(text) FROM PUBLIC;
