// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

extension SQLiteStatement {
    /// The largest size in bytes of a value that is copied when it is bound; larger values are
    /// bound in place.
    ///
    /// Each value that is bound in place needs a level of nested calls, which small values, of
    /// which a list may have thousands, must not cost.
    private static let longestCopied = 1024

    /// Binds values to the placeholders and runs a closure while they are bound.
    ///
    /// The closure must reset the statement before it returns.
    func withBound(
        _ values: [any Bindable], _ body: () throws(SQLError) -> Void
    ) throws(SQLError) {
        let wanted = unsafe Int(sqlite3_bind_parameter_count(handle))
        guard wanted == values.count else {
            throw misuse("\(wanted) placeholders but \(values.count) values")
        }
        try withBound(values, from: 0, body)
    }

    private func withBound(
        _ values: [any Bindable], from start: Int, _ body: () throws(SQLError) -> Void
    ) throws(SQLError) {
        for position in start..<values.count {
            let number = Int32(clamping: position + 1)
            switch values[position].sqlValue {
            case .null:
                try check(unsafe sqlite3_bind_null(handle, number))
            case .integer(let integer):
                try check(unsafe sqlite3_bind_int64(handle, number, integer))
            case .text(let text):
                let utf8 = text.utf8Span.span
                if utf8.count > Self.longestCopied {
                    return try unsafe utf8.withUnsafeBytes { bytes throws(SQLError) in
                        try unsafe bindText(bytes, number, copied: false)
                        try withBound(values, from: position + 1, body)
                    }
                }
                try unsafe utf8.withUnsafeBytes { bytes throws(SQLError) in
                    try unsafe bindText(bytes, number, copied: true)
                }
            case .bytes(let array):
                let span = array.span
                if span.count > Self.longestCopied {
                    return try unsafe span.withUnsafeBytes { bytes throws(SQLError) in
                        try unsafe bindBytes(bytes, number, copied: false)
                        try withBound(values, from: position + 1, body)
                    }
                }
                try unsafe span.withUnsafeBytes { bytes throws(SQLError) in
                    try unsafe bindBytes(bytes, number, copied: true)
                }
            }
        }
        try body()
    }

    private func bindText(
        _ bytes: UnsafeRawBufferPointer, _ number: Int32, copied: Bool
    ) throws(SQLError) {
        // A null pointer would bind null instead of an empty text.
        guard let start = bytes.baseAddress, bytes.count > 0 else {
            return try check(
                unsafe sqlite3_bind_text64(
                    handle, number, "", 0, Self.copy, UInt8(SQLITE_UTF8)))
        }
        try check(
            unsafe sqlite3_bind_text64(
                handle, number, start.assumingMemoryBound(to: CChar.self),
                UInt64(bytes.count), copied ? Self.copy : nil, UInt8(SQLITE_UTF8)))
    }

    private func bindBytes(
        _ bytes: UnsafeRawBufferPointer, _ number: Int32, copied: Bool
    ) throws(SQLError) {
        guard let start = bytes.baseAddress, bytes.count > 0 else {
            return try check(unsafe sqlite3_bind_zeroblob(handle, number, 0))
        }
        try check(
            unsafe sqlite3_bind_blob64(
                handle, number, start, UInt64(bytes.count), copied ? Self.copy : nil))
    }

    /// SQLITE_TRANSIENT, with which SQLite copies the bound value; with nil SQLite reads it in
    /// place.
    static var copy: sqlite3_destructor_type {
        unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    private func check(_ result: Int32) throws(SQLError) {
        guard result == SQLITE_OK else {
            reset()
            throw unsafe SQLError(handle: sqlite3_db_handle(handle), result: result, sql: sql)
        }
    }

    /// Checks that the placeholder of number n is written `$n`, because other databases use the
    /// number in its name.
    func checkPlaceholders() throws(SQLError) {
        for number in 0..<(unsafe sqlite3_bind_parameter_count(handle)) {
            let name = unsafe sqlite3_bind_parameter_name(handle, number + 1)
                .map { unsafe String(cString: $0) }
            guard name == "$\(number + 1)" else {
                throw misuse("placeholder \(number + 1) is written \(name ?? "?")")
            }
        }
    }

    private func misuse(_ message: String) -> SQLError {
        SQLError(code: .other, message: message, sql: sql)
    }
}
