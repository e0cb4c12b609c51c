import CPostgresQuery

/// What of each kind of message is walked, told once from the descriptors that protobuf-c keeps, so that no node kind is
/// forgotten.
struct MessageTable: Sendable {
  /// The messages that are visited.
  enum Part: Sendable {
    case relation
    case column
    case commonTable
    case call
    case type
    case cast
    case target
    case select
    case insert
    case update
    case delete
  }

  struct Message: Sendable {
    var part: Part?
    /// Positions in `fields`.
    var fields: Range<Int>
  }

  /// A field that holds messages.
  struct Field: Sendable {
    enum Form: Sendable {
      case single
      case repeated
      /// One of several in the same place: there when the discriminator has this value.
      case alternative(UInt32)
    }

    var form: Form
    var offset: Int
    /// Where the number of a repeated field or the discriminator of an alternative stands.
    var quantifier: Int
    /// The position in `messages` of what it holds; nil for a Node, which may be any of them.
    var message: Int?
  }

  private typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>

  private(set) var messages: [Message] = []
  private(set) var fields: [Field] = []
  /// Positions in `messages` by the discriminator of a Node.
  private(set) var alternatives: [Int?] = []
  private var positions: [UInt: Int] = [:]

  static let shared = MessageTable()

  private init() {
    let node = Self.descriptor(pg_query__node__init, PgQuery__Node())
    let parts = Self.parts
    var waiting: [Descriptor] = []
    for field in Self.fields(of: node) {
      let id = Int(field.id)
      while alternatives.count <= id { alternatives.append(nil) }
      alternatives[id] = position(of: Self.descriptor(of: field), &waiting)
    }
    while let descriptor = waiting.popLast() {
      let position = position(of: descriptor, &waiting)
      let start = fields.count
      for field in Self.fields(of: descriptor) {
        let held = Self.descriptor(of: field)
        fields.append(Self.field(field, held == node ? nil : self.position(of: held, &waiting)))
      }
      messages[position] = Message(part: parts[UInt(bitPattern: descriptor)], fields: start..<fields.count)
    }
  }

  /// The position of a message; one that is new waits for its fields.
  private mutating func position(of descriptor: Descriptor, _ waiting: inout [Descriptor]) -> Int {
    if let known = positions[UInt(bitPattern: descriptor)] { return known }
    positions[UInt(bitPattern: descriptor)] = messages.count
    messages.append(Message(fields: 0..<0))
    waiting.append(descriptor)
    return messages.count - 1
  }

  private static func field(_ field: ProtobufCFieldDescriptor, _ message: Int?) -> Field {
    let isAlternative = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
    let form: Field.Form =
      field.label == PROTOBUF_C_LABEL_REPEATED ? .repeated : isAlternative ? .alternative(field.id) : .single
    return Field(form: form, offset: Int(field.offset), quantifier: Int(field.quantifier_offset), message: message)
  }

  /// Those that hold messages.
  private static func fields(of descriptor: Descriptor) -> [ProtobufCFieldDescriptor] {
    UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields)).filter {
      $0.type == PROTOBUF_C_TYPE_MESSAGE && $0.descriptor != nil
    }
  }

  /// What a field that holds messages holds.
  private static func descriptor(of field: ProtobufCFieldDescriptor) -> Descriptor {
    field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  private static func descriptor<Message>(
    _ initialize: (UnsafeMutablePointer<Message>) -> Void, _ message: Message
  ) -> Descriptor {
    var message = message
    initialize(&message)
    return withUnsafePointer(to: message) { pointer in
      UnsafeRawPointer(pointer).assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
    }
  }

  /// Parts by the addresses of the descriptors.
  private static var parts: [UInt: Part] {
    [
      UInt(bitPattern: descriptor(pg_query__range_var__init, PgQuery__RangeVar())): .relation,
      UInt(bitPattern: descriptor(pg_query__column_ref__init, PgQuery__ColumnRef())): .column,
      UInt(bitPattern: descriptor(pg_query__common_table_expr__init, PgQuery__CommonTableExpr())): .commonTable,
      UInt(bitPattern: descriptor(pg_query__func_call__init, PgQuery__FuncCall())): .call,
      UInt(bitPattern: descriptor(pg_query__type_name__init, PgQuery__TypeName())): .type,
      UInt(bitPattern: descriptor(pg_query__type_cast__init, PgQuery__TypeCast())): .cast,
      UInt(bitPattern: descriptor(pg_query__res_target__init, PgQuery__ResTarget())): .target,
      UInt(bitPattern: descriptor(pg_query__select_stmt__init, PgQuery__SelectStmt())): .select,
      UInt(bitPattern: descriptor(pg_query__insert_stmt__init, PgQuery__InsertStmt())): .insert,
      UInt(bitPattern: descriptor(pg_query__update_stmt__init, PgQuery__UpdateStmt())): .update,
      UInt(bitPattern: descriptor(pg_query__delete_stmt__init, PgQuery__DeleteStmt())): .delete,
    ]
  }
}
