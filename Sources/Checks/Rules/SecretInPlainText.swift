import DataProtection
import Diagnostics
import PlanModel
import SchemaModel

/// Passwords and tokens of which nothing says that they are hashed or encrypted.
struct SecretInPlainText: Check {
  let metadata = CheckMetadata(
    code: "secret-in-plain-text", severity: .error,
    summary: "A password, token or key is stored as it is, or nothing says that it is not.",
    why: """
      Whoever reads the table, a backup of it, a replica or a log line with the value can sign in with it. A copy of the table \
      is then as good as the accounts in it.
      """,
    fix:
      "Store a slow hash of a password, a hash of a token that is only compared, and encrypt what has to be read again.",
    bad: CheckExample(
      .sql, "CREATE TABLE users (id bigint PRIMARY KEY, password text NOT NULL);",
      plan: "sensitive: { users.password: { class: secret, stored: plain } }"),
    good: CheckExample(
      .sql, "CREATE TABLE users (id bigint PRIMARY KEY, password_hash text NOT NULL);",
      plan: "sensitive: { users.password_hash: { class: secret, stored: hashed } }"),
    sources: ["OWASP ASVS 4.0.3, 2.4", "PostgreSQL manual: F.28 pgcrypto"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let declared = Dictionary(
      subject.plan.sensitive.map { ($0.column.value, $0) }, uniquingKeysWith: { first, _ in first })
    let judged = Set(subject.tables.map(\.name))
    let guesses = Dictionary(
      SensitiveDetector(subject.catalog).columns().filter { $0.dataClass == .secret }.map { ($0.column, $0) },
      uniquingKeysWith: { first, _ in first })
    let said = subject.plan.sensitive.filter { judged.contains($0.column.value.table) }
      .compactMap { declaredFinding($0, subject) }
    let open = guesses.values.filter { declared[$0.column] == nil && judged.contains($0.column.table) }
      .sorted { $0.column < $1.column }.compactMap { guessedFinding($0, subject) }
    return said + open
  }

  private func declaredFinding(_ item: SensitiveColumn, _ subject: CheckSubject) -> Finding? {
    let place = item.column.value
    guard item.kind == .secret, let column = subject.catalog.tables[place.table]?.columns[place.column] else {
      return nil
    }
    if item.form == .plain {
      return finding(
        on: place.table, column.name, "\(place.display) is a secret and stored as it is",
        evidence: [item.stored.map { "stored: \($0.value)" }], fix: remedy(column, place), at: item.stored?.span)
    }
    guard item.stored == nil, opensDoors(column, subject) else { return nil }
    return finding(
      on: place.table, column.name, "\(place.display) is a secret, and nothing says that it is hashed or encrypted",
      evidence: [column.type.short], fix: remedy(column, place), at: item.column.span)
  }

  /// A guess is no fact: it weighs less, unless the column has no room for a hash.
  private func guessedFinding(_ guess: DetectedColumn, _ subject: CheckSubject) -> Finding? {
    let place = guess.column
    guard let column = subject.catalog.tables[place.table]?.columns[place.column], opensDoors(column, subject) else {
      return nil
    }
    let type = subject.resolved(column.type)
    let length = type.modifiers.first.flatMap(Int.init)
    let isPassword = NameWords(column.name).words.contains { Self.passwords.contains($0) }
    if isPassword, let length, length < Self.shortestPasswordHash {
      return finding(
        on: place.table, column.name, "\(place.display) has no room for the hash of a password",
        evidence: ["\(column.type.short); bcrypt takes \(Self.shortestPasswordHash) characters"],
        fix: remedy(column, place), at: guess.span)
    }
    return finding(
      on: place.table, column.name, "\(place.display) looks like a secret, and nothing says how it is stored",
      evidence: [guess.reason], fix: remedy(column, place), at: guess.span, severity: .warning)
  }

  /// A text whose name promises a password or token and no form of it.
  private func opensDoors(_ column: Column, _ subject: CheckSubject) -> Bool {
    guard subject.isText(column.type) else { return false }
    let words = Set(NameWords(column.name).words)
    return !words.isDisjoint(with: Self.passwords.union(Self.tokens)) && words.isDisjoint(with: Self.forms)
  }

  private func remedy(_ column: Column, _ place: ColumnReference) -> Fix {
    let isPassword = NameWords(column.name).words.contains { Self.passwords.contains($0) }
    let form = isPassword ? "hashed" : "app-encrypted"
    return .yaml(
      "sensitive:", "  \(place.display): { class: secret, stored: \(form) }   # once it is so; none if it is no secret")
  }

  private static let shortestPasswordHash = 60
  private static let passwords: Set = ["password", "passwd", "pwd", "passphrase", "passcode"]
  private static let tokens: Set = ["token", "secret", "jwt", "apikey", "otp", "totp"]
  private static let forms: Set = [
    "hash", "hashed", "digest", "encrypted", "enc", "cipher", "ciphertext", "hmac", "bcrypt", "argon2", "salt", "hint",
  ]
}
