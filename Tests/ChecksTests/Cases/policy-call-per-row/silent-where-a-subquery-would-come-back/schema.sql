CREATE TABLE seats (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON seats FOR SELECT USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY few ON seats FOR INSERT WITH CHECK ((SELECT count(*) FROM seats) < 5);
