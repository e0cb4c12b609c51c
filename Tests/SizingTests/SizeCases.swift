import TestKit

/// Shapes of tables: every family of types, missing values, lengths around the limits of headers and pages, and indexes
/// of each kind, built over rows that are there or grown with them.
enum SizeCases {
  static let all: [SizeCase] = rows + wide + trees + equalKeys + others + inverted

  private static let rows: [SizeCase] = [
    SizeCase(
      "two integers", "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n integer NOT NULL);",
      grown: true),
    SizeCase(
      "padded",
      "CREATE TABLE t (id bigint NOT NULL, b boolean NOT NULL, n integer NOT NULL, s smallint NOT NULL, at timestamptz NOT NULL, c boolean NOT NULL);"
    ),
    SizeCase(
      "packed",
      "CREATE TABLE t (id bigint NOT NULL, at timestamptz NOT NULL, n integer NOT NULL, s smallint NOT NULL, b boolean NOT NULL, c boolean NOT NULL);"
    ),
    SizeCase(
      "fixed widths",
      "CREATE TABLE t (a boolean, b smallint, c integer, d bigint, e real, f double precision, g date, h time, i timetz, j timestamptz, k interval, l uuid, m money, n point, o macaddr, p timestamp);"
    ),
    SizeCase(
      "a third missing", "CREATE TABLE t (id bigint NOT NULL, a bigint, b integer, c text);",
      ["a": .init(nulls: 0.3), "c": .init(width: 12, nulls: 0.3)]),
    SizeCase(
      "half missing in nine columns",
      "CREATE TABLE t (id bigint NOT NULL, a bigint, b integer, c smallint, d boolean, e date, f timestamptz, g uuid, h text, i numeric(8,2));",
      Dictionary(uniqueKeysWithValues: "abcdefghi".map { (String($0), .init(width: 15, nulls: 0.5)) })),
    SizeCase(
      "nearly all missing", "CREATE TABLE t (id bigint NOT NULL, a text, b jsonb, c timestamptz);",
      ["a": .init(width: 40, nulls: 0.95), "b": .init(width: 150, nulls: 0.95), "c": .init(nulls: 0.97)]),
    SizeCase(
      "fill factor 70", "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL) WITH (fillfactor = 70);",
      ["a": .init(width: 33)]),
    SizeCase(
      "126 bytes", "CREATE TABLE t (id bigint NOT NULL, a varchar(126) NOT NULL, n integer NOT NULL);",
      ["a": .init(width: 126)]),
    SizeCase(
      "127 bytes", "CREATE TABLE t (id bigint NOT NULL, a varchar(127) NOT NULL, n integer NOT NULL);",
      ["a": .init(width: 127)]),
    SizeCase(
      "around 127 bytes", "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL, n bigint NOT NULL);",
      ["a": .init(width: 127)]),
    SizeCase(
      "short texts", "CREATE TABLE t (a text NOT NULL, b text NOT NULL, n integer NOT NULL);",
      ["a": .init(width: 6), "b": .init(width: 19)]),
    SizeCase("middling texts", "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL);", ["a": .init(width: 420)]),
    SizeCase(
      "numbers",
      "CREATE TABLE t (a numeric(12,2) NOT NULL, b numeric(30,10) NOT NULL, c numeric NOT NULL, d numeric(5,0));"),
    SizeCase(
      "arrays",
      "CREATE TABLE t (a integer[] NOT NULL, b bigint[] NOT NULL, c text[] NOT NULL, d uuid[] NOT NULL, e timestamptz[] NOT NULL);",
      [
        "a": .init(width: 40), "b": .init(width: 52), "c": .init(width: 80), "d": .init(width: 68),
        "e": .init(width: 60),
      ]),
    SizeCase(
      "ranges, addresses and bits",
      "CREATE TABLE t (a int4range NOT NULL, b tstzrange NOT NULL, c daterange, d inet NOT NULL, e cidr, f bit(20), g varbit(32), h char(10));"
    ),
    SizeCase(
      "documents and bytes", "CREATE TABLE t (id integer NOT NULL, a jsonb NOT NULL, b bytea NOT NULL, c json, d xml);",
      ["a": .init(width: 260), "b": .init(width: 90), "c": .init(width: 180), "d": .init(width: 60)]),
    SizeCase(
      "user types",
      "CREATE TYPE mood AS ENUM ('sad','ok','happy'); CREATE DOMAIN price AS numeric(10,2); CREATE DOMAIN code AS varchar(12); CREATE TABLE t (a mood NOT NULL, b price NOT NULL, c code NOT NULL, d mood[] NOT NULL);",
      ["c": .init(width: 8), "d": .init(width: 32)]),
  ]

