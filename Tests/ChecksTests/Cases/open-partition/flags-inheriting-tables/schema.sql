CREATE ROLE clerk;
CREATE TABLE events (id bigint, shop_id bigint NOT NULL);
CREATE TABLE audits (detail text) INHERITS (events);
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON events USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
GRANT SELECT ON events, audits TO clerk;
