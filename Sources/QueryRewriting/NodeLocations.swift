internal import CPostgresQuery
internal import SQLSyntax

/// Where an expression stands, as far as its tree tells: only beginnings of its parts are kept there.
enum NodeLocations {
  /// The first and the last place that the node and all within it name, in UTF-8 bytes.
  static func bounds(of node: PostgresNode) -> ClosedRange<Int>? {
    var found: ClosedRange<Int>?
    visit(UnsafeRawPointer(node)) { place in
      // A statement begins with a word of its own, so 0 is what the library writes for "unknown".
      guard place > 0 else { return }
      found = found.map { min($0.lowerBound, place)...max($0.upperBound, place) } ?? place...place
    }
    return found
  }

  private static func visit(_ message: UnsafeRawPointer, _ body: (Int) -> Void) {
    guard let descriptor = message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor?.pointee else {
      return
    }
    for index in 0..<Int(descriptor.n_fields) {
      let field = descriptor.fields[index]
      switch field.type {
      case PROTOBUF_C_TYPE_MESSAGE: for child in MessageFields.children(of: message, field) { visit(child, body) }
      case PROTOBUF_C_TYPE_INT32 where String(cString: field.name) == "location":
        body(Int(message.load(fromByteOffset: Int(field.offset), as: Int32.self)))
      default: break
      }
    }
  }
}
