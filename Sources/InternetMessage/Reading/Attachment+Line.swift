// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Attachment {
    /// The line that names the attachment between two texts; nil if the reader does not need the
    /// line: for a signature, or a picture in the HTML.
    var lineBetweenTexts: String? {
        let type = contentType
        if Self.silentTypes.contains(type) || form == .part && part.isPictureInHTML { return nil }
        let isMessage = type.hasPrefix("message/")
        let kind = type.hasPrefix("image/") ? "image" : isMessage ? "message" : "file"
        let name = fileName != nil ? safeFileName : isMessage ? part.subjectInside : nil
        return name.map { "[\(kind): \($0)]" } ?? "[\(kind)]"
    }

    private static let silentTypes: Set<String> = [
        "application/pgp-signature", "application/pkcs7-signature",
        "application/x-pkcs7-signature", "application/pgp-encrypted", "application/applefile",
        "message/delivery-status", "message/disposition-notification",
    ]
}

extension Part {
    /// Whether the part is a picture that the HTML of multipart/related can refer to.
    fileprivate var isPictureInHTML: Bool {
        let parent = Int(storage.nodes[index].parent)
        return parent >= 0 && storage.partRoles().roles[parent] == .related && contentID != nil
    }

    /// The subject of an attached message on one line; nil if there is none.
    fileprivate var subjectInside: String? {
        guard let subject = children.first?.header.first("Subject")?.unstructured() else {
            return nil
        }
        var line = String.UnicodeScalarView()
        var length = 0
        for scalar in subject.unicodeScalars {
            length += UTF8.width(scalar)
            guard length <= FixedLimits.namedSubjectBytes else { break }
            line.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        let text = String(line).trimmingBlanks()
        return text.isEmpty ? nil : text
    }
}
