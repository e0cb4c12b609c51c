import Diagnostics
import PrismaReading
import SchemaModel
import TestKit

/// How the time of the Prisma reader grows with the schema: twice as many models, and twice as many fields in one.
struct PrismaScale {
  var runs: Int

  func run() {
    print("\nPrisma reader, in this process. Medians of \(runs) runs.\n")
    print("| Schema | MB | Wall s | twice it takes |")
    print("|---|--:|--:|--:|")
    report("models with 12 fields, one hub", [1000, 2000, 4000]) { SyntheticPrisma(models: $0, fields: 12).text }
    report("fields in one model, each unique", [1000, 2000, 4000]) { SyntheticPrisma(models: 2, fields: $0).text }
    report("lines that are wrong", [10_000, 20_000, 40_000]) {
      String(repeating: "model A { x y z }\n}\n@@ \"\n", count: $0)
    }
  }

  private func report(_ what: String, _ counts: [Int], _ text: (Int) -> String) {
    let files = counts.map { SourceFile(path: "schema.prisma", text: text($0)) }
    var times = counts.map { _ in [Double]() }
    for _ in 0..<runs {
      for position in counts.indices { times[position].append(seconds(files[position])) }
    }
    let medians = times.map { $0.sorted()[$0.count / 2] }
    for (position, count) in counts.enumerated() {
      let growth = position == 0 ? "" : rounded(medians[position] / medians[position - 1])
      let size = rounded(Double(files[position].text.utf8.count) / 1e6)
      print("| \(count) \(what) | \(size) | \(rounded(medians[position])) | \(growth) |")
    }
  }

  private func seconds(_ file: SourceFile) -> Double {
    var found = 0
    let time = ContinuousClock().measure {
      let reading = PrismaReader().read([file])
      found = reading.value.tables.count + reading.diagnostics.count
    }
    precondition(found > 0, "nothing was read")
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

/// A Prisma schema of any size: every model refers to the first one and to the one before it.
struct SyntheticPrisma {
  var models: Int
  var fields: Int

  var text: String {
    var lines = ["datasource db {", "  provider = \"postgresql\"", "}", "", "enum State {", "  OPEN", "  CLOSED", "}"]
    for number in 0..<models { lines += model(number) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func model(_ number: Int) -> [String] {
    var lines = ["", "/// Number \(number).", "model Model\(number) {", "  id Int @id @default(autoincrement())"]
    for field in 0..<fields {
      switch field % 4 {
      case 0: lines.append("  text\(field) String @unique @db.VarChar(\(field % 200 + 1))")
      case 1: lines.append("  number\(field) Int? @unique @default(\(field)) @map(\"number_\(field)\")")
      case 2: lines.append("  state\(field) State @default(OPEN)")
      default: lines.append("  made\(field) DateTime @default(now()) @db.Timestamptz(6)")
      }
    }
    if number > 0 {
      lines += [
        "  hubId Int", "  hub Model0 @relation(\"hub\(number)\", fields: [hubId], references: [id])",
        "  lastId Int?",
        "  last Model\(number - 1)? @relation(\"last\(number)\", fields: [lastId], references: [id], onDelete: Cascade)",
        "  @@index([hubId, lastId(sort: Desc)])",
      ]
    } else {
      lines += (1..<models).map { "  leaves\($0) Model\($0)[] @relation(\"hub\($0)\")" }
    }
    if number + 1 < models { lines.append("  next Model\(number + 1)[] @relation(\"last\(number + 1)\")") }
    return lines + ["}"]
  }
}
