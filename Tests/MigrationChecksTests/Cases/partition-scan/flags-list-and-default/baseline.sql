CREATE TABLE readings (kind text NOT NULL, n integer) PARTITION BY LIST (kind);
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
CREATE TABLE readings_a (kind text NOT NULL, n integer);
CREATE TABLE pings (device integer, at date) PARTITION BY RANGE (device, at);
CREATE TABLE pings_1 (device integer, at date);
