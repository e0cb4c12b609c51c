package import AccessControl
import PrismaCalls
package import PrismaWriting
import SQLWriting
import SchemaModel

/// An extension of Prisma's client that sets, in the transaction of each operation, what the policies read, and that marks
/// rows where the plan deletes none.
///
/// Operations inside `$transaction` go to a client without the hook that opens transactions: from within such a hook an
/// operation would leave the transaction it was called in.
package struct PrismaExtension: Sendable {
  /// The first version whose client extensions and filters beside a unique key are no preview.
  package static let firstMajor = 5

  private let design: SessionDesign
  private let names: PrismaNames
  private let parameters: SettingNames
  /// The version of Prisma, as the plan says it.
  private let version: String
  /// The module that exports the client as `prisma`.
  private let client: String?
  private let isTyped: Bool

  /// - Parameter isTyped: false leaves types out, which is JavaScript then.
  package init(
    _ design: SessionDesign, _ names: PrismaNames, version: String, client: String?, isTyped: Bool = true
  ) {
    self.design = design
    self.names = names
    self.version = version
    self.client = client
    self.isTyped = isTyped
    parameters = SettingNames(design.settings, style: NameWords.camel, isName: JavaScriptText.isName)
  }

  package var text: String {
    let sets = !design.settings.isEmpty || !design.roles.isEmpty
    let parts: [String?] = [
      header, isTyped ? base : nil, isTyped && sets ? session : nil, sets ? settings : nil,
      models.isEmpty ? nil : softDelete, plain, isTyped && sets ? transactionTypes : nil,
      sets ? clientForSession : nil,
    ]
    return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
  }

  /// The models whose rows are marked, by the client's name for them.
  package var models: [(key: String, table: SessionDesign.MarkedTable, field: String)] {
    design.marked.compactMap { marked in
      names.model(marked.table).map {
        (NameWords.lowerFirst($0), marked, names.field(marked.column, of: marked.table))
      }
    }
  }

  /// A part of the text that is TypeScript only.
  private func type(_ text: String) -> String { isTyped ? text : "" }

  private var header: String {
    JavaScriptText.comment(
      """
      What policies read, set for each operation and for each transaction of the client.
      For Prisma \(version). Its names were held against the plan and the schema; it was not run.
      """)
  }

  private var base: String {
    guard let client else { return "// The plan names no module of the client.\ntype Base = any;" }
    return "import type { prisma } from \(JavaScriptText.quoted(client));\n\ntype Base = typeof prisma;"
  }

  // MARK: Settings

  private var session: String {
    let roles = groups.map { group in
      let names = group.roles.map(JavaScriptText.quoted).joined(separator: " | ")
      let members = (group.roles.isEmpty ? [] : ["role: \(names)"]) + design.settings.map { member($0, group.settings) }
      return "  | { \(members.joined(separator: "; ")) }"
    }
    let login =
      design.roles.contains(where: \.isTaken)
      ? "`role` is one that the login takes: NOINHERIT leaves it no rights of its own." : "What it is of."
    return "/** Who asks. \(login) */\nexport type Session =\n\(roles.joined(separator: "\n"));"
  }

  /// Roles with the same needs, in the order of the plan.
  private var groups: [(roles: [String], settings: [String])] {
    guard !design.roles.isEmpty else { return [([], design.settings.filter { !$0.isActor }.map(\.name))] }
    var groups: [(roles: [String], settings: [String])] = []
    for role in design.roles {
      if let position = groups.firstIndex(where: { $0.settings == role.settings }) {
        groups[position].roles.append(role.name)
      } else {
        groups.append(([role.name], role.settings))
      }
    }
    return groups
  }

  private func member(_ setting: SessionDesign.Setting, _ needed: [String]) -> String {
    let type: String =
      switch setting.type?.name {
      case "int2", "int4": "number"
      case "int8": "bigint"
      default: "string"
      }
    return "\(parameters[setting.name])\(needed.contains(setting.name) ? "" : "?"): \(type)"
  }

  private var settings: String {
    var calls: [String] = []
    if !design.roles.isEmpty { calls.append(call("role", "session.role")) }
    calls += design.settings.map { call($0.name, "text(given.\(parameters[$0.name]))") }
    let role = design.roles.isEmpty ? "" : " `role` is what SET LOCAL ROLE sets."
    return """
      /** Set until the transaction ends: a pooled connection is handed on without them.\(role) */
      function settings(client\(type(": Pick<Base, '$executeRaw'>")), session\(type(": Session"))) {
        const given\(type(": Record<string, unknown>")) = Object.assign(Object.create(null), session);
        return client.$executeRaw`SELECT
          \(calls.joined(separator: ",\n    "))`;
      }

      /** A missing value is empty: policies find no row for it, and no error. */
      function text(value\(type(": unknown")))\(type(": string")) {
        return value === undefined || value === null ? '' : String(value);
      }
      """
  }

  private func call(_ setting: String, _ value: String) -> String {
    "set_config(\(JavaScriptText.template(SQLLiteral.text(setting))), ${\(value)}, true)"
  }

  // MARK: Soft delete

  private var softDelete: String {
    let marks = models.map { model in
      let isTime = model.table.mark == .time
      return "  \(JavaScriptText.key(model.key)): { field: \(JavaScriptText.quoted(model.field)), "
        + "live: \(isTime ? "null" : "false"), mark: () => \(isTime ? "new Date()" : "true") },"
    }
    return """
      /** Models whose rows are marked and stay: the field, a living row's value, a deleted one's. */
      const marks = {
      \(marks.joined(separator: "\n"))
      };

      \(marking)

      \(hiding)
      """
  }

  private var marking: String {
    """
    /** Deleting is an update of the mark. `this` is the client's own model, inside a transaction that one's. */
    function marking({ field, live, mark }\(type(": Mark"))) {
      return {
        delete(\(type("this: any, "))args\(type(": any"))) {
          return this.update({ ...args, where: { [field]: live, ...args.where }, data: { [field]: mark() } });
        },
        deleteMany(\(type("this: any, "))args\(type(": any")) = {}) {
          const where = { AND: [{ [field]: live }, args.where ?? {}] };
          return this.updateMany({ ...args, where, data: { [field]: mark() } });
        },
      };
    }
    """
  }

  private var hiding: String {
    """
    /** Reads leave marked rows out, unless `where` names the field. Rows of included relations and of raw SQL stay in. */
    function hiding({ field, live }\(type(": Mark"))) {
      const read = ({ args, query }\(type(": any"))) => query({ ...args, where: { [field]: live, ...args?.where } });
      return {
        findUnique: read, findUniqueOrThrow: read, findFirst: read, findFirstOrThrow: read, findMany: read,
        count: read, aggregate: read, groupBy: read,
      };
    }
    """ + type("\n\ntype Mark = { field: string; live: unknown; mark: () => unknown };")
  }

  // MARK: Clients

  private var plain: String {
    let models = models.map { JavaScriptText.key($0.key) }
    let name = "/** The client inside a transaction\(models.isEmpty ? "" : ": deleted rows are out of sight")"
    guard !models.isEmpty else {
      return "\(name). */\nconst plain = (base\(type(": Base"))) => base;"
    }
    let member: (String, String) -> String = { key, function in
      "\(key): \(function)(marks\(key.hasPrefix("'") ? "[\(key)]" : ".\(key)")),"
    }
    return """
      \(name). */
      \(design.settings.isEmpty && design.roles.isEmpty ? "export " : "")const plain = (base\(type(": Base"))) =>
        base.$extends({
          name: 'soft-delete',
          model: {
            \(models.map { member($0, "marking") }.joined(separator: "\n      "))
          },
          query: {
            \(models.map { member($0, "hiding") }.joined(separator: "\n      "))
          },
        });
      """
  }

  private var transactionTypes: String {
    """
    type Plain = ReturnType<typeof plain>;
    type Transaction = Parameters<Parameters<Plain['$transaction']>[0]>[0];
    type Options = Parameters<Plain['$transaction']>[1];
    """
  }

  /// What `$transaction` of a transaction's own client is; a savepoint since 7.5.
  private var nested: String {
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    let hasSavepoints = numbers.count == 2 && (numbers[0] > 7 || numbers[0] == 7 && numbers[1] >= 5)
    return hasSavepoints ? "`tx.$transaction` is a savepoint and keeps the settings" : "`tx` begins none of its own"
  }

  private var clientForSession: String {
    """
    /** The client of one session. What belongs together: `client.$transaction(async (tx) => ...)`; \(nested). */
    export function clientFor(base\(type(": Base")), session\(type(": Session"))) {
      const inside = plain(base);
      return inside.$extends({
        name: 'session-settings',
        query: {
          async $allOperations({ args, query }\(type(": any"))) {
            const [, result] = await base.$transaction([settings(base, session), query(args)]);
            return result;
          },
        },
        client: {
          async $transaction\(type("<Result>"))(
            work\(type(": (tx: Transaction) => Promise<Result>")),
            options\(type("?: Options")),
          )\(type(": Promise<Result>")) {
            // Each operation of a list would leave it for a transaction of its own.
            if (typeof work !== 'function') throw new TypeError('$transaction takes a function here, not a list');
            return inside.$transaction(async (tx\(type(": Transaction"))) => {
              await settings(tx, session);
              return work(tx);
            }, options);
          },
        },
      });
    }
    """
  }
}
