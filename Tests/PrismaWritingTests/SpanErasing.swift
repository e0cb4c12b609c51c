import Diagnostics
import SchemaModel

extension Catalog {
  /// Without positions, and without what a writing makes explicit: the catalog as two sources of it can be compared.
  var withoutSpans: Catalog {
    var copy = self
    copy.origin = SchemaOrigin()
    copy.origin.relationMode = origin.relationMode
    copy.schemas = NamedList(schemas.map { $0.erasing { $0.span = nil } })
    copy.extensions = NamedList(extensions.map { $0.erasing { $0.span = nil } })
    copy.sequences = NamedList(sequences.map { $0.erasing { $0.span = nil } })
    copy.enums = NamedList(enums.map { $0.withoutSpans })
    copy.tables = NamedList(tables.map { $0.withoutSpans })
    copy.views = NamedList(
      views.map { view in
        view.erasing {
          $0.span = nil
          $0.columns = NamedList(view.columns.map { $0.erasing { $0.span = nil } })
        }
      })
    return copy
  }
}

extension EnumType {
  var withoutSpans: EnumType {
    erasing {
      $0.span = nil
      $0.values = values.map { value in
        var value = value
        value.span = nil
        return value
      }
    }
  }
}

extension Table {
  var withoutSpans: Table {
    erasing {
      $0.span = nil
      $0.columns = NamedList(columns.map { $0.erasing { $0.span = nil } })
      $0.primaryKey?.span = nil
      for position in indexes.indices { $0.indexes[position].span = nil }
      for position in uniqueConstraints.indices { $0.uniqueConstraints[position].span = nil }
      for position in foreignKeys.indices {
        $0.foreignKeys[position].span = nil
        $0.foreignKeys[position].isOnDeleteExplicit = true
        $0.foreignKeys[position].isOnUpdateExplicit = true
      }
      // Which of several indexes stands behind a field and which in the block is no difference.
      $0.indexes.sort { $0.name < $1.name }
      $0.foreignKeys.sort { $0.name < $1.name }
    }
  }
}

extension CatalogObject {
  func erasing(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
