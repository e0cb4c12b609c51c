/// A value that stands outside of what has it: few have it, or many share it, and copies take no more than a reference.
@propertyWrapper
package struct Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  package init(wrappedValue: Value) { box = Box(wrappedValue) }

  package var wrappedValue: Value {
    _read { yield box.value }
    set { box = Box(newValue) }
  }

  package static func == (left: Boxed, right: Boxed) -> Bool {
    left.box === right.box || left.box.value == right.box.value
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

/// An optional value that few have, outside of what may have it.
@propertyWrapper
package struct Rare<Value: Hashable & Sendable>: Hashable, Sendable {
  private var box: Boxed<Value>?

  package init(wrappedValue: Value?) { box = wrappedValue.map { Boxed(wrappedValue: $0) } }

  package var wrappedValue: Value? {
    get { box?.wrappedValue }
    set { box = newValue.map { Boxed(wrappedValue: $0) } }
  }
}

// Who looks at the parts of a value meets what stands outside as if it stood within.
extension Boxed: CustomReflectable {
  package var customMirror: Mirror { Mirror(reflecting: wrappedValue) }
}

extension Rare: CustomReflectable {
  package var customMirror: Mirror { Mirror(reflecting: wrappedValue as Any) }
}
