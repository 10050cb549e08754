#include "layers/page/viewer_page.hpp"

#include <string_view>

#include "layers/model/error.hpp"

// The page that viewer/ builds, embedded by CMake (embed_files).
extern "C" {
extern const char diaban_viewer_page_begin[];
extern const char diaban_viewer_page_end[];
}

namespace diaban {

std::string viewer_page(const ViewerContent& content) {
    const std::string_view page(diaban_viewer_page_begin,
                                static_cast<std::size_t>(diaban_viewer_page_end - diaban_viewer_page_begin));
    constexpr std::string_view kOpening = R"(<script type="application/json" id="diaban-data">)";
    constexpr std::string_view kClosing = "</script>";
    const std::size_t opening = page.find(kOpening);
    const std::size_t from = opening == std::string_view::npos ? opening : opening + kOpening.size();
    const std::size_t to = from == std::string_view::npos ? from : page.find(kClosing, from);
    if (to == std::string_view::npos) {
        throw Error(ErrorCode::kInternal, "error.viewer-page-without-data", {});
    }
    const std::string bundle = viewer_bundle_json(content);
    std::string result;
    result.reserve(page.size() + bundle.size());
    result.append(page.substr(0, from));
    result.append(bundle);
    result.append(page.substr(to));
    return result;
}

}  // namespace diaban
