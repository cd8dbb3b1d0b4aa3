// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Decodes HTML character references: all names of HTML 5, and numbers (WHATWG HTML section 13.5).
enum HTMLEntities {
    /// The names of HTML 4, and capital ones that need no semicolon either.
    ///
    /// Each has its scalar in hexadecimal.
    private static let list = """
        AMP=26 COPY=A9 GT=3E LT=3C QUOT=22 REG=AE
        AElig=C6 Aacute=C1 Acirc=C2 Agrave=C0 Alpha=391 Aring=C5 Atilde=C3 Auml=C4 Beta=392
        Ccedil=C7 Chi=3A7 Dagger=2021 Delta=394 ETH=D0 Eacute=C9 Ecirc=CA Egrave=C8 Epsilon=395
        Eta=397 Euml=CB Gamma=393 Iacute=CD Icirc=CE Igrave=CC Iota=399 Iuml=CF Kappa=39A
        Lambda=39B Mu=39C Ntilde=D1 Nu=39D OElig=152 Oacute=D3 Ocirc=D4 Ograve=D2 Omega=3A9
        Omicron=39F Oslash=D8 Otilde=D5 Ouml=D6 Phi=3A6 Pi=3A0 Prime=2033 Psi=3A8 Rho=3A1
        Scaron=160 Sigma=3A3 THORN=DE Tau=3A4 Theta=398 Uacute=DA Ucirc=DB Ugrave=D9 Upsilon=3A5
        Uuml=DC Xi=39E Yacute=DD Yuml=178 Zeta=396 aacute=E1 acirc=E2 acute=B4 aelig=E6
        agrave=E0 alefsym=2135 alpha=3B1 amp=26 and=2227 ang=2220 apos=27 aring=E5 asymp=2248
        atilde=E3 auml=E4 bdquo=201E beta=3B2 brvbar=A6 bull=2022 cap=2229 ccedil=E7 cedil=B8
        cent=A2 chi=3C7 circ=2C6 clubs=2663 cong=2245 copy=A9 crarr=21B5 cup=222A curren=A4
        dArr=21D3 dagger=2020 darr=2193 deg=B0 delta=3B4 diams=2666 divide=F7 eacute=E9 ecirc=EA
        egrave=E8 empty=2205 emsp=2003 ensp=2002 epsilon=3B5 equiv=2261 eta=3B7 eth=F0 euml=EB
        euro=20AC exist=2203 fnof=192 forall=2200 frac12=BD frac14=BC frac34=BE frasl=2044
        gamma=3B3 ge=2265 gt=3E hArr=21D4 harr=2194 hearts=2665 hellip=2026 iacute=ED icirc=EE
        iexcl=A1 igrave=EC image=2111 infin=221E int=222B iota=3B9 iquest=BF isin=2208 iuml=EF
        kappa=3BA lArr=21D0 lambda=3BB lang=27E8 laquo=AB larr=2190 lceil=2308 ldquo=201C
        le=2264 lfloor=230A lowast=2217 loz=25CA lrm=200E lsaquo=2039 lsquo=2018 lt=3C macr=AF
        mdash=2014 micro=B5 middot=B7 minus=2212 mu=3BC nabla=2207 nbsp=A0 ndash=2013 ne=2260
        ni=220B not=AC notin=2209 nsub=2284 ntilde=F1 nu=3BD oacute=F3 ocirc=F4 oelig=153
        ograve=F2 oline=203E omega=3C9 omicron=3BF oplus=2295 or=2228 ordf=AA ordm=BA oslash=F8
        otilde=F5 otimes=2297 ouml=F6 para=B6 part=2202 permil=2030 perp=22A5 phi=3C6 pi=3C0
        piv=3D6 plusmn=B1 pound=A3 prime=2032 prod=220F prop=221D psi=3C8 quot=22 rArr=21D2
        radic=221A rang=27E9 raquo=BB rarr=2192 rceil=2309 rdquo=201D real=211C reg=AE
        rfloor=230B rho=3C1 rlm=200F rsaquo=203A rsquo=2019 sbquo=201A scaron=161 sdot=22C5
        sect=A7 shy=AD sigma=3C3 sigmaf=3C2 sim=223C spades=2660 sub=2282 sube=2286 sum=2211
        sup=2283 sup1=B9 sup2=B2 sup3=B3 supe=2287 szlig=DF tau=3C4 there4=2234 theta=3B8
        thetasym=3D1 thinsp=2009 thorn=FE tilde=2DC times=D7 trade=2122 uArr=21D1 uacute=FA
        uarr=2191 ucirc=FB ugrave=F9 uml=A8 upsih=3D2 upsilon=3C5 uuml=FC weierp=2118 xi=3BE
        yacute=FD yen=A5 yuml=FF zeta=3B6 zwj=200D zwnj=200C
        """

