/// One entry of PostgreSQL's casts between its own types.
package struct Cast: Sendable, Hashable {
  /// Where it is applied without being written.
  package enum Context: Character, Sendable {
    case implicit = "i"
    case assignment = "a"
    case explicit = "e"
  }

  package enum Method: Character, Sendable {
    /// The bytes of the one are a value of the other.
    case binary = "b"
    case function = "f"
    /// By way of the text.
    case text = "i"
  }

  package let context: Context
  package let method: Method
}

/// The casts between types of `pg_catalog`.
///
/// Source: pg_cast of PostgreSQL 15, held against the server by a test.
package enum CastTable {
  package static func cast(_ source: String, _ target: String) -> Cast? { casts[source]?[target] }

  package static let casts: [String: [String: Cast]] = {
    var result: [String: [String: Cast]] = [:]
    for line in text.split(separator: "\n") {
      let sides = line.split(separator: ":")
      guard sides.count == 2 else { continue }
      for group in sides[1].split(separator: ";") {
        let words = group.split(separator: " ").map(String.init)
        guard let code = words.first, let first = code.first, let last = code.last,
          let context = Cast.Context(rawValue: first), let method = Cast.Method(rawValue: last)
        else { continue }
        for target in words.dropFirst() {
          result[String(sides[0]), default: [:]][target] = Cast(context: context, method: method)
        }
      }
    }
    return result
  }()

  /// Source, then context and method before their targets.
  private static let text = """
    bit: ef int4 int8; ib varbit
    bool: af bpchar text varchar; ef int4
    box: af polygon; ef circle lseg point
    bpchar: af char; ef xml; if name text varchar
    char: af bpchar varchar; ef int4; if text
    cidr: af bpchar text varchar; ib inet
    circle: ef box point polygon
    date: if timestamp timestamptz
    daterange: ef datemultirange
    float4: af int2 int4 int8 numeric; if float8
    float8: af float4 int2 int4 int8 numeric
    inet: af bpchar cidr text varchar
    int2: if float4 float8 int4 int8 numeric oid regclass regcollation regconfig regdictionary regnamespace regoper \
      regoperator regproc regprocedure regrole regtype
    int4: af int2 money; ef bit bool char; ib oid regclass regcollation regconfig regdictionary regnamespace regoper \
      regoperator regproc regprocedure regrole regtype; if float4 float8 int8 numeric
    int4range: ef int4multirange
    int8: af int2 int4 money; ef bit; if float4 float8 numeric oid regclass regcollation regconfig regdictionary \
      regnamespace regoper regoperator regproc regprocedure regrole regtype
    int8range: ef int8multirange
    interval: af time
    json: ai jsonb
    jsonb: ai json; ef bool float4 float8 int2 int4 int8 numeric
    lseg: ef point
    macaddr: if macaddr8
    macaddr8: if macaddr
    money: af numeric
    name: af bpchar varchar; if text
    numeric: af int2 int4 int8 money; if float4 float8
    numrange: ef nummultirange
    oid: ab int4; af int8; ib regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc \
      regprocedure regrole regtype
    path: af polygon
    point: af box
    polygon: af path; ef box circle point
    regclass: ab int4; af int8; ib oid
    regcollation: ab int4; af int8; ib oid
    regconfig: ab int4; af int8; ib oid
    regdictionary: ab int4; af int8; ib oid
    regnamespace: ab int4; af int8; ib oid
    regoper: ab int4; af int8; ib oid regoperator
    regoperator: ab int4; af int8; ib oid regoper
    regproc: ab int4; af int8; ib oid regprocedure
    regprocedure: ab int4; af int8; ib oid regproc
    regrole: ab int4; af int8; ib oid
    regtype: ab int4; af int8; ib oid
    text: af char; ef xml; ib bpchar varchar; if name regclass
    time: if interval timetz
    timestamp: af date time; if timestamptz
    timestamptz: af date time timestamp timetz
    timetz: af time
    tsrange: ef tsmultirange
    tstzrange: ef tstzmultirange
    varbit: ib bit
    varchar: af char; ef xml; ib bpchar text; if name regclass
    xid8: ef xid
    xml: ab bpchar text varchar
    """
}
