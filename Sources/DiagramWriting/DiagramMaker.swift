import SchemaModel

/// Makes one diagram of given tables.
struct DiagramMaker {
  private let planner: DiagramPlanner
  private let link: DiagramPlanner.Link
  private let changes: ChangeStates
  private var diagram: EntityDiagram
  private var color: Int?
  private var focus: Int?
  private var leftOut = (parents: 0, children: 0)
  /// The row of each shown column, by table.
  private var rows: [Int: [String: Int]] = [:]

  private var graph: RelationGraph { planner.graph }

  init(
    _ planner: DiagramPlanner, title: String, link: @escaping DiagramPlanner.Link,
    changes: ChangeStates = ChangeStates()
  ) {
    self.planner = planner
    self.link = link
    self.changes = changes
    diagram = EntityDiagram(title)
  }

  mutating func setGroups(_ groups: [EntityDiagram.Group]) { diagram.groups = groups }
  mutating func setColor(of group: Int?) { color = group }
  mutating func note(_ note: String) { diagram.notes.append(note) }

  mutating func focus(on table: Int, leftOut: (parents: Int, children: Int)) {
    focus = table
    self.leftOut = leftOut
  }

  /// - Parameter stubs: how many tables from elsewhere may stand as a box with a name.
  mutating func make(_ members: [Int], detail: NodeRows.Detail, stubs: Int) -> EntityDiagram {
    let known = Set(members)
    let counts = graph.referenceCounts(from: members)
    let hubs = Set(counts.filter { $0.value > planner.hubLimit && $0.key != focus }.keys)
    let outside = counts.keys.filter { !known.contains($0) && !hubs.contains($0) }
      .sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
    let stubbed = outside.prefix(stubs).sorted()
    let drawn = known.union(stubbed).subtracting(hubs)
    for member in members {
      addNode(member, detail, drawn: drawn, hubCount: hubs.contains(member) ? counts[member] : nil)
    }
    for member in stubbed { addStub(member) }
    for member in members {
      for number in graph.toParents[member] where drawn.contains(graph.relations[number].parent) {
        let relation = graph.relations[number]
        // Around one table only its own relations are of interest.
        if let focus, relation.child != focus, relation.parent != focus { continue }
        addEdge(relation)
      }
    }
    addRest()
    return diagram
  }

  private mutating func addNode(_ member: Int, _ detail: NodeRows.Detail, drawn: Set<Int>, hubCount: Int?) {
    let table = graph.tables[member]
    var node = EntityDiagram.Node(table.name.qualified, title: table.name.display, kind: .table)
    node.url = link(table.name)
    node.state = changes.tables[table.name]
    node.group = color ?? (diagram.groups.isEmpty ? nil : planner.groupOf[member])
    node.isFocus = member == focus
    let content = NodeRows(
      table, detail, changes: changes,
      folded: { key in graph.positions[key.target].map { !drawn.contains($0) } ?? true })
    node.rows = content.rows
    node.notes = content.notes
    if let hubCount { node.notes.append("referenced by \(hubCount) tables here (lines not drawn)") }
    if graph.partitionCounts[member] > 0 { node.notes.append("\(graph.partitionCounts[member]) partitions") }
    rows[member] = Dictionary(node.rows.enumerated().map { ($1.name, $0) }) { first, _ in first }
    diagram.nodes.append(node)
  }

  private mutating func addStub(_ member: Int) {
    let name = graph.tables[member].name
    var node = EntityDiagram.Node(name.qualified, title: name.display, kind: .stub)
    node.url = link(name)
    diagram.nodes.append(node)
  }

  private mutating func addEdge(_ relation: RelationGraph.Relation) {
    let child = graph.tables[relation.child]
    let key = relation.key
    var edge = EntityDiagram.Edge(parent: graph.tables[relation.parent].name.qualified, child: child.name.qualified)
    edge.parentRow = key.targetColumns.first.flatMap { rows[relation.parent]?[$0] }
    edge.childRow = key.columns.first.flatMap { rows[relation.child]?[$0] }
    edge.parentEnd = key.columns.allSatisfy { child.columns[$0]?.isNullable == false } ? .exactlyOne : .zeroOrOne
    edge.childEnd = child.isUnique(key.columns) ? .zeroOrOne : .zeroOrMany
    edge.label = key.columns.joined(separator: ", ")
    edge.state = changes.foreignKeys[ColumnReference(child.name, key.name)]
    diagram.edges.append(edge)
  }

  private mutating func addRest() {
    guard let focus else { return }
    let name = graph.tables[focus].name.qualified
    if leftOut.children > 0 {
      diagram.nodes.append(.init("more children", title: "+ \(leftOut.children) more refer to it", kind: .rest))
      diagram.edges.append(.init(parent: name, child: "more children"))
    }
    if leftOut.parents > 0 {
      diagram.nodes.append(.init("more parents", title: "+ \(leftOut.parents) more it refers to", kind: .rest))
      diagram.edges.append(.init(parent: "more parents", child: name))
    }
  }
}
