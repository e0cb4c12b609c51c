import Diagnostics

/// DDL that grows statement by statement and knows of each part where the models say it.
struct DDLScript {
  private(set) var text = ""
  private var marks: [(offset: Int, place: Place)] = []

  /// What follows comes from that place.
  mutating func mark(_ place: Place) { marks.append((text.utf8.count, place)) }

  mutating func append(_ part: String) { text += part }

  mutating func statement(_ sql: String, at place: Place) {
    mark(place)
    text += sql
    text += ";\n"
  }

  /// The place that an offset of the text comes from.
  func place(at offset: Int) -> Place? {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? marks[low - 1].place : nil
  }
}
