package import AccessControl
import SQLAlchemyWriting
import SchemaModel

/// A session of SQLAlchemy that sets, at the beginning of each transaction, what the policies read, and that marks rows where
/// the plan deletes none.
package struct SQLAlchemySession: Sendable {
  private let design: SessionDesign
  private let parameters: [(setting: SessionDesign.Setting, name: String)]

  package init(_ design: SessionDesign) {
    self.design = design
    let names = SettingNames(design.settings, style: NameWords.snake, isName: PythonText.isName)
    parameters = design.settings.map { ($0, names[$0.name]) }
  }

  package var text: String {
    let parts = [imports, context, session] + (design.marked.isEmpty ? [] : [marks, Self.reading, Self.deleting])
    return parts.joined(separator: "\n\n\n") + "\n"
  }

  private var hasRoles: Bool { !design.roles.isEmpty }
  private var isMarking: Bool { !design.marked.isEmpty }

  private var imports: String {
    let uuid = parameters.contains { $0.setting.type?.name == "uuid" } ? "import uuid\n" : ""
    let names =
      isMarking
      ? ["Mapper", "ORMExecuteState", "Session", "SessionTransaction", "with_loader_criteria"]
      : ["ORMExecuteState", "Session", "SessionTransaction"]
    return """
      # What policies read, set at the beginning of each transaction of a session.
      # A connection that is used without a session sets nothing, and text() reads deleted rows, too.
      from __future__ import annotations

      \(uuid)from collections.abc import Iterator
      from contextlib import contextmanager
      from contextvars import ContextVar
      from dataclasses import dataclass
      from typing import Any

      import sqlalchemy as sa
      from sqlalchemy import event
      from sqlalchemy.orm import \(names.joined(separator: ", "))
      """
  }

  // MARK: Settings

  private var context: String {
    var fields = hasRoles ? ["    role: str"] : []
    fields += parameters.map { setting, name in
      let type: String =
        switch setting.type?.name {
        case "uuid": "uuid.UUID | str | None"
        case "int2", "int4", "int8": "int | None"
        default: "str | None"
        }
      return "    \(name): \(type) = None"
    }
    let roles =
      hasRoles
      ? "# Roles that a login takes.\nROLES = (\n"
        + design.roles.map { "    \(PythonText.quoted($0.name)),\n" }.joined() + ")\n\n\n" : ""
    let check =
      hasRoles
      ? "\n\n    def __post_init__(self) -> None:\n        if self.role not in ROLES:\n"
        + "            raise ValueError(f\"no role of the plan: {self.role!r}\")" : ""
    return """
      \(roles)@dataclass(frozen=True)
      class Context:
          \"\"\"Who asks. A value that is missing is empty: policies find no row for it, and no error.\"\"\"

      \(fields.isEmpty ? "    pass" : fields.joined(separator: "\n"))\(check)

          def settings(self) -> list[tuple[str, str]]:
              given: list[tuple[str, Any]] = [
      \(settingRows)
              ]
              return [(name, "" if value is None else str(value)) for name, value in given]


      current: ContextVar[Context | None] = ContextVar("current", default=None)


      @contextmanager
      def acting(context: Context) -> Iterator[None]:
          \"\"\"Transactions that begin in here are this context's.\"\"\"
          token = current.set(context)
          try:
              yield
          finally:
              current.reset(token)
      """
  }

  private var settingRows: String {
    let role = hasRoles ? ["            (\"role\", self.role),  # what SET LOCAL ROLE sets"] : []
    let rows = parameters.map { "            (\(PythonText.quoted($0.setting.name)), self.\($0.name))," }
    return (role + rows).joined(separator: "\n")
  }

  private var session: String {
    """
    class TenantSession(Session):
        \"\"\"`sessionmaker(engine, class_=TenantSession)`, or `async_sessionmaker(engine, sync_session_class=...)`.\"\"\"


    @event.listens_for(TenantSession, "after_begin")
    def _set(session: Session, transaction: SessionTransaction, connection: sa.Connection) -> None:
        if transaction.nested:  # a savepoint keeps what its transaction set
            return
        context = current.get()
        session.info["context"] = context
        if context is None:
            return
        if getattr(connection.connection.dbapi_connection, "autocommit", False):
            raise RuntimeError("AUTOCOMMIT ends a transaction with each statement, and the settings with it")
        calls = [sa.func.set_config(name, value, True) for name, value in context.settings()]
        connection.execute(sa.select(*calls))


    @event.listens_for(TenantSession, "after_transaction_end")
    def _forget(session: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None:
            session.info.pop("context", None)


    def _hold(session: Session) -> None:
        \"\"\"A transaction stays the context's that it began in.\"\"\"
        if "context" in session.info and session.info["context"] != current.get():
            raise RuntimeError("this transaction began in another context: commit it or roll it back first")


    @event.listens_for(TenantSession, "do_orm_execute")
    def _hold_reads(state: ORMExecuteState) -> None:
        _hold(state.session)


    @event.listens_for(TenantSession, "before_flush")
    def _hold_writes(session: Session, flush: Any, instances: Any) -> None:
        _hold(session)
    """
  }

  // MARK: Soft delete

  private var marks: String {
    let rows = design.marked.map { marked in
      let table = "(\(PythonText.quoted(marked.table.schema)), \(PythonText.quoted(marked.table.name)))"
      return "    \(table): \(PythonText.quoted(marked.column)),"
    }
    return """
      # The column that marks a deleted row, by schema and table.
      MARKS = {
      \(rows.joined(separator: "\n"))
      }
      """
  }

  private static let reading = """
    def _mark(mapper: Mapper[Any]) -> sa.Column[Any] | None:
        table = mapper.local_table
        if not isinstance(table, sa.Table):
            return None
        name = MARKS.get((table.schema or "public", table.name))
        return None if name is None else table.c[name]


    def _attribute(mapper: Mapper[Any], column: sa.Column[Any]) -> str:
        return mapper.get_property_by_column(column).key


    def _living(mapper: Mapper[Any], column: sa.Column[Any]) -> Any:
        attribute = getattr(mapper.class_, _attribute(mapper, column))
        return attribute.is_(False) if isinstance(column.type, sa.Boolean) else attribute.is_(None)


    def _deleted(column: sa.Column[Any]) -> Any:
        return True if isinstance(column.type, sa.Boolean) else sa.func.now()


    @event.listens_for(TenantSession, "do_orm_execute")
    def _hide(state: ORMExecuteState) -> Any:
        \"\"\"Deleted rows are out of sight, of relationships as well: but for `execution_options(with_deleted=True)`.\"\"\"
        mapper = state.bind_mapper
        if mapper is None:
            return None
        if state.is_delete:
            return _mark_rows(state, mapper)
        if state.is_select and not state.is_column_load and not state.execution_options.get("with_deleted", False):
            for other in sorted(mapper.registry.mappers, key=lambda other: other.class_.__name__):
                column = _mark(other)
                if column is not None:
                    living = with_loader_criteria(
                        other.class_, _living(other, column), include_aliases=True, propagate_to_loaders=False
                    )
                    state.statement = state.statement.options(living)
        return None
    """

  private static let deleting = """
    def _mark_rows(state: ORMExecuteState, mapper: Mapper[Any]) -> Any:
        \"\"\"`delete(Model).where(...)` sets the mark.\"\"\"
        column = _mark(mapper)
        if column is None:
            return None
        statement = state.statement
        marking = sa.update(mapper.class_).where(_living(mapper, column))
        if statement.whereclause is not None:
            marking = marking.where(statement.whereclause)
        marking = marking.values({_attribute(mapper, column): _deleted(column)})
        if len(statement.exported_columns) > 0:
            marking = marking.returning(*statement.exported_columns)
        return state.invoke_statement(marking)


    @event.listens_for(TenantSession, "before_flush")
    def _mark_instances(session: Session, flush: Any, instances: Any) -> None:
        \"\"\"`session.delete(row)` sets the mark, and so it is for what its relationships delete with it.\"\"\"
        for instance in list(session.deleted):
            mapper = sa.inspect(instance).mapper
            column = _mark(mapper)
            if column is not None:
                session.add(instance)
                setattr(instance, _attribute(mapper, column), _deleted(column))
    """
}
