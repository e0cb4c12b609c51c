/// A piece of a page before it is text. Whatever it holds is escaped when it is written.
package indirect enum HTMLNode: Sendable, Hashable {
  case element(HTMLElement)
  case text(String)
  /// A drawing that another writer of this program made and escaped.
  case drawing(svg: String)

  /// An element with attributes in the given order; nil values are left out.
  package static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [HTMLNode] = []
  ) -> HTMLNode {
    guard !attributes.isEmpty else { return .element(HTMLElement(name: name, children: children)) }
    let attributes = attributes.compactMap { name, value in value.map { HTMLAttribute(name: name, value: $0) } }
    return .element(HTMLElement(name: name, attributes: attributes, children: children))
  }
}

package struct HTMLElement: Sendable, Hashable {
  package var name: String
  package var attributes: [HTMLAttribute]
  package var children: [HTMLNode]

  package init(name: String, attributes: [HTMLAttribute] = [], children: [HTMLNode] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }
}

package struct HTMLAttribute: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
