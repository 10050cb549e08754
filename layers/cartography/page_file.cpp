#include "layers/cartography/page_file.hpp"

#include <fstream>
#include <system_error>

#include "layers/model/error.hpp"

namespace diaban {

void write_page(const std::string& bytes, const std::filesystem::path& file) {
    std::filesystem::path part = file;
    part += ".part";
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) {
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
            throw Error(ErrorCode::kOutput, "error.map-not-written", {{"file", file.string()}});
        }
    }
    std::error_code failed;
    std::filesystem::rename(part, file, failed);
    if (failed) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw Error(ErrorCode::kOutput, "error.map-not-written", {{"file", file.string()}});
    }
}

void make_page_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        throw Error(ErrorCode::kOutput, "error.map-not-written", {{"file", folder.string()}});
    }
}

}  // namespace diaban
