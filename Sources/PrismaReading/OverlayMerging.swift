/// Lays the blocks of an overlay over those of a schema.
enum OverlayMerging {
  /// A model, view or enum that the base has is extended: new fields and attributes are added, a field of the same
  /// name is replaced. Other blocks are added; configuration blocks only where the base has none of the kind.
  static func merge(_ overlay: [BlockSyntax], onto base: [BlockSyntax]) -> [BlockSyntax] {
    var blocks = base
    var positions: [String: Int] = [:]
    for (position, block) in base.enumerated() where positions[key(block)] == nil { positions[key(block)] = position }
    let configured = Set(base.map(\.keyword.rawValue))
    var added: Set<String> = []
    for block in overlay {
      let isConfiguration = block.keyword == .datasource || block.keyword == .generator
      if isConfiguration {
        if !configured.contains(block.keyword.rawValue) { blocks.append(block) }
      } else if let position = positions[key(block)], !added.contains(key(block)) {
        extend(&blocks[position], with: block)
      } else {
        // Twice the same name within the overlay is for the validator to report.
        added.insert(key(block))
        positions[key(block)] = blocks.count
        blocks.append(block)
      }
    }
    return blocks
  }

  private static func key(_ block: BlockSyntax) -> String { "\(block.keyword.rawValue) \(block.name.text)" }

  private static func extend(_ block: inout BlockSyntax, with overlay: BlockSyntax) {
    var positions: [String: Int] = [:]
    for (position, field) in block.fields.enumerated() where positions[field.name.text] == nil {
      positions[field.name.text] = position
    }
    let count = block.fields.count
    for field in overlay.fields {
      if let position = positions[field.name.text], position < count {
        block.fields[position] = field
      } else {
        block.fields.append(field)
      }
    }
    let single: Set<String> = ["map", "schema", "id", "ignore"]
    let replaced = Set(overlay.attributes.map(\.name.text)).intersection(single)
    block.attributes.removeAll { replaced.contains($0.name.text) }
    block.attributes += overlay.attributes
    block.comment = overlay.comment ?? block.comment
  }
}
