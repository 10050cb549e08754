// A text table that GDAL's driver would misread, rewritten in memory as one that it reads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/read/source.hpp"

namespace diaban {

/// UTF-8, no rows above the header, and that on one line with every name in quotation marks: the separator alone stands
/// outside, so GDAL finds it. The file lives as long as the object.
class TextCopy {
public:
    ~TextCopy();
    TextCopy(const TextCopy&) = delete;
    TextCopy& operator=(const TextCopy&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }  ///< for GDAL

private:
    friend std::unique_ptr<TextCopy> copy_for_gdal(const SourceSpec&, std::vector<Finding>&);
    TextCopy(const std::string& name, std::string bytes);
    std::string m_path;
    std::string m_bytes;
};

/// A copy of a table in UTF-16, or with its header below title rows, over two lines or missing, and findings that say
/// so (finding.text-utf16, finding.rows-above-header, finding.header-two-lines, finding.header-missing); nothing for
/// every other file, also for one that cannot be read. O(bytes) where there is a copy, else a megabyte is read.
std::unique_ptr<TextCopy> copy_for_gdal(const SourceSpec& source, std::vector<Finding>& findings);

}  // namespace diaban
