// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// One email with its bytes, taken apart.
package struct OpenedEmail: Sendable {
    /// The email as lists show it.
    package let row: Store.EmailRow
    /// The message.
    package let message: Message
    /// The record that a program made for its thread; nil when none did.
    package let record: ProgramRecord?

    /// The bytes as they came, a leading mbox line aside.
    package var raw: [UInt8] { message.bytes }

    /// The bytes of the header, the empty line after it left out.
    package var headerBytes: ArraySlice<UInt8> {
        message.bytes[..<min(message.root.bodyRange.lowerBound, message.bytes.count)]
    }

    /// The attachment of this number, counted from 1.
    ///
    /// Throws `DeskError.noSuchAttachment`.
    package func attachment(_ number: Int) throws(DeskError) -> Attachment {
        let all = message.attachments
        guard all.indices.contains(number - 1) else {
            throw .noSuchAttachment(email: row.email.id, number: number, count: all.count)
        }
        return all[number - 1]
    }

    /// The bytes of an attachment; of an embedded message those of the message itself.
    package func bytes(of attachment: Attachment) -> [UInt8] {
        attachment.data() ?? attachment.part.decodedBody()
    }
}
