CREATE FUNCTION cents(amount numeric) RETURNS bigint LANGUAGE plpgsql IMMUTABLE
  AS $$ BEGIN RETURN amount * 100; END $$;
