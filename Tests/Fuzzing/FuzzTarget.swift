// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc

/// An entry point for untrusted input, with checks that must hold for any input.
///
/// `contrib/fuzz` compiles this folder together with the sources of the library, so that internal
/// declarations are accessible; the package does not include it.
enum FuzzTarget: String, CaseIterable {
    case parse, addresses, date, words, parameters, charsets, tnef, html, text, reports, compose

    /// The target named in the environment.
    static let chosen: FuzzTarget = {
        guard let name = unsafe getenv("FUZZ_TARGET"),
            let target = FuzzTarget(rawValue: unsafe String(cString: name))
        else { fatalError("FUZZ_TARGET names none of \(allCases.map(\.rawValue))") }
        return target
    }()

    /// Runs the target on one input.
    func run(_ input: [UInt8]) {
        switch self {
        case .parse: FuzzMessage.parse(input)
        case .addresses: FuzzHeader.addresses(input)
        case .date: FuzzHeader.date(input)
        case .words: FuzzHeader.words(input)
        case .parameters: FuzzHeader.parameters(input)
        case .charsets: FuzzContent.charsets(input)
        case .tnef: FuzzContent.tnef(input)
        case .html: FuzzContent.html(input)
        case .text: FuzzContent.text(input)
        case .reports: FuzzContent.reports(input)
        case .compose: FuzzComposer.compose(input)
        }
    }
}

/// The function that libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Aborts the run if a condition does not hold.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    fatalError(what())
}

/// Makes sure that a value is computed.
func use<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
