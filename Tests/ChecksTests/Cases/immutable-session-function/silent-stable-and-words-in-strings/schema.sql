CREATE FUNCTION shop() RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
CREATE FUNCTION label() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'current_user' /* current_setting('x') */ $$;
CREATE FUNCTION twice(amount bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT amount * 2';
