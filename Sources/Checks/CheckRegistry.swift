/// Every check, by code.
package enum CheckRegistry {
  package static let all: [any Check] = [
    BetterIndex(),
    BlockingMigration(),
    ConventionID(),
    DefaultAction(),
    DerivedWithoutTrigger(),
    EntityAttributeValue(),
    FloatMoney(),
    ImplicitJoin(),
    LeadingWildcard(),
    MissingConstraint(),
    MissingPrimaryKey(),
    MissingTimestamps(),
    NPlusOne(),
    NamingConvention(),
    OffsetPaging(),
    OverIndexing(),
    PolicyWithoutRowSecurity(),
    RowSecurityWithoutPolicy(),
    SecretInSchema(),
    SelectStar(),
    SoftDeleteUnique(),
    SourcesDisagree(),
    StringPrimaryKey(),
    TimezoneConfusion(),
    UnboundedQuery(),
    UnderIndexing(),
    WideTable(),
  ]

  package static func check(named code: String) -> (any Check)? { all.first { $0.metadata.code == code } }
}
