import SchemaModel
import TestKit

/// A catalog as objects with properties, so that two of them can be compared whatever they were read from.
///
/// It walks over the values themselves: a new property of the model is compared without anybody thinking of it.
struct ObjectFacts {
  /// How much is compared.
  enum Depth {
    /// Both were read from PostgreSQL: all texts are its own.
    case texts
    /// One was read from SQL that people wrote: of expressions and queries it counts that they are there.
    case structure
  }

  struct Key: Hashable, Comparable, Sendable {
    var kind: String
    var name: String

    static func < (left: Key, right: Key) -> Bool { (left.kind, left.name) < (right.kind, right.name) }
  }

  private(set) var objects: [Key: [String: String]] = [:]
  private let depth: Depth

  init(_ catalog: Catalog, depth: Depth) {
    self.depth = depth
    let catalog = CanonicalCatalog.of(catalog)
    addAll(catalog.schemas, "schema")
    addAll(catalog.extensions, "extension")
    addAll(catalog.roles, "role")
    addAll(catalog.enums, "enum")
    addAll(catalog.domains, "domain")
    addAll(catalog.compositeTypes, "composite type")
    addAll(catalog.rangeTypes, "range type")
    addAll(catalog.sequences, "sequence")
    addAll(catalog.statistics, "statistics")
    addAll(catalog.eventTriggers, "event trigger")
    addAll(catalog.collations, "collation")
    for table in catalog.tables { add(table) }
    for view in catalog.views { add(view) }
    for function in catalog.functions { add(function, Key(kind: "function", name: function.signature)) }
    for grant in catalog.grants { add(grant) }
    for entry in catalog.defaultPrivileges { add(entry) }
  }

  /// Positions, what only an ORM knows, and how a source put what PostgreSQL stores otherwise.
  private static let passedOver: Set<String> = [
    "span", "origin", "model", "field", "relation", "clientName", "mappedFrom", "isOnDeleteExplicit",
    "isOnUpdateExplicit", "version", "canLogin", "columnAliases", "isRecursive",
  ]
  /// Texts of code, and what is worked out from them.
  private static let texts: Set<String> = ["sql", "query", "returns", "bound"]

  private mutating func addAll(_ list: some Sequence<some CatalogObject>, _ kind: String) {
    for item in list { add(item, Key(kind: kind, name: Self.name(item.name))) }
  }

  private static func name(_ name: Any) -> String { (name as? ObjectName)?.qualified ?? "\(name)" }

  private mutating func add(_ table: Table) {
    let name = table.name.qualified
    var rest = table
    rest.columns = NamedList()
    rest.primaryKey = nil
    (rest.uniqueConstraints, rest.checks, rest.exclusions, rest.foreignKeys) = ([], [], [], [])
    (rest.indexes, rest.triggers, rest.policies, rest.rules) = ([], [], [], [])
    add(rest, Key(kind: "table", name: name))
    objects[Key(kind: "table", name: name)]?["column order"] = table.columns.map(\.name).joined(separator: ", ")
    for column in table.columns { add(column, Key(kind: "column", name: "\(name).\(column.name)")) }
    for key in table.primaryKey.map({ [$0] }) ?? [] { add(key, Key(kind: "primary key", name: "\(name).\(key.name)")) }
    for key in table.uniqueConstraints { add(key, Key(kind: "unique constraint", name: "\(name).\(key.name)")) }
    for check in table.checks { add(check, Key(kind: "check", name: "\(name).\(check.name)")) }
    for exclusion in table.exclusions { add(exclusion, Key(kind: "exclusion", name: "\(name).\(exclusion.name)")) }
    for key in table.foreignKeys { add(key, Key(kind: "foreign key", name: "\(name).\(key.name)")) }
    for policy in table.policies { add(policy, Key(kind: "policy", name: "\(name).\(policy.name)")) }
    addParts(name, table.indexes, table.triggers, table.rules)
  }

  private mutating func addParts(_ name: String, _ indexes: [Index], _ triggers: [Trigger], _ rules: [RewriteRule]) {
    for index in indexes { add(index, Key(kind: "index", name: "\(name).\(index.name)")) }
    for trigger in triggers { add(trigger, Key(kind: "trigger", name: "\(name).\(trigger.name)")) }
    for rule in rules { add(rule, Key(kind: "rule", name: "\(name).\(rule.name)")) }
  }

