import Diagnostics
import Foundation
import SQLAlchemyReading
import SchemaModel

/// How the time of the SQLAlchemy reader grows with the number of models: Python's part and ours.
struct SQLAlchemyScale {
  var runs: Int

  func run() throws {
    print("\nSQLAlchemy reader. Medians of \(runs) runs.\n")
    print("| Models of 12 columns, one file for 20 | Python s | Wall s | twice it takes |")
    print("|--:|--:|--:|--:|")
    var last: Double?
    for count in [500, 1000, 2000] {
      let parsing = PythonParsing(sources: Self.files(count))
      var python: [Double] = []
      var own: [Double] = []
      for _ in 0..<runs {
        let (output, seconds) = try trees(parsing)
        python.append(seconds)
        own.append(read(parsing, output))
      }
      let median = own.sorted()[own.count / 2]
      let growth = last.map { rounded(median / $0) } ?? ""
      print("| \(count) | \(rounded(python.sorted()[python.count / 2])) | \(rounded(median)) | \(growth) |")
      last = median
    }
  }

  /// What Python's parser gives, and the seconds it took.
  private func trees(_ parsing: PythonParsing) throws -> ([UInt8], Double) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "dbplan-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    try Data(parsing.input.utf8).write(to: input)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-I", "-S", "-c", PythonParsing.script]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    process.waitUntilExit()
    return ([UInt8](try Data(contentsOf: output)), seconds(clock.now - start))
  }

  private func read(_ parsing: PythonParsing, _ output: [UInt8]) -> Double {
    var found = 0
    let time = ContinuousClock().measure {
      found = SQLAlchemyReader().read(parsing.modules(from: output)).value.tables.count
    }
    precondition(found > 0, "nothing was read")
    return seconds(time)
  }

  private func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// Models that refer to the one before them, with a mixin and a base of another file.
  private static func files(_ count: Int) -> [SourceFile] {
    let base = """
      from sqlalchemy import DateTime, func
      from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

      class Base(DeclarativeBase):
          pass

      class Timed:
          created_at: Mapped[str] = mapped_column(DateTime, server_default=func.now())

      """
    var files = [SourceFile(path: "app/__init__.py", text: ""), SourceFile(path: "app/base.py", text: base)]
    for start in stride(from: 0, to: count, by: 20) {
      var text = "from sqlalchemy import ForeignKey, Index, String\nfrom sqlalchemy.orm import Mapped, mapped_column\n"
      text += "from .base import Base, Timed\n"
      for number in start..<min(count, start + 20) { text += model(number) }
      files.append(SourceFile(path: "app/models\(start).py", text: text))
    }
    return files
  }

  private static func model(_ number: Int) -> String {
    var text = "\nclass Model\(number)(Timed, Base):\n    __tablename__ = \"model_\(number)\"\n"
    text += "    id: Mapped[int] = mapped_column(primary_key=True)\n"
    text += "    last_id: Mapped[int] = mapped_column(ForeignKey(\"model_\(max(0, number - 1)).id\"), index=True)\n"
    for field in 0..<9 { text += "    text\(field): Mapped[str | None] = mapped_column(String(\(field + 10)))\n" }
    return text + "    __table_args__ = (Index(\"by_text_\(number)\", \"text1\", \"text2\"),)\n"
  }
}
