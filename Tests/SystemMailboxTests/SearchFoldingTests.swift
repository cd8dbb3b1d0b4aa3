// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import Testing

/// Tests which texts are equal for searches and filters.
@Suite struct SearchFoldingTests {
    @Test(arguments: [
        // Case.
        ("Lamp", "lamp"), ("ЛАМПА", "лампа"), ("Ωμέγα", "ωμεγα"), ("STRASSE", "Straße"),
        ("STRAẞE", "strasse"), ("İZMİR", "izmir"), ("ışık", "IŞIK"), ("Ǆungla", "džungla"),
        // The two small sigmas, with accents.
        ("ΟΔΟΣ", "οδός"), ("ὁδός", "οδοσ"), ("Ἀθῆναι", "αθηναι"), ("ᾳ", "α\u{345}"),
        // Accents, strokes, ligatures.
        ("Łódź", "lodz"), ("Øresund", "oresund"), ("Đorđe", "dorde"), ("Ħal", "hal"),
        ("Æsir", "aesir"), ("Œuvre", "oeuvre"), ("Þór", "thor"), ("Ðorn", "dorn"),
        ("Điện thoại", "dien thoai"), ("ơ", "o"), ("ﬁle ﬂoor eﬃcient", "file floor efficient"),
        ("Straﬀ", "straff"), ("ŉ", "n"), ("ſtadt", "stadt"), ("ĳs", "ijs"),
        ("жёлтый", "желтый"), ("за\u{301}мок", "замок"), ("ﬆ", "st"),
        // Points and fillers of Hebrew and Arabic.
        ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("أحمد", "احمد"),
        // Characters that are not seen.
        ("Donau\u{AD}dampf", "donaudampf"), ("in\u{200B}voice", "invoice"),
        ("می\u{200C}خواهم", "میخواهم"), ("\u{FEFF}lamp\u{200E}", "lamp"),
        ("क\u{94D}\u{200D}ष", "क\u{94D}ष"),
        // Wide letters.
        ("ＡＢＣ１２３", "abc123"),
    ])
    func `texts are equal`(one: String, other: String) {
        #expect(Array(SearchFolding.fold(one).utf8) == Array(SearchFolding.fold(other).utf8))
    }

    @Test(arguments: [
        ("мой", "мои"), ("їжа", "іжа"), ("कमल", "कमाल"), ("कि", "की"), ("கல்", "கால்"),
        ("กิน", "กัน"), ("か", "が"), ("は", "ぱ"), ("가", "각"), ("lamp", "lamps"), ("æ", "ä"),
        ("ß", "s"), ("θ", "t"), ("ئ", "ي"), ("m\u{B2}", "m"),
    ])
    func `texts differ`(one: String, other: String) {
        #expect(SearchFolding.fold(one) != SearchFolding.fold(other))
    }

    @Test func `all else stays`() {
        let text = "5 % of $1_000 (\"now\") \0\n日本語 한국어 \u{1F4A1}"
        #expect(SearchFolding.fold(text) == text)
        #expect(SearchFolding.fold("") == "" && SearchFolding.fold("\u{301}\u{AD}") == "")
    }

    /// Foundation is the second opinion: both agree on all letters but those that differ by intent.
    @Test func `Foundation takes the same accents from letters`() {
        // й, ў and ї are letters of their own.
        let own: Set<UInt32> = [0x419, 0x439, 0x40E, 0x45E, 0x407, 0x457]
        var different: [String] = []
        for value in [0xC0...0x24F, 0x386...0x3CE, 0x400...0x52F, 0x1E00...0x1FFC].joined()
        where !own.contains(UInt32(value)) {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else {
                continue
            }
            let letter = String(scalar)
            let plain = letter.folding(options: .diacriticInsensitive, locale: nil)
            if SearchFolding.fold(letter) != SearchFolding.fold(plain) {
                different.append("\(letter) \(plain)")
            }
        }
        #expect(different == [])
    }

    @Test func `composed and combining characters are equal`() {
        var different: [String] = []
        // The decompositions of Tibetan and Balinese are rare and not known.
        for value in [
            0xA0...0x8FF, 0x900...0xDFF, 0x1E00...0x1FFF, 0x3041...0x30FA, 0xAC00...0xD7A3,
        ]
        .joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else {
                continue
            }
            let letter = String(scalar)
            let parts = letter.decomposedStringWithCanonicalMapping
            if Array(SearchFolding.fold(letter).utf8) != Array(SearchFolding.fold(parts).utf8) {
                different.append("\(letter) \(String(value, radix: 16))")
            }
        }
        #expect(different == [])
    }

    @Test func `folding a folded text changes nothing`() {
        for value in 0x80...0x2FFFF {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let once = SearchFolding.fold("x\(scalar)")
            let twice = SearchFolding.fold(once)
            if once != twice { Issue.record("\(String(value, radix: 16))") }
        }
    }
}
