// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The fields above the first Received, which our own mail server wrote.
///
/// Further down a sender may have forged them. Without any Received the whole header counts.
struct TrustedTraceFields {
    private let fields: ArraySlice<HeaderField>

    init(_ message: Message) {
        let all = message.header.fields
        let end = all.firstIndex { $0.isNamed("Received") }
        fields = all[..<(end ?? all.endIndex)]
    }

    /// The values of the fields of this name, from the top.
    func values(of name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map { $0.unstructured() }
    }

    /// The recipients that the fields of this name give.
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
