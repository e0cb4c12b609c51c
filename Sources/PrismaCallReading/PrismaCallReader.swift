package import Diagnostics
package import SchemaModel

/// The SQL that a call means.
package struct MeantSQL: Sendable, Hashable {
  /// The statement that the call is about.
  package var sql: String
  /// What its parameters are values of, in the order of their numbers: names of variables.
  package var parameters: [String]
  /// Statements that the call sends besides, for rows of other tables; their `$1` are the keys of the rows before.
  package var others: [String]
}

/// Methods of a model that are one statement.
enum CallMethod: String, CaseIterable {
  case findMany, findFirst, findUnique, count, aggregate, groupBy, create, createMany, createManyAndReturn, update,
    updateMany, updateManyAndReturn, delete, deleteMany, upsert

  var mayJoin: Bool { [.findMany, .findFirst, .findUnique, .count, .aggregate, .groupBy].contains(self) }

  /// Whether whole rows come back, and others may come with them.
  var givesRows: Bool { ![.count, .aggregate, .groupBy, .createMany, .updateMany, .deleteMany].contains(self) }

  /// What its options may be called.
  var options: Set<String> {
    let rows: Set<String> = ["select", "include", "omit"]
    let page: Set<String> = ["where", "orderBy", "take", "skip", "cursor", "distinct", "relationLoadStrategy"]
    return switch self {
    case .findMany, .findFirst: rows.union(page)
    case .findUnique: rows.union(["where", "relationLoadStrategy"])
    case .count: ["where", "select", "take", "skip", "cursor", "orderBy"]
    case .aggregate: ["where", "take", "skip", "cursor", "orderBy", "_count", "_sum", "_avg", "_min", "_max"]
    case .groupBy: ["where", "by", "having", "take", "skip", "orderBy", "_count", "_sum", "_avg", "_min", "_max"]
    case .create: rows.union(["data"])
    case .createMany: ["data", "skipDuplicates"]
    case .createManyAndReturn: rows.union(["data", "skipDuplicates"])
    case .update: rows.union(["where", "data"])
    case .updateMany: ["where", "data", "limit"]
    case .updateManyAndReturn: rows.union(["where", "data", "limit"])
    case .delete: rows.union(["where"])
    case .deleteMany: ["where", "limit"]
    case .upsert: rows.union(["where", "create", "update"])
    }
  }
}

/// Reads calls of Prisma's client as the SQL that they send.
package struct PrismaCallReader: Sendable {
  private let models: ModelIndex

  package init(catalog: Catalog) { models = ModelIndex(catalog) }

  /// One call; nil with the reasons where it is not understood.
  /// - Parameter file: The file that the call's span stands in, so that problems point into it.
  package func read(_ call: Located<String>, in file: SourceFile?) -> Reading<MeantSQL?> {
    var parser = CallParser(call.value)
    do throws(CallProblem) {
      let expression = try parser.call()
      let (table, method) = try target(of: expression)
      let options = try self.options(of: expression, method)
      var statements = CallStatements(models)
      let (sql, parameters) = statements.main(method, table, options)
      guard statements.problems.isEmpty else {
        return Reading(nil, diagnostics: unique(statements.problems).map { diagnostic($0, call, file) })
      }
      return Reading(MeantSQL(sql: sql, parameters: parameters, others: statements.others))
    } catch {
      return Reading(nil, diagnostics: [diagnostic(error, call, file)])
    }
  }

  private func target(of call: CallExpression) throws(CallProblem) -> (Table, CallMethod) {
    let path = call.path
    guard let last = path.last, path.count > 1 else {
      throw CallProblem("a function of the application", at: call.range, why: "what it sends is not known")
    }
    if last.hasPrefix("$") {
      throw CallProblem("the SQL of \(last) stands elsewhere", at: call.range, fix: "copy it to sql: beside the call")
    }
    guard path.count > 2 else {
      throw CallProblem(
        "no model is named before .\(last)", at: call.range, fix: "prisma.<model>.\(last)({ ... })")
    }
    let model = path[path.count - 2]
    guard let table = models.table(model) else {
      var problem = CallProblem(
        "the client has no model \(model)", at: call.range,
        fix: models.nearest(to: model).map { "did you mean \($0)?" } ?? CallProblem.writeSQL)
      problem.code = "call-unknown-name"
      throw problem
    }
    let plain = last.hasSuffix("OrThrow") ? String(last.dropLast("OrThrow".count)) : last
    guard let method = CallMethod(rawValue: plain) else {
      let nearest = NearestName.of(last, among: CallMethod.allCases.map(\.rawValue))
      throw CallProblem(
        "the method \(last) is not read", at: call.range,
        fix: nearest.map { "did you mean \($0)?" } ?? CallProblem.writeSQL)
    }
    return (table, method)
  }

  private func options(of call: CallExpression, _ method: CallMethod) throws(CallProblem) -> CallNode {
    guard let first = call.arguments.first else { return CallNode(value: .object([]), range: call.range) }
    if call.arguments.count > 1 { throw CallProblem("a second argument", at: call.arguments[1].range) }
    guard let members = first.members else {
      throw CallProblem(
        "the options stand in a variable", at: first.range, fix: "write them as an object: { where: ... }")
    }
    for member in members where !method.options.contains(member.key) {
      let nearest = NearestName.of(member.key, among: method.options.sorted())
      throw CallProblem(
        "\(method.rawValue) has no option \(member.key)", at: member.keyRange,
        fix: nearest.map { "did you mean \($0)?" } ?? CallProblem.writeSQL)
    }
    return first
  }

  /// What is read twice is told once.
  private func unique(_ problems: [CallProblem]) -> [CallProblem] {
    var seen: Set<String> = []
    return problems.filter { seen.insert("\($0.range) \($0.message)").inserted }
  }

  private func diagnostic(_ problem: CallProblem, _ call: Located<String>, _ file: SourceFile?) -> Diagnostic {
    guard let file, let span = call.span else {
      return Diagnostic(
        .error, code: problem.code, problem.message, at: call.span, why: problem.why, fix: problem.fix)
    }
    let alignment = ScalarAlignment(file: file, span: span)
    let start = alignment.offset(of: problem.range.lowerBound, in: call.value)
    let end = alignment.offset(of: max(problem.range.lowerBound, problem.range.upperBound - 1), in: call.value) + 1
    return file.diagnostic(
      .error, code: problem.code, problem.message, at: start..<max(start, end), why: problem.why, fix: problem.fix)
  }
}
