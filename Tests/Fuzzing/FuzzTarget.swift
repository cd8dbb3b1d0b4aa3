// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc

/// An entry point that takes what strangers send, with what must hold whatever that is.
///
/// `contrib/fuzz` compiles this folder together with the sources of the library, so that what is
/// internal can be reached; the package itself does not know of it.
enum FuzzTarget: String, CaseIterable {
    case parse, addresses, date, words, parameters, charsets, tnef, html, text, reports, compose

    /// The one that the environment names.
    static let chosen: FuzzTarget = {
        guard let name = unsafe getenv("FUZZ_TARGET"),
            let target = FuzzTarget(rawValue: unsafe String(cString: name))
        else { fatalError("FUZZ_TARGET names none of \(allCases.map(\.rawValue))") }
        return target
    }()

    /// Runs it on one input.
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

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Stops the run when something that must hold does not.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    fatalError(what())
}

/// Makes sure that a value is worked out, whatever it is.
func use<Value>(_ value: Value) {
    withExtendedLifetime(value) {}
}
