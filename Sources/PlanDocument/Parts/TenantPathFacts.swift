import AccessControl
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.2: how each table comes to its tenant.
enum TenantPathFacts {
  /// - Parameter origin: where the tenant's key is named.
  static func say(
    _ paths: TenantPaths, _ origin: Source?, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    if !paths.direct.isEmpty {
      facts.append(
        page.say(
          "direct", .derived, from: [origin] + paths.direct.prefix(2).map { $0.columns[paths.key]?.span.schema },
          "Own column: \(codes: paths.direct.map(\.name.display))"))
    }
    let chosen = Dictionary(
      subject.plan.tenancy?.through.map { ($0.table.value, $0.parent.span) } ?? [],
      uniquingKeysWith: { _, last in last })
    for (table, column) in paths.renamed {
      facts.append(
        page.say(
          "renamed.\(table.name.qualified)", .derived, from: [origin, table.columns[column]?.span.schema],
          "\(subject.link(table.name)) by \(code: column)"))
    }
    for way in paths.throughParent {
      var tables: Prose = "\(codes: way.path.tables.map(\.display))"
      if !way.path.equals.isEmpty { tables.append(", or as well \(codes: way.path.equals.map(\.display))") }
      facts.append(
        page.say(
          "through.\(way.table.name.qualified)", .derived,
          from: [chosen[way.table.name]?.plan ?? origin, way.path.keys.first?.span.schema],
          "\(subject.link(way.table.name)) through \(tables)"))
    }
    if !paths.shared.isEmpty {
      facts.append(
        page.say(
          "shared", .plan, from: subject.plan.tenancy?.shared.prefix(3).map { $0.span.plan } ?? [],
          "Shared by all: \(codes: paths.shared.map(\.name.display))"))
    }
    return facts
  }
}
