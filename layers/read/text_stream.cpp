#include "layers/read/text_stream.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <string_view>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/error.hpp"
#include "layers/read/source.hpp"

namespace diaban {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kLookedAt = 4096;

/// Where a pair of UTF-16 units may be cut without parting the two halves of one letter.
std::size_t whole_letters(const std::vector<char>& raw, Utf16Order order) {
    const std::size_t even = raw.size() - raw.size() % 2;
    if (even == 0) {
        return 0;
    }
    const char high = raw[even - (order == Utf16Order::kLittleEndian ? 1 : 2)];
    const bool first_half = (static_cast<unsigned char>(high) & 0xFC) == 0xD8;
    return first_half ? even - 2 : even;
}

}  // namespace

struct TextStream::File {
    VSILFILE* handle = nullptr;
    ~File() {
        if (handle != nullptr) {
            VSIFCloseL(handle);
        }
    }
};

TextStream::TextStream(const std::string& path) : m_file(std::make_unique<File>()), m_path(path) {
    start_gdal();
    GdalErrors errors;
    m_file->handle = VSIFOpenL(gdal_file_name(path).c_str(), "rb");
    if (m_file->handle == nullptr) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", path}, {"cause", errors.message()}});
    }
}
TextStream::TextStream(TextStream&&) noexcept = default;
TextStream& TextStream::operator=(TextStream&&) noexcept = default;
TextStream::~TextStream() = default;

/// Looks at the first bytes, which are all in m_raw.
void TextStream::begin() {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    const std::string_view first(m_raw.data(), std::min(m_raw.size(), kLookedAt));
    m_utf16 = utf16_order(first);
    if (first.starts_with(kByteOrderMark)) {
        m_raw.erase(m_raw.begin(), m_raw.begin() + static_cast<std::ptrdiff_t>(kByteOrderMark.size()));
    }
    m_begun = true;
}

bool TextStream::append_to(std::vector<char>& bytes) {
    if (m_at_end) {
        return false;
    }
    // Bytes that need no turning go straight to where they are wanted.
    const bool straight = m_begun && !m_utf16;
    const std::size_t bytes_before = bytes.size();
    std::vector<char>& to = straight ? bytes : m_raw;
    GdalErrors errors;
    const std::size_t before = to.size();
    to.resize(before + kBlock);
    const std::size_t got = VSIFReadL(to.data() + before, 1, kBlock, m_file->handle);
    to.resize(before + got);
    m_at_end = got < kBlock;
    if (errors.failed()) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", m_path}, {"cause", errors.message()}});
    }
    if (straight) {
        return got > 0;
    }
    if (!m_begun) {
        begin();
    }
    if (!m_utf16) {
        bytes.insert(bytes.end(), m_raw.begin(), m_raw.end());
        m_raw = {};
        return got > 0;
    }
    const std::size_t whole = m_at_end ? m_raw.size() : whole_letters(m_raw, *m_utf16);
    const std::string text = utf8_from_utf16({m_raw.data(), whole}, *m_utf16);
    bytes.insert(bytes.end(), text.begin(), text.end());
    m_raw.erase(m_raw.begin(), m_raw.begin() + static_cast<std::ptrdiff_t>(whole));
    return got > 0 || bytes.size() > bytes_before;
}

}  // namespace diaban
