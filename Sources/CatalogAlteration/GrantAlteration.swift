import SQLWriting
import SchemaModel

/// Grants and revocations, once every object is what it is to be.
struct GrantAlteration {
  /// One privilege of one role on one object or one of its columns.
  private struct Entry: Hashable {
    var kind: Grant.ObjectKind
    var object: ObjectName
    var arguments: [String]?
    var column: String?
    var privilege: String
    var grantee: String
    var isRevoke: Bool
  }

  private let old: [Entry: Bool]
  private let new: [Entry: Bool]
  private let order: [Entry]

  /// - Parameter old: The catalog that still holds what is kept, with what its default privileges give to new objects.
  init(from old: Catalog, to new: Catalog) {
    let before = Self.entries(of: old)
    let after = Self.entries(of: new)
    self.old = Dictionary(before, uniquingKeysWith: { $0 || $1 })
    self.new = Dictionary(after, uniquingKeysWith: { $0 || $1 })
    var known: Set<Entry> = []
    order = (before + after).map(\.0).filter { known.insert($0).inserted }
  }

  func statements() -> [CatalogAlteration.Statement] {
    var revoked: [Grant] = []
    var granted: [Grant] = []
    for entry in order {
      switch (old[entry], new[entry]) {
      case (_?, nil): revoked.append(grant(entry, isRevoke: !entry.isRevoke, isGrantable: false))
      case (nil, let isGrantable?): granted.append(grant(entry, isRevoke: entry.isRevoke, isGrantable: isGrantable))
      case (false?, true?): granted.append(grant(entry, isRevoke: false, isGrantable: true))
      case (true?, false?):
        revoked.append(grant(entry, isRevoke: true, isGrantable: false))
        granted.append(grant(entry, isRevoke: false, isGrantable: false))
      default:
        // Without the privilege on the table those on its columns go too.
        guard let column = entry.column, isTableRevoked(entry) else { continue }
        _ = column
        granted.append(grant(entry, isRevoke: false, isGrantable: new[entry] ?? false))
      }
    }
    return Self.joined(revoked + granted).filter { $0.objectKind != .database }.map {
      CatalogAlteration.Statement(
        SQLWriter().grant($0), on: [.table, .column].contains($0.objectKind) ? $0.object : nil)
    }
  }

  private func isTableRevoked(_ entry: Entry) -> Bool {
    var whole = entry
    whole.column = nil
    whole.kind = .table
    return old[whole] != nil && new[whole] == nil
  }

  private func grant(_ entry: Entry, isRevoke: Bool, isGrantable: Bool) -> Grant {
    var grant = Grant([entry.privilege], on: entry.kind, entry.object, to: entry.grantee)
    grant.argumentTypes = entry.arguments
    grant.columns = entry.column.map { [$0] } ?? []
    grant.isRevoke = isRevoke
    grant.isGrantable = isGrantable
    return grant
  }

  /// Neighbours that differ in the privilege alone are one statement.
  private static func joined(_ grants: [Grant]) -> [Grant] {
    grants.reduce(into: []) { list, grant in
      if var last = list.last {
        last.privileges = grant.privileges
        if last == grant {
          list[list.count - 1].privileges += grant.privileges
          return
        }
      }
      list.append(grant)
    }
  }

  private static func entries(of catalog: Catalog) -> [(Entry, Bool)] {
    catalog.grants.flatMap { grant in
      grant.privileges.flatMap { privilege in
        (grant.columns.isEmpty ? [nil] : grant.columns.map(Optional.some)).map { column in
          let entry = Entry(
            kind: grant.objectKind, object: grant.object, arguments: grant.argumentTypes, column: column,
            privilege: privilege, grantee: grant.grantee, isRevoke: grant.isRevoke)
          return (entry, grant.isGrantable)
        }
      }
    }
  }
}

/// What the default privileges in force give to objects that the alteration makes.
enum DefaultGrants {
  static func given(by privileges: [DefaultPrivilege], to fate: PartFate) -> [Grant] {
    guard !privileges.isEmpty else { return [] }
    return fate.new.parts.filter(fate.isCreated).flatMap { part -> [Grant] in
      guard let (kind, objects, name) = target(part, fate.new.catalog) else { return [] }
      return privileges.filter { privilege in
        privilege.objects == objects && (privilege.schema == nil || privilege.schema == name.schema)
          && (privilege.owner == nil || RoleNames.isKeyword(privilege.owner ?? ""))
      }.map { privilege in
        var grant = Grant(privilege.privileges, on: kind, name, to: privilege.grantee)
        grant.isGrantable = privilege.isGrantable
        grant.isRevoke = privilege.isRevoke
        if case .function(let signature) = part {
          grant.argumentTypes = fate.new.catalog.function(signature)?.argumentTypes
        }
        return grant
      }
    }
  }

  private static func target(_ part: Part, _ catalog: Catalog) -> (Grant.ObjectKind, String, ObjectName)? {
    switch part {
    case .table(let name), .view(let name): (.table, "TABLES", name)
    case .sequence(let name): (.sequence, "SEQUENCES", name)
    case .function(let signature):
      catalog.function(signature).map { ($0.kind == .procedure ? .procedure : .function, "FUNCTIONS", $0.name) }
    case .type(let name): (.type, "TYPES", name)
    case .schema(let name): (.schema, "SCHEMAS", ObjectName(name, schema: ""))
    default: nil
    }
  }
}
