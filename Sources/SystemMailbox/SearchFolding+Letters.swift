// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The letters that search takes for others, from UnicodeData.txt 15.0.
extension SearchFolding {
    /// Lower-case letters, each with the letters that are read as it: with accents, strokes and
    /// hooks, and ligatures.
    ///
    /// The Cyrillic й, ў and ї are missing: they are separate letters, not letters with an accent.
    private static let variants: [(letters: String, of: String)] = [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặ"),
        ("ae", "æǣǽ"),
        ("b", "ƀƃḃḅḇ"),
        ("c", "çćĉċčƈȼḉ"),
        ("d", "ðďđƌȡḋḍḏḑḓ"),
        ("dz", "ǆǳ"),
        ("e", "èéêëēĕėęěȅȇȩɇḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ƒḟ"),
        ("g", "ĝğġģǥǧǵḡ"),
        ("h", "ĥħȟḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
        ("ij", "ĳ"),
        ("j", "ĵǰɉ"),
        ("k", "ķƙǩḱḳḵ"),
        ("l", "ĺļľŀłƚȴḷḹḻḽ"),
        ("lj", "ǉ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňŉƞǹȵṅṇṉṋ"),
        ("nj", "ǌ"),
        ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("oe", "œ"),
        ("p", "ƥṕṗ"),
        ("q", "ɋ"),
        ("r", "ŕŗřȑȓɍṙṛṝṟ"),
        ("s", "śŝşšșȿṡṣṥṧṩẛẜẝ"),
        ("t", "ţťŧƫƭțȶṫṭṯṱẗ"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷƴȳɏẏẙỳỵỷỹỿ"),
        ("z", "źżžƶȥɀẑẓẕ"),
        ("ʒ", "ǯ"),
        ("α", "ἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷά"),
        ("ε", "ἐἑἒἓἔἕὲέέ"),
        ("η", "ἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇή"),
        ("ι", "ἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗΐίϊ"),
        ("ο", "ὀὁὂὃὄὅὸόό"),
        ("ρ", "ῤῥ"),
        ("υ", "ὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧΰϋύ"),
        ("ω", "ὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷώ"),
        ("ϒ", "ϓϔ"),
        ("а", "ӑӓ"),
        ("г", "ѓ"),
        ("е", "ѐёӗ"),
        ("ж", "ӂӝ"),
        ("з", "ӟ"),
        ("и", "ѝӣӥ"),
        ("к", "ќ"),
        ("о", "ӧ"),
        ("у", "ӯӱӳ"),
        ("ч", "ӵ"),
        ("ы", "ӹ"),
        ("э", "ӭ"),
        ("ѵ", "ѷ"),
        ("ә", "ӛ"),
        ("ө", "ӫ"),
        ("ا", "آأإ"),
        ("\u{2B9}", "\u{374}"),
    ]

    /// Indic letters and vowel signs that can also be written as several characters.
    ///
    /// These are the canonical decompositions, and the letters that are otherwise written with a
    /// virama and a joiner.
    private static let parts: [UInt32: [UInt32]] = [
        0x929: [0x928, 0x93C], 0x931: [0x930, 0x93C], 0x934: [0x933, 0x93C], 0x958: [0x915, 0x93C],
        0x959: [0x916, 0x93C], 0x95A: [0x917, 0x93C], 0x95B: [0x91C, 0x93C], 0x95C: [0x921, 0x93C],
        0x95D: [0x922, 0x93C], 0x95E: [0x92B, 0x93C], 0x95F: [0x92F, 0x93C], 0x9CB: [0x9C7, 0x9BE],
        0x9CC: [0x9C7, 0x9D7], 0x9DC: [0x9A1, 0x9BC], 0x9DD: [0x9A2, 0x9BC], 0x9DF: [0x9AF, 0x9BC],
        0xA33: [0xA32, 0xA3C], 0xA36: [0xA38, 0xA3C], 0xA59: [0xA16, 0xA3C], 0xA5A: [0xA17, 0xA3C],
        0xA5B: [0xA1C, 0xA3C], 0xA5E: [0xA2B, 0xA3C], 0xB48: [0xB47, 0xB56], 0xB4B: [0xB47, 0xB3E],
        0xB4C: [0xB47, 0xB57], 0xB5C: [0xB21, 0xB3C], 0xB5D: [0xB22, 0xB3C], 0xB94: [0xB92, 0xBD7],
        0xBCA: [0xBC6, 0xBBE], 0xBCB: [0xBC7, 0xBBE], 0xBCC: [0xBC6, 0xBD7], 0xC48: [0xC46, 0xC56],
        0xCC0: [0xCBF, 0xCD5], 0xCC7: [0xCC6, 0xCD5], 0xCC8: [0xCC6, 0xCD6], 0xCCA: [0xCC6, 0xCC2],
        0xCCB: [0xCC6, 0xCC2, 0xCD5], 0xD4A: [0xD46, 0xD3E], 0xD4B: [0xD47, 0xD3E],
        0xD4C: [0xD46, 0xD57], 0xDDA: [0xDD9, 0xDCA], 0xDDC: [0xDD9, 0xDCF],
        0xDDD: [0xDD9, 0xDCF, 0xDCA], 0xDDE: [0xDD9, 0xDDF], 0x9CE: [0x9A4, 0x9CD],
        0xD7A: [0xD23, 0xD4D], 0xD7B: [0xD28, 0xD4D], 0xD7C: [0xD30, 0xD4D], 0xD7D: [0xD32, 0xD4D],
        0xD7E: [0xD33, 0xD4D],
    ]

    /// For each letter that is not searched for as it is, the UTF-8 of what replaces it.
    static let replacements: [UInt32: [UInt8]] = {
        var table: [UInt32: [UInt8]] = [:]
        for (letters, variants) in variants {
            for scalar in variants.unicodeScalars { table[scalar.value] = Array(letters.utf8) }
        }
        for (letter, parts) in parts {
            let scalars = parts.compactMap(Unicode.Scalar.init)
            table[letter] = scalars.flatMap { Array(String($0).utf8) }
        }
        return table
    }()
}
