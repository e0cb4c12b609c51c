package import SchemaModel

extension SequenceOptions {
  /// Without the values PostgreSQL takes when nothing is said.
  package var withoutDefaults: SequenceOptions {
    var options = self
    let largest = ["int2": 32_767, "int4": 2_147_483_647][options.type?.name ?? ""] ?? Int.max
    let isAscending = (options.increment ?? 1) > 0
    if options.type?.name == "int8" { options.type = nil }
    if options.increment == 1 { options.increment = nil }
    if options.cache == 1 { options.cache = nil }
    if options.minimum == (isAscending ? 1 : -largest - 1) { options.minimum = nil }
    if options.maximum == (isAscending ? largest : -1) { options.maximum = nil }
    let first = isAscending ? options.minimum ?? 1 : options.maximum ?? -1
    if options.start == first { options.start = nil }
    return options
  }
}
