/// The order people expect of file names: `2_users` before `10_orders`, independent of locale.
package enum NaturalOrder {
  /// Compares bytes, runs of digits by their value; equal values by the longer run of zeros, so that the order is total.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    var a = Array(left.utf8)[...]
    var b = Array(right.utf8)[...]
    while let x = a.first, let y = b.first {
      if isDigit(x), isDigit(y) {
        let m = takeNumber(&a)
        let n = takeNumber(&b)
        if m.count != n.count { return m.count < n.count }
        if m != n { return m.lexicographicallyPrecedes(n) }
      } else if x != y {
        return rank(x) < rank(y)
      } else {
        a.removeFirst()
        b.removeFirst()
      }
    }
    if a.isEmpty != b.isEmpty { return a.isEmpty }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// A folder's content comes before what merely begins with the folder's name.
  private static func rank(_ byte: UInt8) -> Int { byte == UInt8(ascii: "/") ? -1 : Int(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func takeNumber(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let number = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(number.count)
    return number.drop { $0 == UInt8(ascii: "0") }
  }
}
