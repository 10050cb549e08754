#include "engine/input/input_record.hpp"

#include "layers/read/digest.hpp"

namespace diaban {

namespace fs = std::filesystem;

SourceSpec source_of(const std::string& text, const std::string& layer) {
    SourceSpec spec = parse_source(text);
    if (!layer.empty()) {
        spec.layer = layer;
    }
    return spec;
}

InputRecord record_of(const std::string& role, const SourceSpec& source, const fs::path& project_file) {
    InputRecord record;
    record.role = role;
    record.file = source.path;
    std::error_code ignored;
    const fs::path relative = fs::relative(source.path, project_file.parent_path(), ignored);
    record.path = relative.empty() || source.path.starts_with("PG:") ? shown_source(source.path) : relative.string();
    if (fs::is_regular_file(source.path, ignored)) {
        record.bytes = fs::file_size(source.path);
        record.sha256 = sha256_of_file(source.path);
    }
    return record;
}

}  // namespace diaban
