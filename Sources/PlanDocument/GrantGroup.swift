import Diagnostics
import SchemaModel

/// Tables on which a role holds the same privileges, or the columns of one.
struct GrantGroup {
  var grantee: String
  /// In PostgreSQL's order.
  var privileges: [String]
  var isGrantable: Bool
  /// `orders`, or `players (email, phone)`.
  var objects: [String]
  var spans: [SourceSpan?]

  /// What sets it apart, without the objects.
  var id: String { "\(grantee).\(privileges.joined(separator: ",")).\(objects.first ?? "")" }

  private struct Target: Hashable {
    var grantee: String
    var object: ObjectName
    var columns: [String]
    var isGrantable: Bool
  }

  private struct Key: Hashable {
    var grantee: String
    var privileges: [String]
    var columns: [String]
    var isGrantable: Bool
  }

  /// By grantee; what several statements grant on one object counts together.
  static func groups(of grants: [Grant]) -> [GrantGroup] {
    var targets: [Target] = []
    var held: [Target: (privileges: Set<String>, spans: [SourceSpan?])] = [:]
    for grant in grants {
      let target = Target(
        grantee: grant.grantee, object: grant.object, columns: grant.columns, isGrantable: grant.isGrantable)
      if held[target] == nil { targets.append(target) }
      held[target, default: ([], [])].privileges.formUnion(grant.privileges)
      held[target, default: ([], [])].spans.append(grant.span)
    }
    var order: [Key] = []
    var groups: [Key: GrantGroup] = [:]
    for target in targets {
      guard let holding = held[target] else { continue }
      let privileges = holding.privileges.sorted { (rank($0), $0) < (rank($1), $1) }
      let key = Key(
        grantee: target.grantee, privileges: privileges, columns: target.columns, isGrantable: target.isGrantable)
      if groups[key] == nil {
        order.append(key)
        groups[key] = GrantGroup(
          grantee: target.grantee, privileges: privileges, isGrantable: target.isGrantable, objects: [], spans: [])
      }
      let columns = target.columns.isEmpty ? "" : " (\(target.columns.joined(separator: ", ")))"
      groups[key]?.objects.append(target.object.display + columns)
      groups[key]?.spans += holding.spans
    }
    let positions = Dictionary(
      order.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return order.sorted { ($0.grantee, positions[$0] ?? 0) < ($1.grantee, positions[$1] ?? 0) }.compactMap {
      groups[$0]
    }
  }

  private static func rank(_ privilege: String) -> Int {
    ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"].firstIndex(of: privilege) ?? 9
  }
}
