// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// The view of the applied versions of the settings.
package struct SettingsHistoryView {
    /// The text that replaces an empty list.
    package static let emptyText =
        "no settings have been applied yet; run \"mailclerkctl apply\""

    private let versions: [SettingsVersion]

    /// Creates the view of these versions, in their order.
    package init(_ versions: [SettingsVersion]) { self.versions = versions }

    /// An object for each version.
    package var json: [JSON] { versions.map(\.json) }

    /// A row for each version.
    package var table: TableView {
        var table = TableView([
            .init("Version", upTo: 9, isNumber: true), .init("Applied", upTo: 20),
            .init("By", upTo: 16), .init("Scope", upTo: 8), .init("Changes", upTo: nil),
        ])
        for version in versions {
            table.add(
                nil,
                [
                    .init(version.number), .init(Timestamp.readable(version.appliedAt)),
                    .init("\(version.appliedBy)@\(version.host)"), .init(version.scope.rawValue),
                    .init(version.summary),
                ])
        }
        return table
    }
}
