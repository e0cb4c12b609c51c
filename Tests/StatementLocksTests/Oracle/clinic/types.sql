ALTER TABLE accounts ALTER COLUMN nick TYPE varchar(60);

ALTER TABLE accounts ALTER COLUMN nick TYPE varchar(10);

ALTER TABLE accounts ALTER COLUMN nick TYPE text;

ALTER TABLE accounts ALTER COLUMN email TYPE text;

ALTER TABLE audit_log ALTER COLUMN tab TYPE citext;

ALTER TABLE plain ALTER COLUMN b TYPE citext;

ALTER TABLE plain ALTER COLUMN b TYPE label;

ALTER TABLE accounts ALTER COLUMN title TYPE citext;

ALTER TABLE accounts ALTER COLUMN title TYPE text;

ALTER TABLE plain ALTER COLUMN e TYPE short;

ALTER TABLE charges ALTER COLUMN code TYPE varchar(10);

ALTER TABLE charges ALTER COLUMN code TYPE varchar(20);

ALTER TABLE charges ALTER COLUMN code TYPE text;

ALTER TABLE accounts ALTER COLUMN cap TYPE integer;

ALTER TABLE accounts ALTER COLUMN cap TYPE natural_number;

ALTER TABLE plain ALTER COLUMN a TYPE whole;

ALTER TABLE plain ALTER COLUMN a TYPE natural_number;

ALTER TABLE charges ALTER COLUMN counted TYPE integer;

ALTER TABLE charges ALTER COLUMN tags TYPE text[];

ALTER TABLE accounts ALTER COLUMN tags TYPE varchar[];

ALTER TABLE accounts ALTER COLUMN tags TYPE varchar(20)[];

ALTER TABLE plain ALTER COLUMN d TYPE numeric(4,2);

ALTER TABLE plain ALTER COLUMN d TYPE numeric(8,2);

ALTER TABLE plain ALTER COLUMN d TYPE numeric(8,3);

ALTER TABLE plain ALTER COLUMN d TYPE numeric;

ALTER TABLE plain ALTER COLUMN d TYPE double precision;

ALTER TABLE accounts ALTER COLUMN made TYPE timestamp;

ALTER TABLE accounts ALTER COLUMN made TYPE timestamptz;

ALTER TABLE plain ALTER COLUMN c TYPE timestamptz;

SET TimeZone = 'Europe/Paris';
ALTER TABLE plain ALTER COLUMN c TYPE timestamptz;

SET TIME ZONE 'America/New_York';
ALTER TABLE accounts ALTER COLUMN made TYPE timestamptz(0);

SET TIME ZONE INTERVAL '+02:00' HOUR TO MINUTE;
ALTER TABLE plain ALTER COLUMN c TYPE timestamptz;

SET TIME ZONE 0;
ALTER TABLE plain ALTER COLUMN c TYPE timestamptz;

ALTER TABLE accounts ALTER COLUMN seen TYPE timestamptz;

ALTER TABLE accounts ALTER COLUMN seen TYPE timestamp;

ALTER TABLE accounts ALTER COLUMN seen TYPE timestamptz(0);

ALTER TABLE accounts ALTER COLUMN clock TYPE time(3);

ALTER TABLE accounts ALTER COLUMN clock TYPE timetz;

ALTER TABLE accounts ALTER COLUMN opened TYPE timestamp;

ALTER TABLE accounts ALTER COLUMN ip TYPE cidr;

ALTER TABLE accounts ALTER COLUMN ip TYPE text USING host(ip);

ALTER TABLE accounts ALTER COLUMN mask TYPE varbit(8);

ALTER TABLE accounts ALTER COLUMN mask TYPE bit(16) USING mask::bit(16);

ALTER TABLE accounts ALTER COLUMN pin TYPE varchar(4);

ALTER TABLE accounts ALTER COLUMN pin TYPE char(6);

ALTER TABLE accounts ALTER COLUMN mini TYPE integer;

ALTER TABLE accounts ALTER COLUMN rate TYPE double precision;

ALTER TABLE accounts ALTER COLUMN meta TYPE json;

ALTER TABLE accounts ALTER COLUMN meta TYPE text USING meta::text;

DROP INDEX accounts_pin;
ALTER TABLE accounts ALTER COLUMN active TYPE integer USING active::integer;

ALTER TABLE accounts ALTER COLUMN valid TYPE daterange USING daterange(lower(valid), NULL);

ALTER TABLE accounts ALTER COLUMN props TYPE jsonb USING to_jsonb(props);

ALTER TABLE accounts ALTER COLUMN token TYPE text;

ALTER TABLE accounts ALTER COLUMN price TYPE text;

ALTER TABLE plain ALTER COLUMN b TYPE text COLLATE plain;

ALTER TABLE plain ALTER COLUMN b TYPE text COLLATE "default";

ALTER TABLE plain ALTER COLUMN b TYPE text USING trim(b);

ALTER TABLE plain ALTER COLUMN e TYPE varchar(8) USING e::varchar(8);

ALTER TABLE plain ALTER COLUMN e TYPE varchar(8) COLLATE "C", ALTER COLUMN d TYPE numeric(9,2);

ALTER TABLE plain ALTER COLUMN a TYPE oid;

ALTER TABLE plain ALTER COLUMN a TYPE integer USING a + 1;

ALTER TABLE plain ALTER COLUMN a TYPE integer;

ALTER TABLE ledger.entries ALTER COLUMN doc TYPE varchar(9);

DROP POLICY docs_team ON docs;
ALTER TABLE members ALTER COLUMN id TYPE bigint;

DROP VIEW card_owners;
ALTER TABLE cards ALTER COLUMN number TYPE bigint;

ALTER TABLE cards ALTER COLUMN backup_id TYPE integer;

ALTER TABLE cards ALTER COLUMN kind TYPE varchar;

ALTER TABLE charges ALTER COLUMN note TYPE varchar(100);

ALTER TABLE charges ALTER COLUMN card TYPE bigint, ALTER COLUMN note TYPE varchar;

ALTER TABLE transfers ALTER COLUMN cents TYPE bigint;

ALTER TABLE transfers ALTER COLUMN note TYPE varchar(80);

ALTER TABLE transfers ALTER COLUMN note TYPE text;

ALTER TABLE hr.people ALTER COLUMN name TYPE varchar(20);

ALTER TABLE hr.people ALTER COLUMN born TYPE timestamp;

ALTER TABLE "Odd Names"."Big Table" ALTER COLUMN "Some Text" TYPE varchar;

ALTER TABLE "Odd Names"."Big Table" ALTER COLUMN "Some Text" SET DATA TYPE text COLLATE "POSIX";

ALTER TABLE ledger.lines ALTER COLUMN entry TYPE bigint;

ALTER TABLE accounts ALTER COLUMN opened TYPE date USING opened + 1, ALTER COLUMN owner SET NOT NULL;

ALTER TABLE cache ALTER COLUMN key TYPE varchar;

ALTER TABLE accounts DROP COLUMN price;
ALTER TYPE amount ALTER ATTRIBUTE currency TYPE text CASCADE;
