CREATE ROLE clerk;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
CREATE VIEW bodies AS SELECT id, body FROM notes;
CREATE VIEW lengths WITH (security_barrier = true) AS SELECT id, length(body) FROM bodies;
CREATE MATERIALIZED VIEW counts AS SELECT shop_id, count(*) FROM notes GROUP BY shop_id;
GRANT SELECT ON lengths, counts TO clerk;
