import SchemaModel

/// How the values of a key column come to be.
struct KeyStrategy: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    case uuid4 = "uuid"
    case uuid7
    case cuid
    case nanoid
    case ulid
    case sequence = "autoincrement"
  }

  var kind: Kind
  /// As the schema writes it: `gen_random_uuid()`, `cuid()`.
  var source: String

  var isUUID: Bool { kind == .uuid4 || kind == .uuid7 }

  /// nil when nothing fills the column by itself.
  init?(_ column: Column) {
    if column.identity != nil {
      self.init(kind: .sequence, source: "identity")
      return
    }
    let sources = [column.field?.defaultSource, column.defaultExpression?.sql].compactMap(\.self)
    for source in sources {
      if let kind = Self.kind(of: source) {
        self.init(kind: kind, source: source)
        return
      }
    }
    return nil
  }

  /// The strategy a convention names: `uuid7`, `uuid(7)`, `cuid`, `autoincrement`, `identity`, ...
  init?(convention: String) {
    let word = convention.lowercased().filter { $0.isLetter || $0.isNumber }
    switch word {
    case "uuid7", "uuidv7": self.init(kind: .uuid7, source: convention)
    case "uuid", "uuid4", "uuidv4": self.init(kind: .uuid4, source: convention)
    case "cuid", "cuid2", "cuid1": self.init(kind: .cuid, source: convention)
    case "nanoid": self.init(kind: .nanoid, source: convention)
    case "ulid": self.init(kind: .ulid, source: convention)
    case "autoincrement", "serial", "bigserial", "identity", "sequence", "bigint":
      self.init(kind: .sequence, source: convention)
    default: return nil
    }
  }

  private init(kind: Kind, source: String) {
    self.kind = kind
    self.source = source
  }

  private static func kind(of source: String) -> Kind? {
    let text = source.lowercased()
    if text.contains("uuidv7") || text.contains("uuid_generate_v7") || text.contains("uuid(7)") { return .uuid7 }
    if text.contains("gen_random_uuid") || text.contains("uuid_generate_v4") || text.contains("uuid(") { return .uuid4 }
    if text.contains("cuid(") { return .cuid }
    if text.contains("nanoid(") { return .nanoid }
    if text.contains("ulid") { return .ulid }
    if text.contains("nextval(") || text.contains("autoincrement(") { return .sequence }
    return nil
  }
}
