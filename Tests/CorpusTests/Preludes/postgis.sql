-- stands in for the extension postgis
CREATE DOMAIN public.geography AS text;
