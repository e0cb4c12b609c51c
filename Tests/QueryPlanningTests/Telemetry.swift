/// Measurements of machines in partitions by month, and rows that keep to the plan.
enum Telemetry {
  private static let months = [
    "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04",
    "2026-05", "2026-06", "2026-07",
  ]

  static let schema =
    """
    CREATE TABLE sites (id integer PRIMARY KEY, region text NOT NULL, is_live boolean NOT NULL);
    CREATE TABLE machines (
      id uuid PRIMARY KEY, site_id integer NOT NULL REFERENCES sites (id), model text NOT NULL, retired_at timestamptz);
    CREATE INDEX machines_site ON machines (site_id);
    CREATE TABLE samples (
      machine_id uuid NOT NULL REFERENCES machines (id), at timestamptz NOT NULL, level smallint NOT NULL,
      value double precision NOT NULL, note text, PRIMARY KEY (machine_id, at)) PARTITION BY RANGE (at);
    CREATE INDEX samples_at ON samples (at);
    CREATE INDEX samples_alarm ON samples (level, at) WHERE level = 3;

    """
    + zip(months, months.dropFirst()).map { month, next in
      "CREATE TABLE samples_\(month.replacing("-", with: "_")) PARTITION OF samples "
        + "FOR VALUES FROM ('\(month)-01 00:00Z') TO ('\(next)-01 00:00Z');\n"
    }.joined()

  /// - Parameter rows: those of samples.
  static func plan(rows: Int) -> String {
    """
    plan: Telemetry
    as_of: 2026-06-30
    schema: schema.sql
    volumes:
      sites: { rows: 40, growth: 1/month }
      machines: { rows: \(rows / 100), growth: \(rows / 4000)/month, per: { sites: \(rows / 4000) } }
      samples: { rows: \(rows), growth: \(Double(rows) * 30.4375 / 365)/month, per: { machines: 100 } }
    columns:
      sites.is_live: { values: { "true": 90% } }
      sites.region: { values: { north: 50%, south: 30%, east: 20% } }
      machines.model: { values: { M1: 55%, M2: 25%, X9: 18%, X10: 2% } }
      machines.retired_at: { nulls: 90% }
      samples.level: { values: { "0": 92%, "1": 6%, "2": 1.5%, "3": 0.5% } }
      samples.at: { correlation: 1, nulls: 0% }
      samples.note: { nulls: 99%, width: 30 }
    """
  }

  static func load(rows: Int) -> [String] {
    [
      "SELECT setseed(0.17)",
      """
      INSERT INTO sites
      SELECT n, CASE WHEN n <= 20 THEN 'north' WHEN n <= 32 THEN 'south' ELSE 'east' END, n % 10 > 0
        FROM generate_series(1, 40) AS n
      """,
      """
      INSERT INTO machines
      SELECT md5(n::text)::uuid, 1 + (random() * 39)::int,
             CASE WHEN p < 0.55 THEN 'M1' WHEN p < 0.8 THEN 'M2' WHEN p < 0.98 THEN 'X9' ELSE 'X10' END,
             CASE WHEN random() < 0.1 THEN timestamptz '2026-06-01 00:00Z' - random() * interval '900 days' END
        FROM (SELECT n, random() AS p FROM generate_series(1, \(rows / 100)) AS n) AS d
      """,
      """
      INSERT INTO samples
      SELECT md5((1 + (random() * (\(rows / 100) - 1))::int)::text)::uuid,
             timestamptz '2026-07-01 00:00Z' - interval '365 days' * (1 - n / \(rows + 1).0),
             CASE WHEN p < 0.92 THEN 0 WHEN p < 0.98 THEN 1 WHEN p < 0.995 THEN 2 ELSE 3 END, random() * 100,
             CASE WHEN random() < 0.01 THEN 'a note of some thirty characters' END
        FROM (SELECT n, random() AS p FROM generate_series(1, \(rows)) AS n) AS d
      """,
    ]
  }

  static let queries: [(name: String, sql: String)] = [
    ("one machine, newest", "SELECT * FROM samples WHERE machine_id = $1 ORDER BY at DESC LIMIT 10"),
    (
      "one machine, one day",
      "SELECT * FROM samples WHERE machine_id = $1 AND at >= '2026-06-10 00:00Z' AND at < '2026-06-11 00:00Z'"
    ),
    ("a day", "SELECT avg(value) FROM samples WHERE at >= '2026-04-10 00:00Z' AND at < '2026-04-11 00:00Z'"),
    ("a quarter", "SELECT count(*) FROM samples WHERE at >= '2026-01-01 00:00Z' AND at < '2026-04-01 00:00Z'"),
    ("last alarms", "SELECT * FROM samples WHERE level = 3 ORDER BY at DESC LIMIT 20"),
    (
      "alarms by site",
      """
      SELECT m.site_id, count(*) FROM samples s JOIN machines m ON m.id = s.machine_id
       WHERE s.level = 3 AND s.at >= '2026-06-01 00:00Z' GROUP BY m.site_id
      """
    ),
    ("machines of a site", "SELECT * FROM machines WHERE site_id = $1 AND retired_at IS NULL"),
    ("rare model", "SELECT m.id FROM machines m JOIN sites s ON s.id = m.site_id WHERE m.model = 'X10' AND s.is_live"),
    ("levels", "SELECT level, count(*) FROM samples GROUP BY level"),
    ("old ones go", "DELETE FROM samples WHERE at < '2025-08-01 00:00Z'"),
  ]
}
