// The bytes of a text file as UTF-8, whatever they came in: unpacked from gzip, turned from UTF-16, without a byte
// order mark.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/text/utf16.hpp"

namespace diaban {

class TextStream {
public:
    /// Throws Error{kInput, "error.file-unreadable"}.
    explicit TextStream(const std::string& path);
    TextStream(TextStream&&) noexcept;
    TextStream& operator=(TextStream&&) noexcept;
    ~TextStream();

    /// Appends what comes next, about a megabyte: how much depends on the bytes alone. False at the end of the file.
    /// Throws Error{kInput, "error.file-unreadable"}. O(bytes).
    bool append_to(std::vector<char>& bytes);

    [[nodiscard]] bool at_end() const { return m_at_end; }
    /// Set for a file in UTF-16; known after the first bytes were read.
    [[nodiscard]] std::optional<Utf16Order> utf16() const { return m_utf16; }

private:
    void begin();

    struct File;
    std::unique_ptr<File> m_file;
    std::string m_path;
    std::vector<char> m_raw;  ///< of a file in UTF-16: read and not yet turned
    std::optional<Utf16Order> m_utf16;
    bool m_begun = false;
    bool m_at_end = false;
};

}  // namespace diaban
