// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Submission

@Suite struct LanguageChoiceTests {
    @Test(
        arguments: [
            (nil, nil, "en"), ("de", nil, "de"), ("de-AT", nil, "de"), ("DE_at", nil, "de"),
            ("fr;q=0.5, de;q=0.9", nil, "de"), ("fr, de;q=0.9", nil, "fr"),
            ("fr;q=0, de;q=0.1", nil, "de"), ("it, de;q=0.1", nil, "de"), ("it", nil, "en"),
            ("*", nil, "en"), ("", "de", "de"), ("it", "fr", "fr"), ("fr", "de", "fr"),
            ("pt", nil, "pt-br"), ("pt-PT", nil, "pt-br"), ("zh-Hant-TW", nil, "zh-hant"),
            ("zh", nil, "zh-hant"), ("q=1; de", nil, "en"), ("de;q=nan", nil, "en"),
            (";;,,-", "x", "en"),
        ] as [(String?, String?, String)])
    func theSendersWishComesFirst(accepted: String?, content: String?, language: String) {
        let chosen = LanguageChoice.pick(
            from: ["de", "en", "fr", "pt-br", "zh-hant"], accepted: accepted, content: content,
            fallback: "en")
        #expect(chosen == language)
    }

    @Test func theMailboxLanguagePrecedesEnglishAndEnglishPrecedesOthers() {
        func pick(_ available: [String], _ fallback: String) -> String? {
            LanguageChoice.pick(
                from: available, accepted: "it", content: nil, fallback: fallback)
        }
        #expect(pick(["de", "en"], "de") == "de")
        #expect(pick(["de", "en"], "es") == "en")
        #expect(pick(["de", "fr"], "es") == "de")
        #expect(pick([], "es") == nil)
    }
}
