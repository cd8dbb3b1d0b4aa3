// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import Desk
import Foundation
import Intake
import Platform
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing
import Transfer
import Trial
import Upkeep

@testable import mailclerkctl

/// The table of exit statuses, and the statuses of errors.
struct ExitStatusTableTests {
    private static func sql(_ code: SQLError.Code) -> SQLError {
        SQLError(code: code, message: "")
    }

    static let errors: [(any Error, Platform.ExitStatus)] = [
        (DeskError.noSuchMailbox("x"), .notFound), (DeskError.noSuchEmail(1), .notFound),
        (DeskError.noSuchCase(1), .notFound), (DeskError.noSuchLead(1), .notFound),
        (DeskError.needs(.manage, mailbox: "x"), .notAllowed),
        (DeskError.ownerOnly, .notAllowed), (DeskError.emptyMessage, .badInput),
        (DeskError.unusableAddress("x"), .usage), (DeskError.isBeingSent(1), .temporary),
        (DeskError.answeredMeanwhile(email: 1, by: "x", at: 0, in: 2), .temporary),
        (Replay.Refusal.noSuchEmail(1), .notFound), (Replay.Refusal.isOutgoing(1), .badInput),
        (Caller.Refusal.asOption, .notAllowed),
        (SettingsHistory.Refusal.unknownVersion(1), .notFound),
        (SettingsHistory.Refusal.exists(path: "x"), .notAllowed),
        (StoreError.missing(path: "x"), .noInput), (StoreError.exists(path: "x"), .notAllowed),
        (StoreError.notAStore(path: "x"), .badInput), (StoreError.damaged(what: "x"), .badInput),
        (StoreError.tooNew(step: "x"), .settings), (StoreError.tooOld(step: "x"), .settings),
        (StoreError.noSettings, .settings), (sql(.busy), .temporary), (sql(.full), .temporary),
        (sql(.ioError), .temporary), (sql(.constraint), .temporary), (sql(.other), .temporary),
        (sql(.cannotOpen), .noInput), (sql(.notADatabase), .badInput), (sql(.corrupt), .badInput),
        (sql(.type), .badInput), (sql(.permission), .notAllowed), (sql(.readOnly), .notAllowed),
        (MaintenanceError.storeExists(path: "x"), .notAllowed),
        (MaintenanceError.cannotWrite(path: "x", sql(.full)), .temporary),
        (MaintenanceError.cannotWrite(path: "x", sql(.cannotOpen)), .noInput),
        (MaintenanceError.inUse(path: "x"), .badInput),
        (TransferError.missing(path: "x"), .noInput),
        (TransferError.exists(path: "x"), .notAllowed),
        (TransferError.notMail(path: "x"), .badInput),
        (TrialError.noSuchSource("x"), .noInput),
        (TrialError.notGolden(path: "x", line: 1), .badInput),
        (TrialError.scratchExists(directory: "x"), .temporary),
        (SystemError(code: ENOENT, call: "open"), .noInput),
        (SystemError(code: EACCES, call: "open"), .notAllowed),
        (SystemError(code: EROFS, call: "open"), .notAllowed),
        (SystemError(code: ENOSPC, call: "write"), .temporary),
        (CommandProblem(.usage, "x"), .usage), (CancellationError(), .temporary),
    ]

    @Test func errorsHaveTheStatusesOfTheManual() {
        for (error, status) in Self.errors {
            #expect(Platform.ExitStatus(of: error) == status, "\(error)")
        }
        #expect(Set(Self.errors.map(\.1)).union([.done]) == Set(Platform.ExitStatus.ofCommands))
    }

    @Test func numbersAreThoseOfSysexits() {
        let named = Platform.ExitStatus.allCases.filter { (64...78).contains($0.rawValue) }
        #expect(named.map(\.rawValue) == Array(64...78))
        #expect(named.allSatisfy { $0.name?.hasPrefix("EX_") == true && !$0.meaning.isEmpty })
        #expect(
            Platform.ExitStatus.notFound.name == "EX_NOUSER"
                && Platform.ExitStatus.temporary.rawValue == 75)
        #expect(Platform.ExitStatus.list([.done, .usage]) == "0 done, 64 wrong usage")
    }

    /// Whether a line of code has the number of an exit status.
    private static func hasNumber(_ line: String) -> Bool {
        // Strings and comments may name a status; so may a comment of the first settings.
        let code = line.replacing(/"[^"]*"/, with: "").replacing(/(\/\/|^ *#).*/, with: "")
        if code.contains(/\b_?(exit|exited|ExitCode)\(\s*-?[0-9]/) { return true }
        if code.contains(/\b_exit\([^)]*[0-9]/) { return true }
        return code.contains(/(?i)exit|status|ending|failure/)
            && code.contains(/(^|[^\w.])(6[4-9]|7[0-8])([^\w.]|$)/)
    }

    @Test(arguments: [
        "case .exited(0): break", "exitStatus == 75", "_exit(committed ? 0 : 1)",
        "throw ExitCode(2)", "enum { TEMPORARY_FAILURE = 75 };", "isRefused ? 78 : exitStatus",
    ])
    func numberIsNoticed(_ line: String) { #expect(Self.hasNumber(line)) }

    @Test func onlyTheTableHasNumbers() throws {
        let table = "Sources/Platform/ExitStatus.swift"
        let c = ["deadline.c", "emergency.c", "calls.c"].map { "Sources/CPlatform/" + $0 }
        for file in try Source.swiftFiles(below: "Sources") + c where file != table {
            for line in try Source.text(in: file).split(separator: "\n") {
                #expect(!Self.hasNumber(String(line)), "\(file): \(line)")
            }
        }
    }

    @Test func programsDoNotUseTheDatabaseThemselves() throws {
        for program in ["mailclerk", "mailclerkctl"] {
            for file in try Source.swiftFiles(below: "Sources/" + program) {
                #expect(try !Source.text(in: file).contains("import SQL\n"), "\(file)")
            }
        }
    }
}
