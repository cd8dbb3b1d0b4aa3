// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// An email with its parsed message.
package struct OpenedEmail: Sendable {
    /// The email as lists show it.
    package let row: Store.EmailRow
    /// The parsed message.
    package let message: Message
    /// The record that a program created for the thread; nil if there is none.
    package let record: ProgramRecord?

    /// The bytes as they arrived, without a leading mbox From line.
    package var raw: [UInt8] { message.bytes }

    /// The bytes of the header, without the empty line after it.
    package var headerBytes: ArraySlice<UInt8> {
        message.bytes[..<min(message.root.bodyRange.lowerBound, message.bytes.count)]
    }

    /// Returns the attachment with this number, counted from 1.
    ///
    /// Throws `DeskError.noSuchAttachment` if there is no such attachment.
    package func attachment(_ number: Int) throws(DeskError) -> Attachment {
        let all = message.attachments
        guard all.indices.contains(number - 1) else {
            throw .noSuchAttachment(email: row.email.id, number: number, count: all.count)
        }
        return all[number - 1]
    }
}
