/// An entity relationship diagram, ready to be written: what is in it, not how it looks.
package struct EntityDiagram: Sendable, Hashable {
  /// What a change does to a table, a column or a relation.
  package enum State: String, Sendable, Hashable, CaseIterable {
    case added
    case changed
    case dropped

    /// Shown before the name, for those who do not see colours.
    package var sign: String {
      switch self {
      case .added: "+"
      case .changed: "~"
      case .dropped: "−"
      }
    }
  }

  package enum Mark: String, Sendable, Hashable, Comparable {
    case primaryKey = "PK"
    case foreignKey = "FK"
    case unique = "U"

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .primaryKey ? 0 : self == .foreignKey ? 1 : 2 }
  }

  /// A line within a node: a column, or a table within a group.
  package struct Row: Sendable, Hashable {
    package var name: String
    package var type = ""
    package var marks: [Mark] = []
    package var isNullable = false
    /// The hub it refers to, whose edge is not drawn.
    package var refersTo: String?
    package var state: State?

    package init(_ name: String) { self.name = name }
  }

  package enum NodeKind: String, Sendable, Hashable {
    case table
    /// A table of another group, by its name only.
    case stub
    /// A group of tables as one box.
    case group
    /// Stands for what was left out.
    case rest
  }

  package struct Node: Sendable, Hashable {
    /// Unique in the diagram: the qualified name of a table.
    package var id: String
    package var title: String
    package var kind: NodeKind
    package var rows: [Row] = []
    /// Small lines below the rows: columns left out, edges folded.
    package var notes: [String] = []
    package var url: String?
    package var state: State?
    /// Position in `groups`.
    package var group: Int?
    /// The one the diagram is about.
    package var isFocus = false

    package init(_ id: String, title: String, kind: NodeKind) {
      self.id = id
      self.title = title
      self.kind = kind
    }
  }

  /// How many rows of one side belong to a row of the other.
  package enum Cardinality: String, Sendable, Hashable {
    case exactlyOne
    case zeroOrOne
    case zeroOrMany
  }

  package struct Edge: Sendable, Hashable {
    /// Ids of nodes; the referenced table and the referring one.
    package var parent: String
    package var child: String
    /// Positions in the rows of the nodes, when the columns are shown.
    package var parentRow: Int?
    package var childRow: Int?
    package var parentEnd = Cardinality.exactlyOne
    package var childEnd = Cardinality.zeroOrMany
    package var label = ""
    package var state: State?
    /// How many relations it stands for, between groups; nil for one relation with its ends.
    package var weight: Int?

    package init(parent: String, child: String) {
      self.parent = parent
      self.child = child
    }
  }

  package struct Group: Sendable, Hashable {
    package var name: String
    package var url: String?

    package init(_ name: String, url: String? = nil) {
      self.name = name
      self.url = url
    }
  }

  package var title: String
  package var groups: [Group] = []
  package var nodes: [Node] = []
  package var edges: [Edge] = []
  /// What the diagram leaves out, said once.
  package var notes: [String] = []

  package init(_ title: String) { self.title = title }

  /// One sentence for those who can not see it.
  package var summary: String {
    let tables = nodes.filter { $0.kind == .table }.count
    let groupCount = nodes.filter { $0.kind == .group }.count
    let things = groupCount > 0 ? "\(groupCount) groups of tables" : tables == 1 ? "1 table" : "\(tables) tables"
    let lines = edges.count == 1 ? "1 relation" : "\(edges.count) relations"
    return ([("\(things) and \(lines)")] + notes).joined(separator: "; ")
  }
}
