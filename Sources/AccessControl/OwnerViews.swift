import SchemaModel

/// Views that run with their owner's rights: the policies of whoever asks do not count in them.
enum OwnerViews {
  /// Those that read any of the tables, through other views as well; not those that read a materialised view, since the
  /// rights to that are the owner's on purpose.
  static func reading(_ tables: Set<ObjectName>, in catalog: Catalog) -> [View] {
    catalog.views.filter { view in
      guard !view.isMaterialized, !isInvoker(view) else { return false }
      let sources = sources(of: view, catalog)
      return !tables.isDisjoint(with: sources) && !sources.contains { catalog.views[$0]?.isMaterialized == true }
    }
  }

  private static func isInvoker(_ view: View) -> Bool {
    view.options["security_invoker"].map { ["true", "on", "1", "yes", ""].contains($0.lowercased()) } ?? false
  }

  /// Tables and views that a view reads, itself or through others.
  private static func sources(of view: View, _ catalog: Catalog) -> Set<ObjectName> {
    var found = Set(view.reads)
    var open = view.reads
    while let name = open.popLast() {
      for next in catalog.views[name]?.reads ?? [] where found.insert(next).inserted { open.append(next) }
    }
    return found
  }
}
