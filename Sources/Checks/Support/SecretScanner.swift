import IndexAnalysis
import SchemaModel

/// Finds secrets in text by their form: URLs with a password, and keys with a maker's prefix.
enum SecretScanner {
  struct Secret: Sendable, Hashable {
    /// UTF-8 offsets.
    var range: Range<Int>
    /// What it is, without the secret.
    var what: String
    /// Enough of it to be found again.
    var shown: String
    /// Whether it opens a server on the developer's own machine only.
    var isLocal = false
  }

  static func secrets(in text: String) -> [Secret] {
    guard text.utf8.count > 8 else { return [] }
    let bytes = Array(text.utf8)
    return (urls(bytes) + keys(bytes) + roles(bytes)).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The value of an SQL string literal, casts aside.
  static func literal(_ sql: String) -> String? {
    let tokens = SQLTokens(sql).tokens
    guard tokens.count == 1, let token = tokens.first, token.hasPrefix("'"), token.count >= 2 else { return nil }
    return String(token.dropFirst().dropLast())
  }

  static func isPlaceholder(_ text: String) -> Bool {
    let lowered = text.lowercased()
    if text.isEmpty || text.contains("$") || text.contains("<") || text.contains("{") || text.contains("%") {
      return true
    }
    if Set(lowered).count <= 2 { return true }
    let words = [
      "password", "passwd", "pass", "secret", "changeme", "change_me", "example", "placeholder", "your_password",
      "yourpassword", "mypassword", "user_password", "db_password", "todo", "redacted", "...", "pgpassword", "pw",
      "pwd",
    ]
    return words.contains(lowered)
  }

  private static let schemes = [
    "postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps",
    "sqlserver",
  ]

  /// `scheme://user:password@host`
  private static func urls(_ bytes: [UInt8]) -> [Secret] {
    var found: [Secret] = []
    for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") {
      guard colon + 3 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/") else {
        continue
      }
      var start = colon
      while start > 0, isSchemeByte(bytes[start - 1]) { start -= 1 }
      let scheme = String(decoding: bytes[start..<colon], as: UTF8.self).lowercased()
      guard schemes.contains(scheme) else { continue }
      var end = colon + 3
      while end < bytes.count, isURLByte(bytes[end]) { end += 1 }
      let rest = String(decoding: bytes[(colon + 3)..<end], as: UTF8.self)
      guard let at = rest.prefix(while: { $0 != "/" && $0 != "?" }).lastIndex(of: "@") else { continue }
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !isPlaceholder(parts[1]) else { continue }
      let host = rest[rest.index(after: at)...].prefix { $0 != "/" && $0 != ":" && $0 != "?" }
      found.append(
        Secret(
          range: start..<end, what: "a \(scheme) URL with a password", shown: "\(scheme)://\(parts[0]):***@\(host)",
          isLocal: ["localhost", "127.0.0.1", "db", "postgres", "host.docker.internal"].contains(String(host))))
    }
    return found
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "+") }

  private static func isURLByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "`")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static let prefixes: [(text: String, length: Int, what: String)] = [
    ("AKIA", 16, "an AWS access key"), ("sk_live_", 20, "a Stripe secret key"),
    ("rk_live_", 20, "a Stripe restricted key"),
    ("ghp_", 36, "a GitHub token"), ("github_pat_", 40, "a GitHub token"), ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"), ("AIza", 35, "a Google API key"), ("-----BEGIN PRIVATE KEY", 0, "a private key"),
    ("-----BEGIN RSA PRIVATE KEY", 0, "a private key"), ("-----BEGIN EC PRIVATE KEY", 0, "a private key"),
    ("-----BEGIN OPENSSH PRIVATE KEY", 0, "a private key"),
  ]

  private static func keys(_ bytes: [UInt8]) -> [Secret] {
    let firsts = Set(prefixes.compactMap { $0.text.utf8.first })
    var found: [Secret] = []
    for start in bytes.indices where firsts.contains(bytes[start]) {
      guard start == 0 || !isAlphanumeric(bytes[start - 1]) else { continue }
      for prefix in prefixes where bytes[start...].starts(with: prefix.text.utf8) {
        var end = start + prefix.text.utf8.count
        while end < bytes.count,
          isAlphanumeric(bytes[end]) || bytes[end] == UInt8(ascii: "_") || bytes[end] == UInt8(ascii: "-")
        {
          end += 1
        }
        guard end - start - prefix.text.utf8.count >= prefix.length else { continue }
        found.append(Secret(range: start..<end, what: prefix.what, shown: "\(prefix.text)***"))
      }
    }
    return found
  }

  /// `CREATE ROLE app LOGIN PASSWORD 'x'`
  private static func roles(_ bytes: [UInt8]) -> [Secret] {
    let word = Array("password".utf8)
    var found: [Secret] = []
    var position = 0
    while position + word.count < bytes.count {
      defer { position += 1 }
      guard bytes[position] | 0x20 == word[0],
        position == 0 || bytes[position - 1] == 0x20 || bytes[position - 1] == 0x0A,
        bytes[position..<(position + word.count)].elementsEqual(word, by: { $0 | 0x20 == $1 })
      else { continue }
      var start = position + word.count
      while start < bytes.count, bytes[start] == 0x20 { start += 1 }
      guard start > position + word.count, start < bytes.count, bytes[start] == UInt8(ascii: "'"),
        let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "'"))
      else { continue }
      let value = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      guard isRoleStatement(bytes, before: position), !isPlaceholder(value) else { continue }
      found.append(Secret(range: position..<(end + 1), what: "a role's password", shown: "PASSWORD '***'"))
    }
    return found
  }

  /// Whether ROLE or USER stands in the 200 bytes before, in the same statement.
  private static func isRoleStatement(_ bytes: [UInt8], before position: Int) -> Bool {
    let window = String(decoding: bytes[max(0, position - 200)..<position], as: UTF8.self)
    let statement = window.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let words = NameWords(String(statement).lowercased()).words
    return (words.contains("role") || words.contains("user")) && (words.contains("create") || words.contains("alter"))
  }
}
