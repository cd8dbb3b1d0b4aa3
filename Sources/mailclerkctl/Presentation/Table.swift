// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Views

/// Prints rows of sanitised text in columns that fit the terminal.
struct Table {
    /// A column of a table.
    struct Column {
        var title: String
        /// The largest width in cells; nil means the width that the other columns leave.
        var maximumWidth: Int?
        var isNumber = false

        init(_ title: String, upTo maximumWidth: Int?, isNumber: Bool = false) {
            self.title = title
            self.maximumWidth = maximumWidth
            self.isNumber = isNumber
        }
    }

    /// A field of a row.
    struct Cell: ExpressibleByStringInterpolation {
        var text: String
        /// Less important text, which follows dimmed if there is space.
        var tail = ""
        var isBold = false

        init(_ text: String, tail: String = "", isBold: Bool = false) {
            self.text = Terminal.sanitised(text)
            self.tail = Terminal.sanitised(tail)
            self.isBold = isBold
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    /// A terminal with fewer columns than this is narrow.
    private static let narrowBelow = 100
    private static let gap = 2
    private static let smallestRest = 12
    /// The tail is left out unless more cells than this are free.
    private static let smallestTail = 8

    private let columns: [Column]
    private var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Creates the table of a view for a terminal with this number of columns.
    init(_ view: TableView, columns width: Int = Terminal.columns) {
        let isNarrow = width < Self.narrowBelow
        let shown = view.columns.indices.filter { !isNarrow || view.columns[$0].narrowWidth != 0 }
        columns = shown.map { index in
            let column = view.columns[index]
            return Column(
                column.title, upTo: isNarrow ? column.narrowWidth : column.maximumWidth,
                isNumber: column.isNumber)
        }
        rows = view.rows.map { row in
            shown.map { index in
                let cell = row.cells[index]
                return Cell(cell.value.text, tail: cell.tail, isBold: cell.isStrong)
            }
        }
    }

    /// Whether there are no rows.
    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row with a cell for each column.
    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// Writes the table; columns that are empty in all rows are left out.
    func write(to output: Output, columns width: Int = Terminal.columns) {
        let shown = columns.indices.filter { index in
            rows.contains { !$0[index].text.isEmpty || !$0[index].tail.isEmpty }
        }
        let widths = widths(of: shown, in: width)
        let titles = shown.map { Cell(columns[$0].title) }
        output.line(output.style.dimmed(line(titles, shown, widths, TextStyle.plain)))
        for row in rows { output.line(line(shown.map { row[$0] }, shown, widths, output.style)) }
    }

    private func widths(of shown: [Int], in width: Int) -> [Int] {
        var widths = shown.map { index in
            let natural = rows.map { Terminal.displayWidth(of: $0[index].text) }.max() ?? 0
            let title = Terminal.displayWidth(of: columns[index].title)
            return min(max(natural, title), columns[index].maximumWidth ?? 0)
        }
        guard let rest = shown.firstIndex(where: { columns[$0].maximumWidth == nil }) else {
            return widths
        }
        let taken = widths.reduce(0, +) + Self.gap * max(0, shown.count - 1)
        widths[rest] = max(Self.smallestRest, width - taken)
        return widths
    }

    private func line(
        _ cells: [Cell], _ shown: [Int], _ widths: [Int], _ style: TextStyle
    ) -> String {
        var line = ""
        for (place, cell) in cells.enumerated() {
            let isLast = place == cells.count - 1
            if place > 0 { line += String(repeating: " ", count: Self.gap) }
            line += field(
                cell, width: widths[place], isNumber: columns[shown[place]].isNumber,
                isLast: isLast, style)
        }
        return line
    }

    private func field(
        _ cell: Cell, width: Int, isNumber: Bool, isLast: Bool, _ style: TextStyle
    ) -> String {
        let text = Terminal.truncated(cell.text, toWidth: width)
        let used = Terminal.displayWidth(of: text)
        var tail = ""
        if !cell.tail.isEmpty, width - used > Self.smallestTail {
            tail = Terminal.truncated(
                (text.isEmpty ? "" : "  ") + cell.tail, toWidth: width - used)
        }
        let space = width - used - Terminal.displayWidth(of: tail)
        let filling = String(repeating: " ", count: max(0, space))
        let shown = Terminal.isolated(text)
        let styled = cell.isBold ? style.bold(shown) : shown
        if isNumber { return filling + styled }
        return styled + style.dimmed(Terminal.isolated(tail)) + (isLast ? "" : filling)
    }
}
