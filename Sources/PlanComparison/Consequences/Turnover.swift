package import Checks
import Diagnostics
import PlanDocument
import SchemaModel

/// What came and what went, each in its order.
package struct Turnover<Element: Sendable>: Sendable {
  /// Only in the head.
  package var new: [Element] = []
  /// Only in the base.
  package var gone: [Element] = []
  /// On both sides under the same key, and not alike.
  package var changed: [(before: Element, after: Element)] = []

  package init() {}

  /// - Parameters:
  ///   - key: what makes two the same thing.
  ///   - oldKey: the same for the base, where things may have had other names.
  ///   - isAlike: whether the same thing is unchanged.
  init<Key: Hashable>(
    from old: [Element], to new: [Element], by key: @escaping (Element) -> Key,
    before oldKey: ((Element) -> Key)? = nil,
    isAlike: (Element, Element) -> Bool = { _, _ in true }
  ) {
    let oldKey = oldKey ?? key
    let before = Dictionary(old.map { (oldKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(key))
    var seen: Set<Key> = []
    for element in new where seen.insert(key(element)).inserted {
      guard let earlier = before[key(element)] else {
        self.new.append(element)
        continue
      }
      if !isAlike(earlier, element) { changed.append((earlier, element)) }
    }
    seen = []
    gone = old.filter { !after.contains(oldKey($0)) && seen.insert(oldKey($0)).inserted }
  }

  package var isEmpty: Bool { new.isEmpty && gone.isEmpty && changed.isEmpty }
}

/// An index that dbplan advises to build.
package struct AdvisedIndex: Sendable, Hashable {
  package var finding: Finding
  /// The statement or schema line that makes it.
  package var definition: String
}

/// An open question about one subject.
package struct AskedQuestion: Sendable, Hashable {
  /// A stable slug such as `volumes`.
  package var id: String
  package var text: String
  /// A table, column or query; empty for the plan as a whole.
  package var subject: String
  /// YAML that answers it.
  package var answer: String
}
