import Diagnostics
import SQLAlchemyCalls
import SQLAlchemyReading
import SchemaModel
import Testing
import Workspace

struct StatementTests {
  private let writer = SQLAlchemyCallWriter(catalog: StatementCases.catalog)

  @Test func plainQueriesAreExpressions() {
    for (sql, wanted) in StatementCases.statements {
      guard case .statement(let text, _) = writer.call(for: sql) else {
        Issue.record("no expression: \(sql)")
        continue
      }
      #expect(text == wanted)
    }
  }

  @Test func theRestIsTextWithTheReason() {
    for (sql, wanted, because) in StatementCases.texts {
      #expect(writer.call(for: sql) == .text(wanted, because: because), "\(sql)")
    }
  }

  @Test func unknownTablesAreText() {
    guard case .text(let text, _) = writer.call(for: "SELECT 1 FROM elsewhere WHERE a = $1") else {
      Issue.record("no text")
      return
    }
    #expect(text == #"text("SELECT 1 FROM elsewhere WHERE a = :p1")"#)
  }

  /// Models that a program has are called as it calls them.
  @Test func namesAreThoseOfTheProgram() async throws {
    let models = """
      import sqlalchemy as sa
      from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

      class Base(DeclarativeBase):
          pass

      class Buyer(Base):
          __tablename__ = "customers"
          key: Mapped[int] = mapped_column("id", primary_key=True)
          list: Mapped[str] = mapped_column("name")

      class Sale(Base):
          __tablename__ = "orders"
          id: Mapped[int] = mapped_column(primary_key=True)
          buyer_key: Mapped[int] = mapped_column("customer_id", sa.ForeignKey("customers.id"))
          sold_to: Mapped[Buyer] = relationship()
      """
    let file = SourceFile(path: "models.py", text: models)
    let parsing = PythonParsing(sources: [file])
    let result = try await ProcessRunner().run(
      .python3, ["-I", "-S", "-c", PythonParsing.script], input: parsing.input)
    let catalog = SQLAlchemyReader().read(parsing.modules(from: result.bytes)).value
    let call = SQLAlchemyCallWriter(catalog: catalog).call(
      for: "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id = $1")
    guard case .statement(let text, _) = call else {
      Issue.record("no expression")
      return
    }
    #expect(text == "select(Sale.id, Buyer.list).join(Sale.sold_to).where(Sale.buyer_key == buyer_key)")
  }
}
