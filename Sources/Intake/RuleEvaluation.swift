// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import SystemMailbox

/// Evaluates the rules of a mailbox for one message.
struct RuleEvaluation {
    let mail: IncomingMail
    let destination: Destination
    let kind: EmailKind
    let isKnownSender: Bool

    /// A condition with an invalid pattern, which cannot be evaluated.
    struct BrokenPattern: Error, CustomStringConvertible {
        let pattern: String
        var description: String {
            "the pattern \(pattern) is not a valid extended regular expression"
        }
    }

    /// Returns whether a rule matches on this occasion, and why.
    func evaluate(
        _ rule: AutoResponseRule, occasion: AutoResponseRule.Occasion
    ) throws -> Verdict.RuleResult {
        func result(_ matched: Bool, _ why: String) -> Verdict.RuleResult {
            Verdict.RuleResult(name: rule.name, matched: matched, why: why)
        }
        guard rule.isActive else { return result(false, "the rule is not active") }
        guard rule.on.contains(occasion) else {
            return result(false, "the rule is not for a \(occasion.rawValue) message")
        }
        guard let condition = rule.condition else {
            return result(true, "the rule has no condition")
        }
        let (holds, why) = try evaluate(condition)
        return result(holds, why)
    }

    /// Returns whether a condition holds, and the test that decided it.
    private func evaluate(_ condition: Condition) throws -> (holds: Bool, why: String) {
        switch condition {
        case .all(let members):
            for member in members {
                let result = try evaluate(member)
                if !result.holds { return result }
            }
            return (true, "every condition holds")
        case .any(let members):
            var last = "the list of conditions is empty"
            for member in members {
                let result = try evaluate(member)
                if result.holds { return result }
                last = result.why
            }
            return (false, members.count == 1 ? last : "no condition holds")
        case .none(let members):
            for member in members {
                let result = try evaluate(member)
                if result.holds { return (false, result.why) }
            }
            return (true, "none of the excluded conditions holds")
        case .test(let test):
            let holds = try FieldComparison(test).holds(for: values(of: test.field))
            let words = "\(test.field.text) \(test.comparison.rawValue) \(test.operand.text)"
            return (holds, holds ? words : "not: " + words)
        }
    }

    /// The addresses in From, after the author, if that is another one.
    private var authors: [Address] {
        let from = mail.message.from
        guard let author = mail.author, !from.contains(where: { $0.folded == author.folded })
        else { return from }
        return [author] + from
    }

    private func values(of field: ConditionField) -> FieldValues {
        let message = mail.message
        switch field {
        case .header(let name):
            return .texts(message.header.all(name).map { $0.unstructured() })
        case .named(let name):
            switch name {
            case .subject: return .texts([message.boundedSubject])
            case .body: return .texts([mail.text])
            case .from: return .addresses(authors)
            case .fromName: return .texts(authors.compactMap(\.displayName))
            case .to: return .addresses(message.to)
            case .cc: return .addresses(message.cc)
            case .bcc: return .addresses(message.bcc)
            case .recipient:
                let written = destination.recipient
                return written.flatMap { Address.parse($0) }.map { .addresses([$0]) }
                    ?? .texts([written].compactMap { $0 })
            case .attachmentName: return .texts(mail.attachmentNames.compactMap(\.self))
            case .hasAttachment: return .flag(!mail.attachmentNames.isEmpty)
            case .size: return .number(Int64(message.bytes.count))
            case .kind: return .texts([kind.rawValue])
            case .language:
                let fields = message.header.all("Content-Language")
                return .texts(
                    (fields + message.header.all("Accept-Language")).flatMap {
                        $0.unstructured().split { ",; ".contains($0) }.map(String.init)
                    }.filter { !$0.lowercased().utf8.starts(with: "q=".utf8) })
            case .knownSender: return .flag(isKnownSender)
            }
        }
    }
}

extension ConditionOperand {
    fileprivate var text: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .list(let texts): texts.map { "\"\($0)\"" }.joined(separator: ", ")
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        }
    }
}
