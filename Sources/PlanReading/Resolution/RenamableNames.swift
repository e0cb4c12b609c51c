internal import Diagnostics
internal import SchemaModel

/// What `renames` can speak of, by the names that people write: `orders`, `orders.email`, `orders.orders_pkey`,
/// `orders.orders_email_idx`, `order_status.paid`; each with its schema before it where it has to be.
struct RenamableNames {
  enum Kind: String {
    case table = "a table"
    case column = "a column"
    case value = "a value of an enum"
    case constraint = "a constraint"
    case index = "an index"
  }

  struct Match: Hashable {
    var kind: Kind
    /// The table, or the enum of a value.
    var owner: ObjectName
    /// Empty for a table.
    var part = ""

    /// As `CatalogRenames` takes it.
    var display: String { part.isEmpty ? owner.display : "\(owner.display).\(part)" }
  }

  enum Lookup {
    case found([Match])
    case ambiguous([ObjectName])
    /// Something is so called and has no such part.
    case without(ObjectName, what: String, parts: [String])
    case unknown(nearest: String?)
  }

  private var parts: [ObjectName: [Match]] = [:]
  private var enums: Set<ObjectName> = []
  private var owners: [String: [ObjectName]] = [:]

  init(_ catalog: Catalog) {
    for table in catalog.tables {
      let constraints =
        table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name)
        + table.foreignKeys.filter(\.isEnforced).map(\.name)
      add(table.name, .column, table.columns.names)
      add(table.name, .constraint, constraints)
      add(table.name, .index, table.indexes.map(\.name))
    }
    for type in catalog.enums {
      enums.insert(type.name)
      add(type.name, .value, type.values.map(\.label))
    }
  }

  private mutating func add(_ owner: ObjectName, _ kind: Kind, _ names: [String]) {
    if parts[owner] == nil { owners[owner.name, default: []].append(owner) }
    parts[owner, default: []] += names.map { Match(kind: kind, owner: owner, part: $0) }
  }

  /// What is so called. Without its schema a name is in public, else in the only schema that has it.
  func lookUp(_ path: [String]) -> Lookup {
    var found: [Match] = []
    let whole = owner(path)
    if whole.count == 1, !enums.contains(whole[0]) { found.append(Match(kind: .table, owner: whole[0])) }
    let holders = path.count > 1 ? owner(Array(path.dropLast())) : []
    if holders.count == 1, let owner = holders.first {
      found += parts[owner]?.filter { $0.part == path.last } ?? []
    }
    if !found.isEmpty { return .found(found) }
    if whole.count > 1 || holders.count > 1 { return .ambiguous(whole.count > 1 ? whole : holders) }
    if let owner = holders.first {
      let isEnum = enums.contains(owner)
      return .without(
        owner, what: isEnum ? "value" : "column, constraint or index", parts: parts[owner]?.map(\.part) ?? [])
    }
    return .unknown(nearest: nearest(path))
  }

  private func owner(_ path: [String]) -> [ObjectName] {
    if path.count == 2 {
      let name = ObjectName(path[1], schema: path[0])
      return parts[name] == nil ? [] : [name]
    }
    guard path.count == 1, let named = owners[path[0]] else { return [] }
    return named.first { $0.schema == "public" }.map { [$0] } ?? named
  }

  private func nearest(_ path: [String]) -> String? {
    let written = (path.count > 1 ? path.dropLast() : path[...]).joined(separator: ".")
    let known = parts.keys.filter { path.count > 1 || !enums.contains($0) }.map(\.display).sorted()
    return NearestName.of(written, among: known)
  }

  func contains(_ match: Match) -> Bool {
    match.kind == .table
      ? parts[match.owner] != nil && !enums.contains(match.owner) : parts[match.owner]?.contains(match) ?? false
  }
}