  /// From SQL the columns of a view are known by their comments alone.
  private mutating func add(_ view: View) {
    let name = view.name.qualified
    var rest = view
    rest.columns = NamedList()
    (rest.indexes, rest.triggers, rest.rules) = ([], [], [])
    add(rest, Key(kind: "view", name: name))
    addParts(name, view.indexes, view.triggers, view.rules)
    for column in view.columns {
      let key = Key(kind: "view column", name: "\(name).\(column.name)")
      if depth == .texts {
        add(column, key)
      } else if let comment = column.comment {
        objects[key] = ["comment": comment]
      }
    }
  }

  private mutating func add(_ grant: Grant) {
    let arguments = grant.argumentTypes.map { "(\($0.joined(separator: ", ")))" } ?? ""
    let columns = grant.columns.isEmpty ? [""] : grant.columns.map { ".\($0)" }
    for (privilege, column) in grant.privileges.flatMap({ privilege in columns.map { (privilege, $0) } }) {
      let verb = grant.isRevoke ? "revoke" : "grant"
      let target = "\(grant.object.schema.isEmpty ? grant.object.name : grant.object.qualified)\(column)\(arguments)"
      let key = Key(kind: "privilege", name: "\(verb) \(privilege) on \(target) to \(grant.grantee)")
      objects[key] = ["grantable": "\(grant.isGrantable || objects[key]?["grantable"] == "true")"]
    }
  }

  private mutating func add(_ entry: DefaultPrivilege) {
    let verb = entry.isRevoke ? "revoke" : "grant"
    for privilege in entry.privileges {
      let place = "\(entry.owner ?? "") \(entry.schema ?? "")"
      let name = "\(verb) \(privilege) on \(entry.objects) of \(place) to \(entry.grantee)"
      objects[Key(kind: "default privilege", name: name)] = ["grantable": "\(entry.isGrantable)"]
    }
  }

  private mutating func add(_ object: Any, _ key: Key) {
    var properties: [String: String] = [:]
    for (label, value) in StoredProperties.of(object) where label != "name" && !Self.passedOver.contains(label) {
      if depth == .structure, Self.texts.contains(label) { continue }
      if let text = text(of: value) { properties[label] = text }
    }
    objects[key] = properties
  }

  /// nil for what is absent.
  private func text(of value: Any) -> String? {
    if let text = value as? String { return text }
    if let expression = value as? SQLExpression { return depth == .texts ? expression.sql : "an expression" }
    if let name = value as? ObjectName { return name.qualified }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { text(of: $0.value) }
    case .dictionary:
      let options = (value as? [String: String] ?? [:]).map { "\($0.key)=\($0.value)" }
      return options.isEmpty ? nil : options.sorted().joined(separator: ", ")
    case .collection:
      let items = mirror.children.map { text(of: $0.value) ?? "nil" }
      return items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    case .struct where !mirror.children.isEmpty, .enum where !mirror.children.isEmpty:
      let parts = StoredProperties.of(value).compactMap { label, value -> String? in
        guard !Self.passedOver.contains(label) else { return nil }
        if depth == .structure, Self.texts.contains(label) { return nil }
        return text(of: value).map { "\(label): \($0)" }
      }
      return "(\(parts.joined(separator: ", ")))"
    default: return "\(value)"
    }
  }
}

/// How two catalogs differ.
struct ObjectDifferences: Sendable {
  struct Difference: Sendable {
    var key: ObjectFacts.Key
    /// Empty when the whole object is on one side only.
    var property: String
    var left: String
    var right: String

    var line: String {
      let what = property.isEmpty ? "" : " \(property)"
      return "\(key.kind) \(key.name)\(what): \(left.prefix(160)) | \(right.prefix(160))"
    }
  }

  /// By kind: how many objects there are, and how many of them are the same on both sides.
  private(set) var counts: [String: (objects: Int, equal: Int)] = [:]
  private(set) var differences: [Difference] = []

  init(_ left: ObjectFacts, _ right: ObjectFacts) {
    for key in Set(left.objects.keys).union(right.objects.keys).sorted() {
      let found = Self.differences(key, left.objects[key], right.objects[key])
      let count = counts[key.kind] ?? (0, 0)
      counts[key.kind] = (count.objects + 1, count.equal + (found.isEmpty ? 1 : 0))
      differences += found
    }
  }

  private static func differences(
    _ key: ObjectFacts.Key, _ left: [String: String]?, _ right: [String: String]?
  ) -> [Difference] {
    guard let left, let right else {
      return [
        Difference(
          key: key, property: "", left: left == nil ? "missing" : "there", right: right == nil ? "missing" : "there")
      ]
    }
    return Set(left.keys).union(right.keys).sorted().filter { left[$0] != right[$0] }.map { property in
      Difference(key: key, property: property, left: left[property] ?? "none", right: right[property] ?? "none")
    }
  }
}
