// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import Desk
import Intake
import Platform
import SQL
import Store
import SystemMailbox
import Transfer
import Trial
import Upkeep

/// What mailclerkctl tells its caller, in the words of sysexits(3), and the table from errors to
/// statuses.
enum ExitStatus: Int32 {
    /// It is done.
    case done = 0
    /// The command line is wrong (EX_USAGE).
    case usage = 64
    /// What was read is no usable input (EX_DATAERR).
    case badInput = 65
    /// A file is not there (EX_NOINPUT).
    case noInput = 66
    /// No such mailbox, email, case or lead, or it is not the caller's to see (EX_NOUSER).
    case notFound = 67
    /// It may work later (EX_TEMPFAIL).
    case temporary = 75
    /// The caller may not do this (EX_NOPERM).
    case notAllowed = 77
    /// The settings are wrong or missing (EX_CONFIG).
    case settings = 78

    /// The status for an error.
    init(of error: any Error) {
        switch error {
        case let problem as CommandProblem: self = problem.status
        case let error as DeskError: self = Self.of(error)
        case let refusal as Replay.Refusal: self = Self.of(refusal)
        case is Caller.Refusal: self = .notAllowed
        case is SearchQuery.Problem: self = .usage
        case InitialSite.Refusal.noDomain: self = .usage
        case is InitialSite.Refusal: self = .notAllowed
        case let refusal as SettingsHistory.Refusal: self = Self.of(refusal)
        case let error as StoreError: self = Self.of(error)
        case let error as TransferError: self = Self.of(error)
        case let error as TrialError: self = Self.of(error)
        case let problem as MaintenanceError: self = Self.of(problem)
        case let error as SQLError: self = Self.of(error.code)
        case let error as SystemError:
            self =
                error.isNotFound
                ? .noInput : error.isPermissionDenied ? .notAllowed : .temporary
        default: self = .temporary
        }
    }

    private static func of(_ error: DeskError) -> ExitStatus {
        switch error {
        case .noSuchMailbox, .noMailboxForMessage, .noSuchEmail, .noSuchCase, .noSuchLead,
            .noSuchAttachment,
            .noSuchMessage, .noSuchPerson, .noRecord, .noSuchSavedReply:
            .notFound
        case .needs, .ownerOnly, .alreadySent, .notWaiting, .needsRecord, .isThereAlready,
            .cannotMerge, .isMerged, .isAlone, .isArchived:
            .notAllowed
        case .isBeingSent, .changedMeanwhile, .answeredMeanwhile: .temporary
        case .cannotSee, .unknownValue, .nobodyToAnswer, .tooManyRecipients, .brokenSavedReply,
            .emptyMessage, .messageTooLarge:
            .badInput
        case .unusableAddress: .usage
        }
    }

    private static func of(_ refusal: Replay.Refusal) -> ExitStatus {
        switch refusal {
        case .noSuchEmail: .notFound
        case .isOutgoing: .badInput
        case .isArchived: .notFound
        case .hasRecord: .notAllowed
        }
    }

    private static func of(_ refusal: SettingsHistory.Refusal) -> ExitStatus {
        switch refusal {
        case .unknownVersion: .notFound
        case .exists: .notAllowed
        case .unsafePath: .badInput
        }
    }

    private static func of(_ error: StoreError) -> ExitStatus {
        switch error {
        case .missing: .noInput
        case .exists: .notAllowed
        case .notAStore, .damaged: .badInput
        case .tooNew, .tooOld, .noSettings: .settings
        case .noServer: .usage
        }
    }

    private static func of(_ problem: MaintenanceError) -> ExitStatus {
        switch problem {
        case .exists, .storeExists: .notAllowed
        case .cannotWrite(_, let error): of(error.code)
        case .notSound, .inUse: .badInput
        case .noFile: .usage
        }
    }

    private static func of(_ error: TransferError) -> ExitStatus {
        switch error {
        case .missing, .noMessages: .noInput
        case .notMail: .badInput
        case .exists, .otherContents: .notAllowed
        }
    }

    private static func of(_ error: TrialError) -> ExitStatus {
        switch error {
        case .noSuchSource, .noMessages: .noInput
        case .notGolden: .badInput
        case .scratchExists: .temporary
        }
    }

    private static func of(_ code: SQLError.Code) -> ExitStatus {
        switch code {
        case .cannotOpen: .noInput
        case .notADatabase, .corrupt, .type, .tooBig: .badInput
        case .permission, .readOnly: .notAllowed
        case .busy, .full, .constraint, .ioError, .interrupted, .outOfMemory, .other: .temporary
        }
    }
}

extension SystemError {
    /// Whether the caller lacks a right: EPERM, EACCES, or EROFS for a file system.
    var isPermissionDenied: Bool { [1, 13, 30].contains(code) }
}
