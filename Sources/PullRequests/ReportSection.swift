/// A part of a report: a heading and things of one line each. The first of them are shown, the rest is folded.
struct ReportSection: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// Every item a list item.
    case list
    /// Every item a row below this header.
    case table(header: [String])
    /// One block that is folded and stands whole or not at all.
    case block
  }

  /// Words of ours with a count, without markup.
  var heading: String
  var form: Form
  /// Markdown, a line each; a block has one item of any number of lines.
  var items: [String]
  /// How many stand above the fold; 0 folds the whole section under its heading.
  var shown: Int

  init(_ heading: String, _ form: Form = .list, _ items: [String], shown: Int) {
    self.heading = heading
    self.form = form
    self.items = items
    self.shown = form == .block ? 0 : shown
  }

  /// The Markdown of the section with its first items, and a line that counts the others.
  func lines(keeping kept: Int) -> [String] {
    let kept = min(kept, items.count)
    if case .block = form { return kept == 0 ? [] : folded(heading, [items[0]]) }
    if shown == 0 { return folded(heading, body(0..<kept) + leftOut(kept)) }
    var lines = ["### \(heading)", ""]
    let visible = min(shown, kept)
    lines += body(0..<visible)
    if kept > visible {
      lines += [""] + folded("\(kept - visible) more", body(visible..<kept) + leftOut(kept))
    } else {
      lines += leftOut(kept)
    }
    return lines
  }

  /// The most bytes that stand around the items, however many are kept.
  var frameSize: Int {
    if case .block = form { return Self.size(of: folded(heading, [""])) + 1 }
    var lines = ["### \(heading)", ""] + header + header
    lines += folded(shown == 0 ? heading : "\(items.count) more", []) + ["", "", Self.remark(items.count)]
    return Self.size(of: lines) + 1
  }

  static func size(of lines: [String]) -> Int { lines.reduce(0) { $0 + $1.utf8.count + 1 } }

  private func body(_ range: Range<Int>) -> [String] { range.isEmpty ? [] : header + items[range] }

  private var header: [String] {
    guard case .table(let cells) = form else { return [] }
    return ["| \(cells.joined(separator: " | ")) |", "|\(cells.map { _ in "---" }.joined(separator: "|"))|"]
  }

  private func leftOut(_ kept: Int) -> [String] {
    kept == items.count ? [] : (kept == 0 ? [] : [""]) + [Self.remark(items.count - kept)]
  }

  private static func remark(_ count: Int) -> String { "*… and \(count) more that do not fit here*" }

  /// Forges read Markdown within HTML only after an empty line.
  private func folded(_ summary: String, _ lines: [String]) -> [String] {
    ["<details><summary>\(summary)</summary>", ""] + lines + ["", "</details>"]
  }
}

/// Puts sections below each other within a number of bytes: whole items or none, the first of each section before the rest of any.
struct ReportLayout: Sendable {
  var limit: Int

  func text(opening: [String], sections: [ReportSection]) -> String {
    let sections = sections.filter { !$0.items.isEmpty }
    let kept = counts(sections, within: limit - ReportSection.size(of: opening) - 1)
    var lines = opening
    for (section, count) in zip(sections, kept) {
      let part = section.lines(keeping: count)
      if !part.isEmpty { lines += [""] + part }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func counts(_ sections: [ReportSection], within bytes: Int) -> [Int] {
    var left = bytes - sections.reduce(0) { $0 + ($1.form == .block ? 0 : $1.frameSize) }
    var counts = sections.map { _ in 0 }
    func fill(_ position: Int, upTo count: Int) {
      let section = sections[position]
      let frame = section.form == .block ? section.frameSize : 0
      while counts[position] < min(count, section.items.count) {
        let size = section.items[counts[position]].utf8.count + 1 + frame
        guard size <= left else { return }
        left -= size
        counts[position] += 1
      }
    }
    let lists = sections.indices.filter { sections[$0].form != .block }
    for position in lists { fill(position, upTo: max(sections[position].shown, 5)) }
    // A diagram tells more than the hundredth item, but not more than all of them.
    for position in sections.indices where sections[position].form == .block {
      if sections[position].items[0].utf8.count < bytes / 4 { fill(position, upTo: 1) }
    }
    for position in lists { fill(position, upTo: .max) }
    return counts
  }
}
