// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// The type of an operator's operand, which depends on the condition's field.
enum OperandForm {
    case text
    case list
    case number
    case flag
    /// The operator cannot be used with this field; `wanted` names those that can.
    case unfit(wanted: String)

    init(field: ConditionField, comparison: ConditionOperator) {
        switch field {
        case .named(.size):
            switch comparison {
            case .equals, .notEquals, .above, .below: self = .number
            default:
                self = .unfit(wanted: "\"above\", \"below\", \"equals\" or \"not-equals\"")
            }
        case .named(.hasAttachment), .named(.knownSender):
            switch comparison {
            case .equals, .notEquals: self = .flag
            default: self = .unfit(wanted: "\"equals\" or \"not-equals\"")
            }
        default:
            switch comparison {
            case .in, .notIn: self = .list
            case .empty: self = .flag
            case .above, .below: self = .unfit(wanted: "a text operator")
            default: self = .text
            }
        }
    }
}
