/// Something a catalog holds once under its name.
package protocol CatalogObject: Sendable, Hashable {
  associatedtype Name: Hashable & Sendable
  var name: Name { get set }
}

/// Objects in the order they were declared, found by name in constant time.
package struct NamedList<Element: CatalogObject>: Sendable, Hashable {
  private var elements: [Element] = []
  private var positions: [Element.Name: Int] = [:]

  package init() {}

  package init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// The object of that name; assigning replaces it in place, adds it at the end, or with nil removes it (O(n)).
  package subscript(name: Element.Name) -> Element? {
    get { positions[name].map { elements[$0] } }
    set {
      switch (positions[name], newValue) {
      case (let position?, let element?):
        elements[position] = element
        if element.name != name {
          positions[name] = nil
          positions[element.name] = position
        }
      case (let position?, nil):
        elements.remove(at: position)
        reindex()
      case (nil, let element?): append(element)
      case (nil, nil): break
      }
    }
  }

  /// Changes the object of that name in place; false when there is none. A changed name is followed.
  @discardableResult
  package mutating func update(_ name: Element.Name, _ change: (inout Element) -> Void) -> Bool {
    guard let position = positions[name] else { return false }
    change(&elements[position])
    let renamed = elements[position].name
    if renamed != name {
      positions[name] = nil
      positions[renamed] = position
    }
    return true
  }

  /// Adds an object; one of the same name is replaced.
  package mutating func append(_ element: Element) {
    if let position = positions[element.name] {
      elements[position] = element
    } else {
      positions[element.name] = elements.count
      elements.append(element)
    }
  }

  package mutating func removeAll(where shouldRemove: (Element) -> Bool) {
    elements.removeAll(where: shouldRemove)
    reindex()
  }

  package func contains(_ name: Element.Name) -> Bool { positions[name] != nil }
  package var names: [Element.Name] { elements.map(\.name) }

  private mutating func reindex() {
    positions = Dictionary(uniqueKeysWithValues: elements.enumerated().map { ($1.name, $0) })
  }
}

extension NamedList: RandomAccessCollection {
  package var startIndex: Int { elements.startIndex }
  package var endIndex: Int { elements.endIndex }
  package subscript(position: Int) -> Element { elements[position] }

  /// The array's own, which callers in other modules step through without a call for each element.
  package func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }
}
