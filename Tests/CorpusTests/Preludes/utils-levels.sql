-- A type that the function's parameters use, from another schema.
CREATE SCHEMA utils;
CREATE TYPE utils.priority_level AS ENUM ('low', 'medium', 'high', 'critical');
