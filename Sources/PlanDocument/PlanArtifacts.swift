package import Diagnostics
package import SchemaModel

/// The diagrams of a plan, named as its pages link them.
package struct PlanDiagrams: Sendable {
  package struct Group: Sendable {
    package var name: String
    /// File name without folder and ending.
    package var file: String
    package var tables: [ObjectName]

    package init(name: String, file: String, tables: [ObjectName]) {
      self.name = name
      self.file = file
      self.tables = tables
    }
  }

  package var groups: [Group]
  /// Tables whose sheet shows their neighbours.
  package var neighbourhoods: Set<ObjectName>
  /// Whether there is a diagram of what the plan changes.
  package var hasChange: Bool

  package init(groups: [Group] = [], neighbourhoods: Set<ObjectName> = [], hasChange: Bool = false) {
    self.groups = groups
    self.neighbourhoods = neighbourhoods
    self.hasChange = hasChange
  }
}

/// The Prisma models of a plan: `models/schema.prisma`.
package struct PlanModels: Sendable {
  package struct Remark: Sendable {
    /// In a word or two: `check`, `policy`, `trigger`.
    package var kind: String
    package var what: String
    package var table: ObjectName?
    package var span: SourceSpan?

    package init(_ kind: String, _ what: String, table: ObjectName?, span: SourceSpan?) {
      self.kind = kind
      self.what = what
      self.table = table
      self.span = span
    }
  }

  package var text: String
  package var names: [ObjectName: String]
  /// What the models can not say.
  package var notExpressible: [Remark]

  package init(text: String = "", names: [ObjectName: String] = [:], notExpressible: [Remark] = []) {
    self.text = text
    self.names = names
    self.notExpressible = notExpressible
  }

  func name(of table: ObjectName) -> String { names[table] ?? table.name }
}
