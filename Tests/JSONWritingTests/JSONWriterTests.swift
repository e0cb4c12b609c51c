import Foundation
import JSONWriting
import Testing

@Suite struct JSONWriterTests {
  @Test func prettyKeepsTheOrderOfMembers() {
    let value: JSONValue = ["z": 1, "a": [true, nil, "x"], "empty": [:], "none": []]
    #expect(
      JSONWriter().write(value) == """
        {
          "z": 1,
          "a": [
            true,
            null,
            "x"
          ],
          "empty": {},
          "none": []
        }

        """)
  }

  @Test func compactHasNoSpaces() {
    #expect(JSONWriter(.compact).write(["a": [1, 2.5], "b": "c d"]) == #"{"a":[1,2.5],"b":"c d"}"#)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.5, "-0.5"), (3.0, "3"), (1e21, "1e+21"), (0.1, "0.1"), (.infinity, "null"), (.nan, "null"),
    (9_007_199_254_740_993.0, "9007199254740992.0"),
  ])
  func numbersAreShortestAndValid(number: Double, text: String) {
    #expect(JSONWriter(.compact).write(.double(number)) == text)
  }

  @Test func absentMembersAreLeftOut() {
    #expect(JSONWriter(.compact).write(.present(["a": nil, "b": 1])) == #"{"b":1}"#)
  }

  @Test func everyScalarReadsBack() throws {
    let ranges: [ClosedRange<UInt32>] = [0...0xD7FF, 0xE000...0x10FFF, 0x1F600...0x1F610, 0x10FFF0...0x10FFFF]
    var view = String.UnicodeScalarView()
    for value in ranges.joined() { view.append(try #require(Unicode.Scalar(value))) }
    let text = String(view)
    let written = JSONWriter(.compact).write([.string(text)])
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String]
    #expect(read?.first.map { Array($0.utf8) } == Array(text.utf8))
    #expect(!written.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" || $0 == "\u{2029}" })
  }
}
