CREATE TABLE games (id bigint PRIMARY KEY, local_starts_at timestamp NOT NULL, time_zone text NOT NULL, starts_at timestamptz, on_day date, at time);
