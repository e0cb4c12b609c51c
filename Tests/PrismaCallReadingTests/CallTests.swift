import Diagnostics
import PrismaCallReading
import SchemaModel
import TestKit
import Testing

struct CallTests {
  private let reader = PrismaCallReader(catalog: CallCases.catalog)

  private func read(_ call: String) -> Reading<MeantSQL?> {
    // As in a plan file: the call is a scalar behind its key.
    let file = SourceFile(path: "plan.yml", text: "call: \(call)\n")
    return reader.read(Located(call, span: file.span(6..<6 + call.utf8.count)), in: file)
  }

  @Test func callsAreTheSQLTheySend() {
    for (call, sql) in CallCases.reads + CallCases.writes {
      let reading = read(call)
      #expect(reading.value?.sql == sql, "\(call)\n\(reading.diagnostics.map(\.message))")
      #expect(reading.value?.others.isEmpty != false, "\(call)")
    }
  }

  @Test func relatedRowsAreQueriesOfTheirOwn() {
    for (call, wanted) in CallCases.several {
      let reading = read(call)
      #expect(reading.value.map { [$0.sql] + $0.others } == wanted, "\(call)\n\(reading.diagnostics.map(\.message))")
    }
  }

  @Test func parametersAreCalledByTheVariables() {
    let call = "prisma.order.findMany({ where: { id: order.id, shopId, held: { gte: order.id } }, take })"
    #expect(read(call).value?.parameters == ["order.id", "shopId", "order.id", "take"])
  }

  @Test func whatIsNotReadIsToldAtItsPlace() {
    for (call, place, code, message) in CallCases.refused {
      let reading = read(call)
      #expect(reading.value == nil, "\(call)")
      let found = reading.diagnostics.first
      #expect(found?.message == message && found?.code == code, "\(call): \(found?.message ?? "nothing")")
      #expect(found?.span?.column == place + 6, "\(call): \(found?.span?.column ?? 0)")
      #expect(found?.fix != nil || found?.why != nil, "\(call)")
    }
  }

  @Test func allProblemsAreToldAtOnce() {
    let reading = read("prisma.order.findMany({ where: { a: 1, customer: { b: 2 } }, orderBy: { c: 'asc' } })")
    #expect(
      reading.diagnostics.map(\.message).sorted() == [
        "Customer has no field b", "Order has no field a", "Order has no field c",
      ])
  }

  /// Any text is read or refused.
  @Test func noTextIsTooMuch() {
    let calls = (CallCases.reads + CallCases.writes).map(\.call) + CallCases.several.map(\.call)
    let pieces = [
      "{", "}", "[", "]", "(", ")", ":", ",", "'", "\"", "`", "\\", "${", "...", "/*", "//", "null", "-", "1", ".", "é",
      "\u{0}",
      "😀", "where", "AND", "is", "some", "select", "prisma", "\n", "\\u{", "\\uD83D", "new Date(", "?.", "!",
    ]
    var generator = SeededGenerator(seed: 11)
    var answered = 0
    for round in 0..<6000 {
      var text = Array(calls[round % calls.count].unicodeScalars)
      for _ in 0...generator.below(4) {
        let place = generator.below(text.count)
        switch generator.below(3) {
        case 0: text.removeSubrange(place..<min(text.count, place + generator.below(6)))
        case 1: text.insert(contentsOf: Array(pieces[generator.below(pieces.count)].unicodeScalars), at: place)
        default: text = Array(text.prefix(place)) + text.suffix(generator.below(text.count))
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text)
      let reading = read(String(view))
      #expect((reading.value == nil) == !reading.diagnostics.isEmpty, "\(String(view))")
      if reading.value != nil { answered += 1 }
    }
    #expect(answered > 100)
    let deep = String(repeating: "{ AND: [", count: 5000)
    #expect(read("prisma.order.findMany(\(deep)").value == nil)
    #expect(read(String(repeating: "a.", count: 100_000)).value == nil)
  }
}
