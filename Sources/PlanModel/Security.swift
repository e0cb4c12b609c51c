package import Diagnostics
package import SchemaModel

package struct Tenancy: Sendable {
  package var model: Located<String>?
  package var key: Located<String>?
  package var setting: Located<String>?
  package var shared: [Located<ObjectName>] = []
  package var nullMeans: Located<String>?
  package var enforce: [Located<String>] = []
  /// Roles that may cross tenants.
  package var cross: [Located<String>] = []
  /// For tables without the key: the parent whose tenant is theirs.
  package var through: [Parent] = []

  package struct Parent: Sendable {
    package var table: Located<ObjectName>
    package var parent: Located<ObjectName>

    package init(table: Located<ObjectName>, parent: Located<ObjectName>) {
      self.table = table
      self.parent = parent
    }
  }

  package init() {}
}

package struct AccessRole: Sendable {
  package enum Command: String, Sendable, CaseIterable {
    case select
    case insert
    case update
    case delete
  }

  package struct Access: Sendable {
    /// nil stands for every table (`"*"`).
    package var table: ObjectName?
    package var commands: [Command]
    package var span: SourceSpan?

    package init(table: ObjectName?, commands: [Command], span: SourceSpan?) {
      self.table = table
      self.commands = commands
      self.span = span
    }
  }

  package var name: Located<String>
  package var login: Located<String>?
  package var inherits: [Located<String>] = []
  /// The plan's roles it is a member of, directly or through others, the nearest first; filled when names are resolved.
  package var memberships: [AccessRole] = []
  package var access: [Access] = []
  /// `tenant`, `all`, or `own via <column>`.
  package var rows: Located<String>?
  package var setting: Located<String>?
  /// `hidden`: rows marked by the convention's column are not for it.
  package var deleted: Located<String>?

  package init(name: Located<String>) { self.name = name }

  /// What it may do to a table, as itself or as a member of other roles.
  package func commands(on table: ObjectName) -> [Command] {
    let granted = Set(ownCommands(on: table) + memberships.flatMap { $0.ownCommands(on: table) })
    return Command.allCases.filter(granted.contains)
  }

  /// What it may do as itself: the table's own line, else the line for every table.
  package func ownCommands(on table: ObjectName) -> [Command] {
    let line = access.first { $0.table == table } ?? access.first { $0.table == nil }
    return line?.commands ?? []
  }
}

package struct SensitiveColumn: Sendable {
  package var column: Located<ColumnReference>
  /// nil dismisses a detected class.
  package var dataClass: Located<String>?
  package var stored: Located<String>?
  /// The column that names the person it is about.
  package var subject: Located<ColumnReference>?
  package var keep: Located<Duration>?
  package var maskFor: [Located<String>] = []

  package init(column: Located<ColumnReference>) { self.column = column }
}

package struct Audit: Sendable {
  package var tables: [Located<ObjectName>] = []
  package var actor: Located<String>?
  package var keep: Located<Duration>?
  package var securityEvents: [Located<String>] = []
  /// Roles that may read the log.
  package var readers: [Located<String>] = []
  /// The role whose job makes the log's partitions and drops old ones.
  package var job: Located<String>?

  package init() {}
}

/// How clients reach the database, and where what they prove themselves with is kept.
package struct Connection: Sendable {
  /// The lowest version of TLS that the server takes: `TLSv1.3`.
  package var tls: Located<String>?
  /// The file with the certificate of the authority that clients check the server against.
  package var root: Located<String>?
  package var sslmode: Located<String>?
  package var passwords: Located<String>?
  /// How long a password is used.
  package var rotation: Located<Duration>?
  package var database: Located<String>?
  /// Networks that clients come from.
  package var from: [Located<String>] = []
  /// Where the password of a login is kept.
  package var secrets: [Secret] = []

  package struct Secret: Sendable {
    package var login: Located<String>
    package var place: Located<String>

    package init(login: Located<String>, place: Located<String>) {
      self.login = login
      self.place = place
    }
  }

  package init() {}
}
