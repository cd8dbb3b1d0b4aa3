// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Rows of cells in columns.
package struct TableView: Equatable, Sendable {
    /// One column.
    package struct Column: Equatable, Sendable {
        /// The heading of the column; empty if the cells need none.
        package let title: String
        /// The largest width in characters; nil means the width that the other columns leave.
        package let maximumWidth: Int?
        /// The largest width in a narrow window; 0 means that the column is not shown there.
        package let narrowWidth: Int?
        /// Whether the cells are numbers.
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
        /// The text of the cell.
        package let value: Span
        /// Less important text, which follows if there is space.
        package let tail: String
        /// Whether the cell is emphasised, as for unread mail.
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

        /// Creates a cell of plain text.
        package init(stringLiteral value: String) { self.init(value) }
    }

    /// One row.
    package struct Row: Equatable, Sendable {
        /// The link to the subject of the row; nil if it cannot be opened.
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
