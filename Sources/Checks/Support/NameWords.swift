import SchemaModel

/// What rules hold names of tables and columns against.
typealias NameWords = IdentifierWords
