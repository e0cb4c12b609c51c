CREATE ROLE clerk;
CREATE TABLE events (id bigint, shop_id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (shop_id);
CREATE TABLE events_2026_1 PARTITION OF events_2026 FOR VALUES IN (1);
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON events USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