  private static let wide: [SizeCase] = [
    SizeCase(
      "values of 3 kB",
      "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL); ALTER TABLE t ALTER a SET STORAGE EXTERNAL;",
      ["a": .init(width: 3000)]),
    SizeCase(
      "documents of 5 kB, most missing", "CREATE TABLE t (id bigint NOT NULL, a jsonb);",
      ["a": .init(width: 5000, nulls: 0.8)]),
    SizeCase(
      "one of two is moved", "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL, b text NOT NULL);",
      ["a": .init(width: 1500), "b": .init(width: 900)]),
    SizeCase(
      "some rows are too long", "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL);", ["a": .init(width: 1800)]),
    SizeCase(
      "a lower target",
      "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL, b text NOT NULL) WITH (toast_tuple_target = 256);",
      ["a": .init(width: 2300), "b": .init(width: 400)]),
  ]

  private static let trees: [SizeCase] = [
    SizeCase(
      "random uuid, built", "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n integer NOT NULL);"),
    SizeCase(
      "random uuid, grown", "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n integer NOT NULL);",
      grown: true),
    SizeCase(
      "a hundred tenants in order, grown",
      """
      CREATE TABLE t (a bigint NOT NULL, id bigint NOT NULL);
      CREATE INDEX ia ON t (a, id);
      CREATE INDEX ib ON t (a, id DESC);
      CREATE INDEX ic ON t (id DESC);
      """, ["a": .init(distinct: 100), "id": .init(correlation: 1)], grown: true),
    SizeCase(
      "two thousand tenants in order, grown",
      "CREATE TABLE t (a bigint NOT NULL, id bigint NOT NULL); CREATE INDEX ia ON t (a, id);",
      ["a": .init(distinct: 2000), "id": .init(correlation: 1)], grown: true),
    SizeCase(
      "four hundred tenants in order, grown",
      "CREATE TABLE t (a bigint NOT NULL, id bigint NOT NULL); CREATE INDEX ia ON t (a, id); CREATE INDEX ib ON t (a, id DESC);",
      ["a": .init(distinct: 400), "id": .init(correlation: 1)], grown: true),
    SizeCase(
      "tenants of long keys in order, grown",
      """
      CREATE TABLE t (a uuid NOT NULL, b uuid NOT NULL, at timestamptz NOT NULL);
      CREATE INDEX ia ON t (a, at);
      CREATE INDEX ib ON t (b, at);
      """, ["a": .init(distinct: 12), "b": .init(distinct: 900), "at": .init(correlation: 1)], grown: true),
    SizeCase("ordered uuid, grown", "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuidv7());", grown: true),
    SizeCase(
      "text keys, built",
      "CREATE TABLE t (a text NOT NULL, b text NOT NULL); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b); CREATE INDEX iab ON t (a, b);",
      ["a": .init(width: 24), "b": .init(width: 110)]),
    SizeCase(
      "text keys, grown",
      "CREATE TABLE t (a text NOT NULL, b varchar(36) NOT NULL); CREATE INDEX ia ON t (a); CREATE UNIQUE INDEX ib ON t (b);",
      ["a": .init(width: 24), "b": .init(width: 36)], grown: true),
    SizeCase("long keys", "CREATE TABLE t (a text NOT NULL); CREATE INDEX ia ON t (a);", ["a": .init(width: 300)]),
    SizeCase(
      "included columns",
      "CREATE TABLE t (id bigint NOT NULL, a text NOT NULL, n integer); CREATE INDEX ia ON t (id) INCLUDE (a); CREATE UNIQUE INDEX ib ON t (id) INCLUDE (n, a);",
      ["a": .init(width: 30), "n": .init(nulls: 0.4)]),
    SizeCase(
      "fill factors",
      "CREATE TABLE t (id bigint NOT NULL, u uuid NOT NULL); CREATE INDEX i70 ON t (id) WITH (fillfactor = 70, deduplicate_items = off); CREATE UNIQUE INDEX i100 ON t (u) WITH (fillfactor = 100);"
    ),
    SizeCase(
      "missing keys",
      "CREATE TABLE t (a bigint, b text); CREATE UNIQUE INDEX ia ON t (a); CREATE UNIQUE INDEX iab ON t (a, b);",
      ["a": .init(nulls: 0.3), "b": .init(width: 20, nulls: 0.6)]),
    SizeCase(
      "numbers as keys",
      "CREATE TABLE t (a numeric(12,2) NOT NULL, b double precision NOT NULL, c interval NOT NULL); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b); CREATE INDEX ic ON t (c, b);",
      ["a": .init(distinct: 500), "b": .init(distinct: 500)]),
    SizeCase(
      "small keys",
      "CREATE TABLE t (a date NOT NULL, b smallint NOT NULL, c boolean NOT NULL, d bigint NOT NULL); CREATE UNIQUE INDEX i ON t (a, b, c, d);"
    ),
  ]

