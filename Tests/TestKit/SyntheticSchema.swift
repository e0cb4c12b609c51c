/// A PostgreSQL schema of any size, the same for the same seed: what scale is measured with.
///
/// Every table has twelve columns, two foreign keys and one index. The first table is a hub that most others reference.
package struct SyntheticSchema: Sendable {
  package let tableCount: Int
  private let seed: UInt64

  package init(tableCount: Int, seed: UInt64 = 1) {
    self.tableCount = tableCount
    self.seed = seed
  }

  /// The schema as a script; a table references only itself and those before it.
  package var sql: String {
    var random = SeededGenerator(seed: seed)
    return (0..<tableCount).map { table($0, &random) }.joined(separator: "\n")
  }

  /// Distinct, and in as many areas as a large product has.
  package static func tableName(_ number: Int) -> String {
    guard number > 0 else { return hub }
    let area = areas[number % areas.count]
    let noun = nouns[number / areas.count % nouns.count]
    let round = number / (areas.count * nouns.count)
    return round == 0 ? "\(area)_\(noun)s" : "\(area)_\(noun)s_\(round + 1)"
  }

  private static let hub = "accounts"
  private static let areas = [
    "billing", "catalog", "shipping", "support", "identity", "search", "media", "payroll", "fleet", "claims",
    "leads", "events", "lessons", "stock", "pricing", "tax", "loyalty", "content", "audit", "partner",
  ]
  private static let nouns = [
    "order", "item", "note", "label", "step", "rule", "link", "batch", "event", "quota", "plan", "group", "member",
    "file", "image", "task", "ticket", "reply", "score", "limit", "route", "stop", "visit", "offer", "coupon", "refund",
    "charge", "payout", "budget", "report", "export", "import", "draft", "review", "vote", "alert", "device", "session",
    "token", "grant", "region", "branch", "shelf", "parcel", "driver", "course", "chapter", "answer", "badge", "season",
  ]
  private static let values = [
    "quantity integer NOT NULL DEFAULT 0", "amount numeric(12, 2)", "rate double precision",
    "is_active boolean NOT NULL",
    "starts_on date", "payload jsonb", "weight real", "position smallint", "external_id uuid", "tags text[]",
  ]

  private func table(_ number: Int, _ random: inout SeededGenerator) -> String {
    let name = Self.tableName(number)
    let leader = number > 0 && random.below(4) > 0 ? 0 : max(0, random.below(number + 1) - 1)
    let other = random.below(number + 1)
    let first = random.below(Self.values.count)
    let columns =
      [
        "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "owner_id bigint NOT NULL REFERENCES \(Self.tableName(leader)) (id) ON DELETE CASCADE",
        "source_id bigint REFERENCES \(Self.tableName(other)) (id) ON DELETE SET NULL",
        "title varchar(\(40 + random.below(160))) NOT NULL",
        "status text NOT NULL DEFAULT 'open'",
        "note text",
      ] + (0..<4).map { Self.values[(first + $0) % Self.values.count] } + [
        "created_at timestamptz NOT NULL DEFAULT now()",
        "updated_at timestamptz NOT NULL DEFAULT now()",
      ]
    return """
      CREATE TABLE \(name) (
        \(columns.joined(separator: ",\n  "))
      );
      CREATE INDEX idx_\(name)_owner_id_created_at ON \(name) (owner_id, created_at);

      """
  }
}
