package import CPostgresQuery

/// The messages that a message of a parse tree holds, whatever its type.
package enum MessageFields {
  /// Those of one field: of a repeated one all, of an alternative that is not chosen none.
  package static func children(
    of message: UnsafeRawPointer, _ field: ProtobufCFieldDescriptor
  ) -> [UnsafeRawPointer] {
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let count = message.load(fromByteOffset: Int(field.quantifier_offset), as: Int.self)
      let list = message.load(fromByteOffset: Int(field.offset), as: UnsafePointer<UnsafeRawPointer?>?.self)
      return (0..<count).compactMap { list?[$0] }
    }
    let isAlternative = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
    if isAlternative, message.load(fromByteOffset: Int(field.quantifier_offset), as: UInt32.self) != field.id {
      return []
    }
    return message.load(fromByteOffset: Int(field.offset), as: UnsafeRawPointer?.self).map { [$0] } ?? []
  }
}
