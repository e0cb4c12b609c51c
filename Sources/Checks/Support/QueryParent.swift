package import Diagnostics
package import PlanModel
import SchemaModel

/// The query or transaction that another query runs for each row of, as far as `per` tells: by name, by the words of
/// its name, or the transaction that runs the query.
package struct QueryParent: Sendable {
  /// `"order list page"`, `transaction "place order"`
  package var name: String
  package var rate: Located<Rate>
  package var query: Query?

  /// nil when `per` names nothing that has a rate.
  package init?(of query: Query, in plan: Plan) {
    guard let per = query.per?.value else { return nil }
    let words = Set(NameWords(per).stems)
    let named = plan.queries.filter { other in
      other.name.value != query.name.value && other.rate != nil
        && (other.name.value == per || Set(NameWords(other.name.value).stems).isSubset(of: words))
    }.max { ($0.name.value == per ? 1 : 0, $0.name.value.count) < ($1.name.value == per ? 1 : 0, $1.name.value.count) }
    if let named, let rate = named.rate {
      name = "\"\(named.name.value)\""
      self.rate = rate
      self.query = named
      return
    }
    let transaction = plan.transactions.first { transaction in
      transaction.rate != nil && transaction.runs.contains { $0.value == query.name.value }
    }
    guard let transaction, let rate = transaction.rate else { return nil }
    name = "transaction \"\(transaction.name.value)\""
    self.rate = rate
  }

  /// How often the query runs for each run of this, by the declared rates.
  package func runs(of query: Query) -> Double? {
    guard rate.value.value > 0, let own = query.rate?.value.value else { return nil }
    return own / rate.value.value
  }
}
