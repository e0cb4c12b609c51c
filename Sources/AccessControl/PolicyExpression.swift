import Diagnostics
package import PlanModel
import SQLWriting
package import SchemaModel

/// Conditions on rows as SQL, as the policies of one table say them.
package struct PolicyExpression {
  private let table: ObjectName
  /// Settings are read by plain calls, since a policy with a subquery could not be met from within another one of its table.
  private let isPlain: Bool

  init(_ table: ObjectName, isPlain: Bool = false) {
    self.table = table
    self.isPlain = isPlain
  }

  func text(_ terms: [RowCondition.Term]) -> SQLExpression {
    SQLExpression(terms.map { text($0, isAlone: terms.count == 1) }.joined(separator: "\n    AND "))
  }

  private func text(_ term: RowCondition.Term, isAlone: Bool) -> String {
    guard let first = term.keys.first else {
      let column = QuotedIdentifier.text(term.column)
      let test = "\(column) = \(value(term))"
      return term.sharesNull || term.isOptional ? either("\(column) IS NULL", test, isAlone) : test
    }
    let exists = exists(term)
    guard term.isOptional else { return exists }
    // A key of several columns is missing when one of them is.
    let missing = first.columns.map { "\(QuotedIdentifier.text($0)) IS NULL" }.joined(separator: " OR ")
    return either(missing, exists, isAlone)
  }

  private func either(_ left: String, _ right: String, _ isAlone: Bool) -> String {
    isAlone ? "\(left) OR \(right)" : "(\(left) OR \(right))"
  }

  /// The setting, read once for a query; a missing one, or one that a pooled session has lost, is null, which no key equals.
  private func value(_ term: RowCondition.Term) -> String {
    Self.value(ofSetting: term.setting, as: term.type.sql, isPlain: isPlain)
  }

  /// - Parameter type: nil for text.
  package static func value(ofSetting setting: String, as type: String?, isPlain: Bool = false) -> String {
    let call = "nullif(current_setting(\(SQLLiteral.text(setting)), true), '')" + (type.map { "::\($0)" } ?? "")
    return isPlain ? call : "(SELECT \(call))"
  }

  /// What keeps a table's rows to the tenant of the session; nil when the plan names no setting, or no way leads from the table
  /// to a tenant.
  package static func ofTenant(_ table: ObjectName, _ plan: Plan, _ catalog: Catalog) -> SQLExpression? {
    guard let setting = plan.tenancy?.setting?.value,
      let place = KeyPaths(ofTenantsIn: plan, catalog)?[table]
    else { return nil }
    let (keys, column): ([ForeignKey], String) =
      switch place {
      case .root(let own), .own(let own): ([], own)
      case .parent(let path): (path.keys, path.column)
      }
    guard let holder = catalog.tables[keys.last?.target ?? table]?.columns[column] else { return nil }
    let term = RowCondition.Term(
      keys: keys, column: column, type: holder.type, setting: setting, isOptional: false, sharesNull: false)
    return PolicyExpression(table).text([term])
  }

  private func exists(_ term: RowCondition.Term) -> String {
    let aliases = term.keys.indices.map(alias)
    var child = QuotedIdentifier.text(table.name)
    var tables: [String] = []
    var conditions: [String] = []
    for (key, alias) in zip(term.keys, aliases) {
      let match = zip(key.targetColumns, key.columns).map { target, column in
        "\(alias).\(QuotedIdentifier.text(target)) = \(child).\(QuotedIdentifier.text(column))"
      }
      let source = "\(QuotedIdentifier.text(key.target)) AS \(alias)"
      if tables.isEmpty {
        tables.append(source)
        conditions += match
      } else {
        tables.append("JOIN \(source) ON \(match.joined(separator: " AND "))")
      }
      child = alias
    }
    let column = "\(child).\(QuotedIdentifier.text(term.column))"
    let test = "\(column) = \(value(term))"
    conditions.append(term.sharesNull ? "(\(column) IS NULL OR \(test))" : test)
    return "EXISTS (SELECT FROM \(tables.joined(separator: " ")) WHERE \(conditions.joined(separator: " AND ")))"
  }

  /// Names of the tables on the way, none of which is the policy's own table.
  private func alias(_ position: Int) -> String {
    let name = position == 0 ? "parent" : "parent\(position + 1)"
    return name == table.name ? "\(name)_" : name
  }
}
