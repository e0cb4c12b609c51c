import Foundation
import SQLAlchemyWriting
import SchemaModel
import TestKit
import Workspace

/// What SQLAlchemy makes of statements over the models of a catalog, as SQL with the values in it.
struct CompiledStatements {
  struct Request: Encodable {
    var code: String
    /// Python for each variable.
    var values: [String: String]
  }

  private static let script = """
    import ast, datetime, decimal, json, sys, uuid
    import sqlalchemy
    from sqlalchemy import *
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.orm import aliased, configure_mappers, contains_eager
    import models
    from models import *
    configure_mappers()
    # A domain has no literals of its own.
    postgresql.DOMAIN.literal_processor = lambda self, dialect: self.data_type.literal_processor(dialect)
    answers = []
    for request in json.load(sys.stdin):
        scope = {**vars(sqlalchemy), **globals(), **vars(models)}
        # What the statements use is in scope whatever the models import.
        for name in ["select", "insert", "update", "delete", "func", "text", "null", "true", "false"]:
            scope[name] = getattr(sqlalchemy, name)
        for name, code in request["values"].items():
            scope[name] = eval(code, scope)
        tree = ast.parse(request["code"])
        last = ast.Expression(tree.body.pop().value)
        exec(compile(tree, "statement", "exec"), scope)
        statement = eval(compile(last, "statement", "eval"), scope)
        # What is text keeps its names.
        options = {} if request["code"].startswith("text(") else {"literal_binds": True}
        answers.append(str(statement.compile(dialect=postgresql.dialect(paramstyle="named"), compile_kwargs=options)))
    json.dump(answers, sys.stdout)
    """

  static func compile(_ requests: [Request], of catalog: Catalog) async throws -> [String] {
    try await withTemporaryFolder { folder in
      try write(SQLAlchemyWriter().models(of: catalog).text, to: "\(folder)/models.py")
      try write(script, to: "\(folder)/compile.py")
      let input = String(decoding: try JSONEncoder().encode(requests), as: UTF8.self)
      let program = Program(SQLAlchemyProducts.python ?? "", debian: "python3", homebrew: "python")
      let output = try await ProcessRunner().output(of: program, ["compile.py"], input: input, in: folder)
      return try JSONDecoder().decode([String].self, from: Data(output.utf8))
    }
  }

  /// A value of Python for a literal of a parameter's type.
  static func python(_ literal: String, type: String) -> String {
    if type.hasSuffix("[]") {
      let element = literal.dropFirst("ARRAY[".count).prefix { $0 != "]" }
      return "[\(python(String(element), type: String(type.dropLast(2))))]"
    }
    switch type {
    case "smallint", "integer", "bigint", "double precision", "real": return literal
    case "numeric": return "decimal.Decimal(\"\(literal)\")"
    case "boolean": return literal == "true" ? "True" : "False"
    case "timestamp with time zone", "timestamp without time zone":
      let zone = type.hasSuffix("without time zone") ? "" : ", tzinfo=datetime.timezone.utc"
      return "datetime.datetime(2024, 1, \(day(literal))\(zone))"
    case "date": return "datetime.date(2024, 1, \(day(literal)))"
    case "uuid": return "uuid.UUID(\(literal))"
    case "json", "jsonb": return "json.loads(\(literal))"
    default: return literal
    }
  }

  private static func day(_ literal: String) -> Int { Int(literal.dropLast().suffix(2)) ?? 1 }
}
