// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A form of signature or encryption of a message; it is recognised, but not verified.
public enum Protection: Sendable, Hashable {
    /// multipart/signed by S/MIME (RFC 8551 section 3.5.3); the text is readable.
    case smimeSigned
    /// application/pkcs7-mime that contains the signed message (RFC 8551 section 3.5.2).
    case smimeOpaqueSigned
    /// application/pkcs7-mime, encrypted (RFC 8551 section 3.3).
    case smimeEncrypted
    /// application/pkcs7-mime, compressed (RFC 8551 section 3.6).
    case smimeCompressed
    /// application/pkcs7-mime with only certificates (RFC 8551 section 3.8).
    case smimeCertificates
    /// multipart/signed by OpenPGP (RFC 3156 section 5); the text is readable.
    case pgpSigned
    /// multipart/encrypted by OpenPGP (RFC 3156 section 4).
    case pgpEncrypted
    /// A clear-signed text (RFC 9580 section 7).
    case inlinePGPSigned
    /// An encrypted text in ASCII armor (RFC 9580 section 6.2).
    case inlinePGPEncrypted
    /// An OpenPGP public key that is part of the message (RFC 3156 section 7).
    case pgpKey
}

extension Message {
    /// The forms of protection of the message and its parts, in order, without duplicates.
    public var protections: [Protection] {
        var found: [Protection] = []
        forEachPart { part in
            let type = part.contentType
            for way in [Self.way(part, type)] + (part.isBodyPart ? Self.inline(part) : []) {
                if let way, !found.contains(way) { found.append(way) }
            }
            return true
        }
        return found
    }

    private static func way(_ part: Part, _ type: ContentType) -> Protection? {
        switch type.name {
        case "multipart/signed":
            // Without the parameter, the type of the second part gives the protocol.
            let kind =
                type.parameter("protocol")?.lowercased()
                ?? part.children.last?.contentType.name ?? ""
            if kind == "application/pgp-signature" { return .pgpSigned }
            return kind.hasSuffix("pkcs7-signature") ? .smimeSigned : nil
        case "multipart/encrypted":
            return type.parameter("protocol")?.lowercased() == "application/pgp-encrypted"
                ? .pgpEncrypted : nil
        case _ where part.isCMS:
            switch type.parameter("smime-type")?.lowercased() {
            case "signed-data": return .smimeOpaqueSigned
            case "enveloped-data", "authenveloped-data": return .smimeEncrypted
            case "compressed-data": return .smimeCompressed
            case "certs-only": return .smimeCertificates
            default: break
            }
            return switch CMSContent.kind(part.decodedBody()) {
            case .signed: .smimeOpaqueSigned
            case .enveloped: .smimeEncrypted
            case .other: type.name == "application/octet-stream" ? nil : .smimeEncrypted
            }
        case "application/pgp-keys": return .pgpKey
        default: return nil
        }
    }

    private static func inline(_ part: Part) -> [Protection?] {
        let bytes = part.decodedBody(limitInBytes: FixedLimits.armorTextBytes)
        return ArmoredText.kinds(bytes)
    }

    /// The message inside an S/MIME part that contains the signed content (RFC 8551 section 3.5.2).
    ///
    /// The value is nil if the message has no such part or it cannot be read. The signature is not
    /// verified.
    public var opaqueSignedMessage: Message? {
        var found: Message?
        forEachPart { part in
            if part.isCMS { found = part.openedCMS() }
            return found == nil
        }
        return found
    }
}

extension Part {
    /// Whether the part is a CMS message by its type, or by its name if the type is generic.
    ///
    /// Gateways that do not know the type change it to application/octet-stream (RFC 8551 section
    /// 3.2.1).
    var isCMS: Bool {
        switch contentType.name {
        case "application/pkcs7-mime", "application/x-pkcs7-mime": true
        case "application/octet-stream":
            fileName.map { Array($0.utf8.suffix(4)).span.equalsIgnoringCase(".p7m") } ?? false
        default: false
        }
    }

    /// Returns the message inside a CMS part that contains its signed content; nil if the part is
    /// something else or unreadable.
    func openedCMS() -> Message? {
        // The beginning gives the kind, so that an encrypted message is not decoded for nothing.
        let head = decodedBody(limitInBytes: FixedLimits.cmsHeadBytes)
        guard CMSContent.kind(head) == .signed,
            let content = CMSContent.signedContent(decodedBody()), !content.isEmpty
        else { return nil }
        let message = Message(content, limits: storage.limits)
        // The content may be a signed document, such as the PDF in contract.pdf.p7m.
        let isMessage =
            message.header.first("Content-Type") != nil
            || fileName.map { $0.lowercased() == "smime.p7m" } ?? true
        return isMessage ? message : nil
    }
}
