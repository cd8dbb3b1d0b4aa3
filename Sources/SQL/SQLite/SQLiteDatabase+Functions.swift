// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// Functions of this process that statements can call.
extension SQLiteDatabase {
    /// A function, kept by SQLite until the connection closes.
    private final class TextFunction {
        let body: @Sendable (String) -> String

        init(_ body: @escaping @Sendable (String) -> String) { self.body = body }
    }

    /// Provides a function from text to text; it returns null for null.
    ///
    /// The schema cannot use it: the function exists only in connections that ask for it.
    func provide(
        _ name: String, _ body: @escaping @Sendable (String) -> String
    ) throws(SQLError) {
        guard functions.insert(name).inserted else { return }
        let context = unsafe Unmanaged.passRetained(TextFunction(body)).toOpaque()
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
        let result = try unsafe sqlite3_create_function_v2(
            open(), name, 1, flags, context,
            { context, _, values in
                guard let values = unsafe values, let value = unsafe values[0],
                    let start = unsafe sqlite3_value_text(value),
                    let data = unsafe sqlite3_user_data(context)
                else { return unsafe sqlite3_result_null(context) }
                let count = unsafe Int(sqlite3_value_bytes(value))
                let text = unsafe String(
                    decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
                let function = unsafe Unmanaged<TextFunction>.fromOpaque(data)
                    .takeUnretainedValue()
                var folded = function.body(text)
                folded.withUTF8 { bytes in
                    guard let start = bytes.baseAddress else {
                        return unsafe sqlite3_result_text(context, "", 0, nil)
                    }
                    unsafe sqlite3_result_text64(
                        context, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
                        UInt64(bytes.count),
                        SQLiteStatement.copy, UInt8(SQLITE_UTF8))
                }
            }, nil, nil,
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<TextFunction>.fromOpaque(context).release()
            })
        // SQLite has released the function if it failed.
        guard result == SQLITE_OK else {
            throw unsafe SQLError(handle: handle, result: result, sql: nil)
        }
    }
}
