import Diagnostics
import MigrationReading
import Testing

/// What revisions say of their places, by Python's own reading of them.
struct RevisionTests {
  private static func chain(_ texts: String...) async throws -> AlembicChain {
    let files = texts.enumerated().map { SourceFile(path: "versions/\($0).py", text: $1) }
    let parsing = AlembicParsing(files)
    return parsing.isEmpty ? AlembicChain() : parsing.chain(from: try await Revisions.output(parsing))
  }

  @Test func placesInTheChainAreRead() async throws {
    let chain = try await Self.chain(
      "revision: str = 'a1'\ndown_revision: Union[str, None] = None  # \"x\"\n",
      "revision = \"b2\"\r\ndown_revision = (\r\n  'a1',\r\n)\r\n",
      "\"\"\"revision = 'no'\"\"\"\nrevision = 'c' '3'\ndown_revision = ['a1', 'b2']\n",
      "# down_revision\nnothing = 1\n", "revision = 'd4'\ndown_revision = (\n")
    #expect(chain.links.map(\.id) == ["a1", "b2", "c3"])
    #expect(chain.links.map(\.parents) == [[], ["a1"], ["a1", "b2"]])
    #expect(chain.links.map(\.span.offset) == [16, 11, 33])
    #expect(!chain.isTransactionPerMigration)
  }

  @Test func theEnvironmentSaysHowRevisionsAreRun() async throws {
    let separate = "def run():\n  context.configure(\n    connection=c, transaction_per_migration=True)\n"
    #expect(try await Self.chain(separate).isTransactionPerMigration)
    #expect(try await Self.chain("configure(c)  # transaction_per_migration=True\n").isTransactionPerMigration == false)
    #expect(try await Self.chain("configure(transaction_per_migration=False)\n").isTransactionPerMigration == false)
  }

  @Test func aFileThatIsNoRevisionIsTold() async throws {
    let reading = try await Revisions.read([SourceFile(path: "versions/a.py", text: "down_revision = 'b'\n")])
    #expect(reading.value.isEmpty && reading.diagnostics.map(\.code) == ["no-revision"])
  }
}
