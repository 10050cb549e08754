#include "layers/model/error.hpp"

namespace diaban {

Error::Error(ErrorCode code, std::string key, MessageArguments arguments)
    : m_code(code), m_key(std::move(key)), m_arguments(std::move(arguments)), m_what(m_key) {
    for (const auto& [name, value] : m_arguments) {
        m_what += " " + name + "='" + value + "'";
    }
}

int exit_code(ErrorCode code) {
    return code == ErrorCode::kUsage ? 2 : 1;
}

}  // namespace diaban
