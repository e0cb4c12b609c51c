-- Functions that the tenant's tables call, from a schema of their own.
CREATE SCHEMA util;
CREATE FUNCTION util.generate_id() RETURNS text LANGUAGE sql STABLE AS 'SELECT md5(random()::text)';
CREATE FUNCTION util.get_default_status() RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''active''::text';
CREATE FUNCTION util.extract_domain(website text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT website';
