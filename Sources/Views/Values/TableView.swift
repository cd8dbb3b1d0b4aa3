// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Rows of cells in columns.
package struct TableView: Equatable, Sendable {
    /// One column.
    package struct Column: Equatable, Sendable {
        /// Its heading; empty if the cells explain themselves.
        package let title: String
        /// The most characters that it shows; nil: as many as the other columns leave.
        package let maximumWidth: Int?
        /// The most characters where there is little room; 0: it is left out there.
        package let narrowWidth: Int?
        /// Whether its cells are numbers.
        package let isNumber: Bool

        init(
            _ title: String, upTo maximumWidth: Int?, narrow narrowWidth: Int? = nil,
            isNumber: Bool = false
        ) {
            self.title = title
            self.maximumWidth = maximumWidth
            self.narrowWidth = narrowWidth ?? maximumWidth
            self.isNumber = isNumber
        }
    }

    /// One cell of a row.
    package struct Cell: Equatable, Sendable, ExpressibleByStringInterpolation {
        /// What it says.
        package let value: Span
        /// Less important text behind it, if there is room.
        package let tail: String
        /// Whether it stands out, as unread mail does.
        package let isStrong: Bool

        init(_ value: Span, tail: String = "", isStrong: Bool = false) {
            self.value = value
            self.tail = tail
            self.isStrong = isStrong
        }

        init(_ text: String, tail: String = "", isStrong: Bool = false) {
            self.init(Span(text), tail: tail, isStrong: isStrong)
        }

        init(_ number: Int64) { self.init(String(number)) }

        /// A cell of plain text.
        package init(stringLiteral value: String) { self.init(value) }
    }

    /// One row.
    package struct Row: Equatable, Sendable {
        /// What the row is about; nil if that cannot be opened.
        package let link: Link?
        /// A cell for each column.
        package let cells: [Cell]
    }

    /// The columns.
    package let columns: [Column]
    /// The rows, in the order in which they are shown.
    package private(set) var rows: [Row] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Whether there are no rows.
    package var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ link: Link?, _ cells: [Cell]) {
        rows.append(Row(link: link, cells: cells))
    }
}
