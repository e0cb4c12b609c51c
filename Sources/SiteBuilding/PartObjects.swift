import SchemaModel

/// What has no page of its own stands on one page together; here are its places there.
struct PartObjects: Sendable {
  private(set) var functions: [ObjectName: String] = [:]
  private(set) var types: [ObjectName: String] = [:]
  /// Anchors in the order of the catalog's functions, since overloads share a name.
  private(set) var signatures: [String] = []
  let isEmpty: Bool

  init(_ catalog: Catalog) {
    var anchors = AnchorNames()
    for function in catalog.functions {
      let anchor = anchors.add("function-\(function.signature)")
      signatures.append(anchor)
      if functions[function.name] == nil { functions[function.name] = anchor }
    }
    for name in catalog.domains.names + catalog.compositeTypes.names + catalog.rangeTypes.names where types[name] == nil
    {
      types[name] = anchors.add("type-\(name.qualified)")
    }
    isEmpty =
      catalog.functions.isEmpty && types.isEmpty && catalog.sequences.isEmpty && catalog.extensions.isEmpty
      && catalog.roles.isEmpty && catalog.unmodelled.isEmpty && catalog.eventTriggers.isEmpty
  }
}
