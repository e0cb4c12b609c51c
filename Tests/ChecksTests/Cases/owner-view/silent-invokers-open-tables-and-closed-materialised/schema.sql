CREATE TABLE countries (code text PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE VIEW bodies WITH (security_invoker) AS SELECT id, body FROM notes;
CREATE VIEW codes AS SELECT code FROM countries;
CREATE MATERIALIZED VIEW counts AS SELECT shop_id, count(*) FROM notes GROUP BY shop_id;
CREATE VIEW totals AS SELECT shop_id FROM counts;
