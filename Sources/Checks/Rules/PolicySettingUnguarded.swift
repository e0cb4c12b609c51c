import AccessControl
import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Settings that a policy reads in a way that fails when they are missing or empty.
struct PolicySettingUnguarded: Check {
  let metadata = CheckMetadata(
    code: "policy-setting-unguarded", severity: .warning,
    summary: "A policy reads a setting so that queries fail when it is missing, empty or never existed.",
    why: """
      After RESET, and after a transaction that made it with SET LOCAL, a setting of the application's is the empty string and \
      not null: ''::bigint is an error, on a pooled connection at random. Without missing_ok a setting that was never made is \
      an error, too, and a name without a point is none that an application can make.
      """,
    fix:
      "Read it as (SELECT nullif(current_setting('app.name', true), '')::type): missing or empty then passes no row.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT current_setting('app.shop_id', true)::bigint));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """),
    sources: [
      "PostgreSQL manual: 9.27.1 Configuration Settings Functions", "PostgreSQL manual: 20.16 Customized Options",
    ])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      let own = read.conditions.flatMap { SettingReads.find($0) }.filter { !$0.flaws.isEmpty }
      let hidden = wrapped(read, subject)
      let flaws = own.flatMap(\.flaws) + hidden.flatMap { $0.reads.flatMap(\.flaws) }
      guard !flaws.isEmpty else { return nil }
      let settings = Set((own + hidden.flatMap(\.reads)).map(\.setting)).sorted().joined(separator: ", ")
      let words = SettingReads.Flaw.allCases.filter(flaws.contains).map(\.rawValue).joined(separator: ", and ")
      let isPlain = PolicyRings(subject).contains(table.name)
      let parts = own.map { (old: $0.sql, new: replacement($0, isPlain: isPlain)) }
      return finding(
        on: table.name, read.policy.name,
        "\(read.policy.display(table.name)) reads \(settings) unguarded: \(words)",
        evidence: hidden.map { "in \($0.name)()" },
        fix: PolicyFix.replacing(parts, in: read.policy, table.name)
          ?? .words(
            "read the setting in \(hidden.map { "\($0.name)()" }.joined(separator: ", ")) as "
              + "nullif(current_setting('\(settings)', true), '')"),
        at: read.policy.span ?? table.span, severity: Set(flaws) == [.raises] ? .note : nil)
    }
  }

  private func replacement(_ read: SettingReads.Read, isPlain: Bool) -> String {
    let setting = read.setting.contains(".") ? read.setting : "app.\(read.setting)"
    return PolicyExpression.value(ofSetting: setting, as: read.type, isPlain: isPlain || read.isInQuery)
  }

  /// What functions of the schema do that the policy calls.
  private func wrapped(
    _ read: ReadPolicy, _ subject: CheckSubject
  ) -> [(name: String, reads: [SettingReads.Read])] {
    var found: [(name: String, reads: [SettingReads.Read])] = []
    for call in read.conditions.flatMap(\.calls) {
      for body in subject.conditions.functions.bodies(of: call) {
        let reads = body.terms.flatMap { SettingReads.find($0) }.filter { !$0.flaws.isEmpty }
        let name = body.function.name.display
        guard !reads.isEmpty, !found.contains(where: { $0.name == name }) else { continue }
        found.append((name, reads))
      }
    }
    return found
  }
}

/// Finds how settings are read.
enum SettingReads {
  enum Flaw: String, CaseIterable {
    case unnamed = "without a point in its name it is no setting that an application can make"
    case cast = "the empty string after RESET or a finished SET LOCAL can not be cast"
    case raises = "without missing_ok a session that never made it gets an error"
  }

  struct Read {
    var setting: String
    var flaws: [Flaw]
    /// The call with the casts around it.
    var sql: String
    /// The type it is cast to at last.
    var type: String?
    var isInQuery: Bool
  }

  private struct Around {
    var casts: [ConditionCast] = []
    var isGuarded = false
    var isInQuery = false
    /// The outermost cast or nullif.
    var sql: String?
  }

  static func find(_ term: ConditionTerm) -> [Read] { find(term, Around()) }

  private static func find(_ term: ConditionTerm, _ around: Around) -> [Read] {
    var inner = around
    switch term {
    case .cast(let value, let cast):
      inner.casts.append(cast)
      inner.sql = around.sql ?? cast.sql
      return find(value, inner)
    case .call(let call) where call.name == "current_setting":
      return read(call, around).map { [$0] } ?? []
    case .call(let call):
      // Any function in between may do what nullif does.
      inner.isGuarded = true
      inner.sql = call.name == "nullif" ? around.sql ?? call.sql : nil
      return call.arguments.flatMap { find($0, inner) }
    case .subquery(let query):
      let tested = query.tested.map { find($0, around) } ?? []
      return tested + query.terms.flatMap { find($0, Around(isInQuery: true)) }
    default: return term.children.flatMap { find($0, Around(isGuarded: around.isGuarded, isInQuery: around.isInQuery)) }
    }
  }

  private static func read(_ call: ConditionCall, _ around: Around) -> Read? {
    guard let setting = call.arguments.first?.text, !builtIn.contains(setting.lowercased()) else { return nil }
    var flaws: [Flaw] = []
    let isUnnamed = !setting.contains(".")
    if isUnnamed { flaws.append(.unnamed) }
    let last = around.casts.last
    if !around.isGuarded, let last, last.isArray || !texts.contains(last.type) { flaws.append(.cast) }
    let missing = call.arguments.count > 1 ? call.arguments[1].constantTruth : false
    if missing == false, !isUnnamed { flaws.append(.raises) }
    let outermost = around.casts.first
    return Read(
      setting: setting, flaws: flaws, sql: around.sql ?? call.sql,
      type: outermost.map { (ColumnTypeName.written[$0.type] ?? $0.type) + ($0.isArray ? "[]" : "") },
      isInQuery: around.isInQuery)
  }

  private static let texts: Set<String> = ["text", "varchar", "bpchar", "citext", "name", "bytea"]
  /// Settings of PostgreSQL's own, which are never missing.
  private static let builtIn: Set<String> = [
    "role", "session_authorization", "is_superuser", "application_name", "search_path", "timezone", "server_version",
    "server_version_num", "transaction_isolation", "transaction_read_only", "datestyle", "client_encoding",
  ]
}

/// Types as people write them.
private enum ColumnTypeName {
  static let written = ["int8": "bigint", "int4": "integer", "int2": "smallint", "bool": "boolean"]
}
