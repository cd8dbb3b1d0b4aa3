// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The trace fields added by our own mail server: those above the first Received.
///
/// A sender may have forged fields below it. Without any Received the whole header is used.
struct TrustedTraceFields {
    private let fields: ArraySlice<HeaderField>

    init(_ message: Message) {
        let all = message.header.fields
        let end = all.firstIndex { $0.isNamed("Received") }
        fields = all[..<(end ?? all.endIndex)]
    }

    /// Returns the values of the fields of this name, from the top.
    func values(of name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map { $0.unstructured() }
    }

    /// Returns the recipients in the fields of this name.
    ///
    /// Exim lists all addresses of a delivery in one Envelope-To.
    func recipients(of name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.flatMap { field in
            let value = field.unstructured()
            let listed = Address.parse(value) == nil ? field.addresses().map(\.address) : []
            return listed.isEmpty ? [value] : listed
        }
    }
}
