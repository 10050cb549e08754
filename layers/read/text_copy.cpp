#include "layers/read/text_copy.hpp"

#include <cpl_vsi.h>

#include <atomic>
#include <filesystem>

#include "layers/read/text_table.hpp"

namespace diaban {

namespace {

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) {
        text += c == '"' ? "\"\"" : std::string(1, c);
    }
    return text + "\"";
}

std::string header_line(const TextTableLayout& layout) {
    std::string line;
    for (const std::string& name : layout.field_names) {
        line += (line.empty() ? "" : std::string(1, layout.separator)) + quoted(name);
    }
    return line + "\n";
}

}  // namespace

TextCopy::TextCopy(const std::string& name, std::string bytes) : m_bytes(std::move(bytes)) {
    static std::atomic<std::uint64_t> number{0};
    m_path = "/vsimem/diaban-text-" + std::to_string(number++) + "/" + name + ".csv";
    VSIFCloseL(VSIFileFromMemBuffer(m_path.c_str(), reinterpret_cast<GByte*>(m_bytes.data()), m_bytes.size(), FALSE));
}

TextCopy::~TextCopy() {
    VSIUnlink(m_path.c_str());
}

std::unique_ptr<TextCopy> copy_for_gdal(const SourceSpec& source, std::vector<Finding>& findings) {
    try {
        TextTable table(source);
        const TextTableLayout& layout = table.layout();
        if (layout.as_gdal && !layout.utf16) {
            return nullptr;
        }
        std::string bytes = header_line(layout);
        while (const auto block = table.next()) {
            bytes.append(block->bytes.begin(), block->bytes.end());
        }
        const std::string file = shown_source(source.path);
        if (layout.utf16) {
            const bool little = *layout.utf16 == Utf16Order::kLittleEndian;
            findings.push_back(
                {Severity::kNote, "finding.text-utf16", {{"file", file}, {"order", little ? "LE" : "BE"}}});
        }
        if (layout.header_missing) {
            findings.push_back({Severity::kWarning, "finding.header-missing", {{"file", file}}});
        } else if (!layout.as_gdal) {
            findings.push_back(
                {Severity::kNote,
                 layout.above.empty() ? "finding.header-two-lines" : "finding.rows-above-header",
                 {{"file", file}, {"row", std::to_string(layout.header_line)}, {"above", layout.above}}});
        }
        std::string name = std::filesystem::path(source.path).stem().string();
        return std::unique_ptr<TextCopy>(new TextCopy(name, std::move(bytes)));
    } catch (const Error&) {
        return nullptr;  // what is wrong with it is said by whoever reads it
    }
}

}  // namespace diaban
