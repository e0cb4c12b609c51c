CREATE TABLE sensors (id bigint PRIMARY KEY);
-- A measured number is a fact, not an attribute.
CREATE TABLE readings (sensor_id bigint REFERENCES sensors, metric text, value double precision, at timestamptz, PRIMARY KEY (sensor_id, at));
-- One list of settings for the whole application belongs to nobody.
CREATE TABLE settings (key text PRIMARY KEY, value jsonb NOT NULL);
-- More to say than name and value.
CREATE TABLE coupons (
  id bigint PRIMARY KEY, sensor_id bigint REFERENCES sensors, key text, value text, starts_on date, ends_on date, uses integer);
CREATE TABLE questions (id bigint PRIMARY KEY, sensor_id bigint REFERENCES sensors, name text, value text);
