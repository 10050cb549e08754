// Text inside XML.
#pragma once

#include <string>

namespace diaban {

/// With & < > " replaced by their entities, and control characters, which XML has no way to write, by blanks.
inline std::string xml_text(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r' ? ' ' : c;
        }
    }
    return escaped;
}

}  // namespace diaban
