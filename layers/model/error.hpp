// The one exception type. Words are data: an error carries a key and figures, the catalogue turns them into sentences.
#pragma once

#include <exception>
#include <map>
#include <string>
#include <utility>

namespace diaban {

/// What kind of failure this is; decides the exit code (see `exit_code`).
enum class ErrorCode {
    kUsage,      ///< unknown flag, missing argument: exit 2
    kInput,      ///< a file, field, value, CRS or option that cannot be used as it is: exit 1
    kOutput,     ///< cannot write, disk full, read-only: exit 1
    kCancelled,  ///< the user asked to stop (Ctrl-C): exit 1
    kInternal,   ///< a broken promise inside the program: exit 1
};

/// Names and values that fill the `{name}` places of a message.
using MessageArguments = std::map<std::string, std::string>;

/// A failure that a person must read. `key` names a sentence in data/words/{vi,en}/*.json; `arguments` hold what it
/// needs: the file, row or feature, the value, the limit. `what()` is a plain fallback for debuggers and tests:
/// the key followed by its arguments.
class Error : public std::exception {
public:
    Error(ErrorCode code, std::string key, MessageArguments arguments);

    [[nodiscard]] ErrorCode code() const { return m_code; }
    [[nodiscard]] const std::string& key() const { return m_key; }
    [[nodiscard]] const MessageArguments& arguments() const { return m_arguments; }
    [[nodiscard]] const char* what() const noexcept override { return m_what.c_str(); }

private:
    ErrorCode m_code;
    std::string m_key;
    MessageArguments m_arguments;
    std::string m_what;
};

/// 2 for bad usage, 1 for everything else.
int exit_code(ErrorCode code);

}  // namespace diaban
