import Diagnostics
package import PlanModel
import SQLWriting

/// How each login of a plan connects: what its client writes, what the server asks of it.
package struct ConnectionDesign: Sendable {
  package struct Login: Sendable, Hashable {
    package var name: String
    /// The roles that it takes.
    package var roles: [String]
  }

  package let logins: [Login]
  private let plan: Plan
  private let connection: Connection

  /// nil when the plan says nothing of connections, or has no logins.
  package init?(_ plan: Plan) {
    guard let connection = plan.connection else { return nil }
    var logins: [Login] = []
    for role in plan.roles {
      guard let name = role.login?.value else { continue }
      if let known = logins.firstIndex(where: { $0.name == name }) {
        logins[known].roles.append(role.name.value)
      } else {
        logins.append(Login(name: name, roles: [role.name.value]))
      }
    }
    guard !logins.isEmpty else { return nil }
    self.logins = logins
    self.plan = plan
    self.connection = connection
  }

  /// The end of a connection URL in the words of the client; nil when the plan says no mode.
  ///
  /// Prisma's own engine, of the client before version 7 and of its migrations still, knows `require` and no stricter mode, and
  /// takes a word that it does not know for `prefer`: it checks the certificate by `sslaccept`.
  package func parameters(isEngine: Bool) -> String? {
    guard let mode = connection.sslmode?.value else { return nil }
    let isChecked = mode.hasPrefix("verify")
    guard isEngine else {
      return "?sslmode=\(mode)" + (connection.root.map { isChecked ? "&sslrootcert=\($0.value)" : "" } ?? "")
    }
    guard isChecked else { return "?sslmode=\(["disable", "prefer"].contains(mode) ? mode : "require")" }
    return "?sslmode=require&sslaccept=strict" + (connection.root.map { "&sslcert=\($0.value)" } ?? "")
  }

  package var isPrisma: Bool { plan.stack.orm?.value == "prisma" }

  /// Whether the application connects by Prisma's own engine.
  package var isEngine: Bool { isPrisma && (plan.stack.prismaMajor ?? 7) < 7 }

  /// A second login that takes turns with one, and back.
  package func successor(of login: Login) -> String {
    let taken = Set(logins.map(\.name) + plan.roles.map(\.name.value))
    return (2...99).lazy.map { "\(login.name)_\($0)" }.first { !taken.contains($0) } ?? "\(login.name)_next"
  }

  /// Lines of `pg_hba.conf`, the first that fits counts: each login over TLS with its password, nobody else from there.
  /// nil unless the plan says where clients come from and how they prove themselves.
  package var hostRules: String? {
    guard !connection.from.isEmpty, let method = connection.passwords?.value else { return nil }
    let database = Self.word(connection.database?.value ?? "all")
    var lines: [[String]] = [["# TYPE", "DATABASE", "USER", "ADDRESS", "METHOD"]]
    for login in logins {
      for name in [login.name, successor(of: login)] {
        for network in connection.from {
          lines.append(["hostssl", database, Self.word(name), network.value, method])
        }
      }
    }
    for everywhere in ["0.0.0.0/0", "::/0"] { lines.append(["host", "all", "all", everywhere, "reject"]) }
    return lines.map { line in
      zip(line, [8, 16, 24, 18, 0]).map { text, width in
        text + String(repeating: " ", count: max(1, width - text.count))
      }.joined().trimmedEnd + "\n"
    }.joined()
  }

  /// What the server is set to.
  package var settings: [(name: String, value: String)] {
    var settings: [(String, String)] = []
    if let tls = connection.tls?.value { settings += [("ssl", "on"), ("ssl_min_protocol_version", tls)] }
    if let method = connection.passwords?.value, ["scram-sha-256", "md5"].contains(method) {
      settings.append(("password_encryption", method))
    }
    return settings
  }

  /// A name as the file reads it: quoted, so that no word of the file's own is meant.
  private static func word(_ name: String) -> String {
    name == "all"
      ? name : "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
