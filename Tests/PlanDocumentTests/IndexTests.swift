import Compilation
import Foundation
import PlanDocument
import Testing

/// Which index serves which query and foreign key.
struct IndexTests {
  private static let schema = """
    CREATE TABLE shops (id bigint PRIMARY KEY, logo_id bigint);
    CREATE TABLE products (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops);
    CREATE INDEX products_shop ON products (shop_id);
    CREATE TABLE offers (
      id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, product_id bigint NOT NULL REFERENCES products,
      photo_id bigint, checked_at timestamptz, asked_at timestamptz NOT NULL, supplier text NOT NULL);
    CREATE INDEX offers_shop ON offers (shop_id);
    CREATE UNIQUE INDEX offers_product ON offers (product_id, supplier);
    CREATE INDEX offers_photo ON offers (shop_id, photo_id) WHERE photo_id IS NOT NULL;
    CREATE INDEX offers_open ON offers (supplier) WHERE checked_at IS NULL;
    CREATE MATERIALIZED VIEW totals AS SELECT shop_id, count(*) AS offers FROM offers GROUP BY shop_id;
    CREATE UNIQUE INDEX totals_shop ON totals (shop_id);
    CREATE VIEW shop_totals AS SELECT t.shop_id, t.offers, rank() OVER (PARTITION BY t.shop_id) AS place FROM totals t;
    """
  private static let plan = """
    plan: Offers
    schema: schema.sql
    tenancy: { model: shared-schema, key: shop_id }
    volumes:
      shops: { rows: 1.2k }
      products: { rows: 480k, per: { shops: 400 } }
      offers: { rows: 21M, per: { shops: 17.5k } }
    columns: { offers.checked_at: { nulls: 1% } }
    queries:
      - { name: offers of a product, sql: "SELECT supplier FROM offers WHERE shop_id = $1 AND product_id = $2", rate: 9/s, p95: 5ms }
      - { name: next to check, sql: "SELECT id FROM offers WHERE checked_at IS NULL ORDER BY asked_at LIMIT 1", rate: 8/s, p95: 5ms }
      - { name: all offers, sql: "SELECT sum(id) FROM offers WHERE shop_id = $1", rate: 7/s, p95: 5ms }
      - { name: add offer, sql: "INSERT INTO offers (product_id, supplier) VALUES ($1, $2) ON CONFLICT (product_id, supplier) DO NOTHING", rate: 6/s, p95: 5ms }
      - { name: standing, sql: "SELECT place FROM shop_totals WHERE shop_id = $1", rate: 5/s, p95: 5ms }

    """

  private static let files: [String: String] = {
    let project = Project(files: ["Plans/offers/plan.yml": plan, "Plans/offers/schema.sql": schema])
    return Dictionary(
      Example("offers", project.compile("offers")).documents.map { ($0.path, $0.text) },
      uniquingKeysWith: { first, _ in first })
  }()

  /// Whether one of the rows that hold `text` holds the other too.
  private func row(of text: String, says other: String) -> Bool {
    rows("plan.md", with: text).contains { $0.contains(other) }
  }

  private func rows(_ file: String, with text: String) -> [Substring] {
    (Self.files[file] ?? "").split(separator: "\n").filter { $0.contains(text) }
  }

  @Test func thePathWithTheFewestRowsIsChosen() {
    #expect(row(of: "| offers of a product | 9/s", says: "`offers_product`"))
    #expect(rows("indexes.md", with: "`offers_shop`").first?.contains("offers of a product") == false)
  }

  @Test func aPartialIndexServesWhatItsConditionHolds() {
    #expect(row(of: "| next to check | 8/s", says: "`offers_open`"))
    let photo = rows("indexes.md", with: "`offers_photo`").first ?? ""
    #expect(photo.contains("WHERE photo_id IS NOT NULL") && photo.contains("none of the 5 declared queries"))
    #expect(rows("indexes.md", with: "`offers_shop`").first?.contains("offers_shop_id_fkey") == true)
  }

  @Test func aTenantsManyRowsAreNotServed() {
    #expect(
      row(of: "| all offers | 7/s", says: "the tenant key only, about 17.5k rows"))
    #expect(rows("plan.md", with: "Queries that enter by an index: 3 of 4; not all offers").count == 1)
    #expect(rows("plan.md", with: "Nothing found in").first?.contains("all offers") == false)
  }

  @Test func conflictsAndViewsAreFollowed() {
    #expect(row(of: "| add offer | 6/s", says: "conflicts by `offers_product`"))
    #expect(row(of: "| standing | 5/s", says: "`totals_shop`"))
  }
}
