package import Checks

/// Every rule about migrations, by code.
package enum MigrationRules {
  package static let all: [any MigrationRule] = [
    AccessChange(),
    BackfillWithDDL(),
    TypeUnderView(),
    ColumnRewrite(),
    ConstraintScan(),
    DefaultChange(),
    DomainConstraint(),
    DropColumn(),
    DropConstraint(),
    DropNotNull(),
    DropObject(),
    EnumValueInTransaction(),
    ForeignKeyDrop(),
    ForeignKeyWithoutIndex(),
    GeneratedChange(),
    IdentifierTooLong(),
    IndexBuildBlocks(),
    IndexDropBlocks(),
    InvalidIndexLeft(),
    JSONColumn(),
    KeyBuildBlocks(),
    LockTimeoutMissing(),
    NewRestriction(),
    NonLinearHistory(),
    NotNullScan(),
    PartitionDetach(),
    PartitionRefused(),
    PartitionScan(),
    RefreshBlocks(),
    OutsideTransactionOnly(),
    ReindexBlocks(),
    RenameColumn(),
    RenameObject(),
    RenameTable(),
    RepeatedAssignment(),
    RequiredColumn(),
    ReplicationChange(),
    RowSecurityOrder(),
    SeveralTablesLocked(),
    SplitAlterTable(),
    StatementTimeoutMissing(),
    SuppressionWithoutReason(),
    TableRewrite(),
    TruncateTable(),
    TypeChange(),
    UnbalancedTransaction(),
    UncheckedRows(),
    UnusedSuppression(),
    ValidateTogether(),
    ViewSecurityLost(),
    WorkAfterLock(),
    WriteWithoutWhere(),
  ]

  package static func rule(named code: String) -> (any MigrationRule)? { all.first { $0.metadata.code == code } }

  package static var codes: [String] { all.map { $0.metadata.code } }
  package static var metadata: [CheckMetadata] { all.map { $0.metadata } }
}
