-- Types that the tables use, from another schema.
CREATE SCHEMA utils;
CREATE DOMAIN utils.custom_text AS text;
CREATE TYPE utils.custom_enum AS ENUM ('active', 'inactive', 'pending');
CREATE EXTENSION hstore WITH SCHEMA utils;
CREATE EXTENSION citext WITH SCHEMA public;
