// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import Intake
import Platform
import Store
import SystemMailbox
import Transfer
import Trial
import Upkeep

extension ExitCode {
    /// Creates the error that ends a command with a status, without a message.
    init(_ status: ExitStatus) { self.init(status.rawValue) }
}

/// Maps errors to exit statuses.
extension ExitStatus {
    /// Creates the status for an error.
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
        case let error as SystemError:
            self =
                error.isNotFound
                ? .noInput : error.isPermissionDenied ? .notAllowed : .temporary
        default: self = StoreFailure(error).map(Self.of) ?? .temporary
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
        case .cannotWrite(_, let error): StoreFailure(error).map(of) ?? .temporary
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
        case .notGolden, .noSuchLanguage, .brokenTemplate: .badInput
        case .noSuchMailbox, .noVisibleMailbox, .noSuchTemplate: .notFound
        case .scratchExists: .temporary
        }
    }

    private static func of(_ failure: StoreFailure) -> ExitStatus {
        switch failure {
        case .cannotOpen: .noInput
        case .notADatabase, .damaged, .unfit: .badInput
        case .notPermitted, .readOnly: .notAllowed
        case .busy, .full, .inputOutput, .other: .temporary
        }
    }
}