    /// A decoded reference, and its end.
    struct Reference {
        /// The scalar; nil if there is no reference and the `&` is text.
        var scalar: UInt32?
        /// The second scalar, which some mathematical names have.
        var combining: UInt32?
        var end: Int

        init(_ scalar: UInt32?, _ combining: UInt32? = nil, end: Int) {
            self.scalar = scalar
            self.combining = combining
            self.end = end
        }
    }

    private static let scalars = table(list)
    /// Created only for a name that is not in HTML 4, which is rare.
    private static let laterScalars = table(laterNames)

    private static func table(_ list: String) -> [String: (UInt32, UInt32?)] {
        var table: [String: (UInt32, UInt32?)] = [:]
        for entry in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = entry.split(whereSeparator: { $0 == "=" || $0 == "," })
            guard sides.count > 1, let scalar = UInt32(sides[1], radix: 16) else { continue }
            table[String(sides[0])] = (scalar, sides.count > 2 ? UInt32(sides[2], radix: 16) : nil)
        }
        return table
    }

    /// At most 32 bytes, because the longest name has some 30 letters, the longest number 8
    /// characters with possible leading zeros.
    private static let referenceBytes = 32
    /// The length of Latin-1 names, which may be followed directly by other letters: 2 to 6
    /// letters.
    private static let shortNameBytes = 2...6

    /// Parses the reference whose `&` is at `start`.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - start: The position of the `&`.
    ///   - isAttribute: Whether the reference is in an attribute, where a name without semicolon is
    ///     text if `=` or a letter follows: `?a=1&copy=2`.
    /// - Returns: The decoded reference.
    static func scan(
        _ bytes: [UInt8], at start: Int, isAttribute: Bool = false
    ) -> Reference {
        let none = Reference(nil, end: start + 1)
        var index = start + 1
        let limit = min(bytes.count, index + referenceBytes)
        guard index < limit else { return none }
        if bytes[index] == 0x23 { return scanNumber(bytes, from: index + 1, to: limit) ?? none }
        while index < limit, bytes[index].isLetter || bytes[index].isDigit { index += 1 }
        let name = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
        let isClosed = index < bytes.count && bytes[index] == ASCII.semicolon
        if isClosed, let (scalar, combining) = scalars[name] ?? laterScalars[name] {
            return Reference(scalar, combining, end: index + 1)
        }
        // In URLs the name may be that of a parameter: `?a=1&lang=en`.
        let isParameter = index < bytes.count && bytes[index] == ASCII.equals
        if isParameter, isAttribute { return none }
        if let (scalar, _) = scalars[name], !isParameter || shortName(name) != nil {
            return Reference(scalar, end: index)
        }
        if isAttribute { return none }
        for length in shortNameBytes.reversed() where length < name.utf8.count {
            let end = start + 1 + length
            let prefix = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
            if let scalar = shortName(prefix) { return Reference(scalar, end: end) }
        }
        return none
    }

    /// Returns the scalar of a name that needs no semicolon: those of Latin-1 and of markup.
    private static func shortName(_ name: String) -> UInt32? {
        guard let (scalar, _) = scalars[name], scalar < 0x100, name != "apos" else { return nil }
        return scalar
    }

    private static func scanNumber(
        _ bytes: [UInt8], from start: Int, to limit: Int
    ) -> Reference? {
        guard start < limit else { return nil }
        let isHexadecimal = bytes[start] | 0x20 == 0x78
        let first = isHexadecimal ? start + 1 : start
        var index = first
        var value: UInt32 = 0
        while index < limit, let digit = bytes[index].hexadecimalValue,
            isHexadecimal || digit < 10
        {
            value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
            index += 1
        }
        guard index > first else { return nil }
        if index < bytes.count, bytes[index] == ASCII.semicolon { index += 1 }
        // Numbers of windows-1252 bytes mean its characters, as in every browser.
        if (0x80...0x9F).contains(value) { value = CharacterSet.windows1252Scalar(UInt8(value)) }
        let isScalar = Unicode.Scalar(value) != nil && value != 0
        return Reference(isScalar ? value : 0xFFFD, end: index)
    }

    /// Decodes the references in an attribute's value.
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(ASCII.ampersand) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == ASCII.ampersand else {
                output.append(bytes[index])
                index += 1
                continue
            }
            let found = scan(bytes, at: index, isAttribute: true)
            output.appendScalar(found.scalar ?? UInt32(ASCII.ampersand))
            if let combining = found.combining { output.appendScalar(combining) }
            index = found.end
        }
        return output
    }
}