  private static let equalKeys: [SizeCase] = [
    SizeCase("fifty keys", "CREATE TABLE t (a bigint NOT NULL); CREATE INDEX ia ON t (a);", ["a": .init(distinct: 50)]),
    SizeCase(
      "a thousand keys", "CREATE TABLE t (a uuid NOT NULL); CREATE INDEX ia ON t (a);", ["a": .init(distinct: 1000)]),
    SizeCase(
      "twenty thousand keys",
      "CREATE TABLE t (a bigint NOT NULL, b text NOT NULL); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b);",
      ["a": .init(distinct: 20_000), "b": .init(width: 22, distinct: 9000)]),
    SizeCase(
      "eighty thousand keys", "CREATE TABLE t (a integer NOT NULL); CREATE INDEX ia ON t (a);",
      ["a": .init(distinct: 80_000)]),
    SizeCase(
      "equal keys, most missing",
      "CREATE TABLE t (a bigint, b timestamptz); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b);",
      ["a": .init(nulls: 0.6, distinct: 3000), "b": .init(nulls: 0.9, distinct: 40)]),
    SizeCase(
      "a flag and a kind",
      "CREATE TYPE kind AS ENUM ('a','b','c','d'); CREATE TABLE t (a boolean NOT NULL, b kind NOT NULL, c date NOT NULL); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b); CREATE INDEX iabc ON t (a, b, c);",
      ["c": .init(distinct: 700)]),
    SizeCase(
      "equal keys, grown",
      "CREATE TABLE t (a bigint NOT NULL, b bigint NOT NULL); CREATE INDEX ia ON t (a); CREATE INDEX ib ON t (b);",
      ["a": .init(distinct: 20_000), "b": .init(distinct: 80)], grown: true),
  ]

  private static let others: [SizeCase] = [
    SizeCase(
      "hash, built",
      "CREATE TABLE t (a bigint NOT NULL, b text NOT NULL); CREATE INDEX ia ON t USING hash (a); CREATE INDEX ib ON t USING hash (b);",
      ["b": .init(width: 40)]),
    SizeCase("hash, grown", "CREATE TABLE t (a uuid NOT NULL); CREATE INDEX ia ON t USING hash (a);", grown: true),
    SizeCase(
      "BRIN",
      "CREATE TABLE t (id bigint NOT NULL, at timestamptz NOT NULL, a text NOT NULL); CREATE INDEX ia ON t USING brin (at); CREATE INDEX ib ON t USING brin (id, at) WITH (pages_per_range = 4);",
      ["a": .init(width: 200)]),
  ]

  private static let inverted: [SizeCase] = [
    SizeCase(
      "documents, inverted",
      "CREATE TABLE t (id bigint NOT NULL, a jsonb NOT NULL); CREATE INDEX ia ON t USING gin (a);",
      ["a": .init(width: 130, distinct: 201_000)]),
    SizeCase(
      "documents, inverted by paths",
      "CREATE TABLE t (id bigint NOT NULL, a jsonb NOT NULL); CREATE INDEX ia ON t USING gin (a jsonb_path_ops);",
      ["a": .init(width: 130, distinct: 201_000)]),
    SizeCase(
      "numbers, inverted",
      "CREATE TABLE t (id bigint NOT NULL, a integer[] NOT NULL, b integer[] NOT NULL); CREATE INDEX ia ON t USING gin (a); CREATE INDEX ib ON t USING gin (b);",
      ["a": .init(width: 32, distinct: 50), "b": .init(width: 36, distinct: 100_000)]),
    SizeCase(
      "tags, inverted", "CREATE TABLE t (id bigint NOT NULL, a text[] NOT NULL); CREATE INDEX ia ON t USING gin (a);",
      ["a": .init(width: 80, nulls: 0.2, distinct: 1000)]),
    SizeCase(
      "tags, inverted, grown",
      "CREATE TABLE t (id bigint NOT NULL, a text[] NOT NULL); CREATE INDEX ia ON t USING gin (a) WITH (fastupdate = off);",
      ["a": .init(width: 80, distinct: 1000)], grown: true),
    SizeCase(
      "words, inverted",
      "CREATE TABLE t (id bigint NOT NULL, a tsvector NOT NULL); CREATE INDEX ia ON t USING gin (a);",
      ["a": .init(width: 320, distinct: 5000)]),
    SizeCase(
      "letters, inverted",
      "CREATE EXTENSION pg_trgm; CREATE TABLE t (id bigint NOT NULL, a text NOT NULL); CREATE INDEX ia ON t USING gin (a gin_trgm_ops);",
      ["a": .init(width: 24)]),
  ]
}
