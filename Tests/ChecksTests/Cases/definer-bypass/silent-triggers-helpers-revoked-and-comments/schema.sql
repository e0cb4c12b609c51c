CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON members USING (login = current_user);
CREATE FUNCTION is_member(team bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM members WHERE team_id = team) $$;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (is_member(shop_id));
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ BEGIN UPDATE notes SET body = ''; RETURN NEW; END $$;
CREATE FUNCTION bodies() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS 'SELECT body FROM notes';
REVOKE EXECUTE ON FUNCTION bodies() FROM PUBLIC;
CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT 1 -- not of notes
  $$;
CREATE FUNCTION mine() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT body FROM notes WHERE owner = session_user $$;
