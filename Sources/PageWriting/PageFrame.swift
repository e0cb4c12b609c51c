/// What a page of a site shows around its document beside what every page shows: the way to the site's lists, and the search.
package struct PageFrame: Sendable {
  package struct Section: Sendable {
    package var link: PageMetadata.Link
    /// Whether the page is in it.
    package var isCurrent: Bool

    package init(_ link: PageMetadata.Link, isCurrent: Bool) {
      self.link = link
      self.isCurrent = isCurrent
    }
  }

  package var sections: [Section]
  /// What leads from the page to the site's folder, where the search's scripts lie.
  package var root: String
  /// What to read where no script runs.
  package var fallback: PageMetadata.Link

  package init(sections: [Section], root: String, fallback: PageMetadata.Link) {
    self.sections = sections
    self.root = root
    self.fallback = fallback
  }
}

/// A page and the headings on it that links can name.
package struct BuiltPage: Sendable {
  package struct Heading: Sendable {
    package var level: Int
    package var id: String
    package var text: String
  }

  package var html: String
  package var headings: [Heading]
}
