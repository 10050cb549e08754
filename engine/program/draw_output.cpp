#include "engine/program/draw_output.hpp"

#include "engine/pages/draw_pages.hpp"
#include "engine/pages/review_atlas.hpp"
#include "engine/pages/review_pack.hpp"
#include "engine/program/study_registry.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace fs = std::filesystem;

std::vector<fs::path> draw_from_output(const MapRequest& request, Progress& progress) {
    progress.begin("step.write-maps", 0);
    Output output = read_output(request.output, output_shape());
    const PageMakers makers = all_page_makers();
    output.maps.page = request.page.value_or(output.maps.page);
    output.maps.orientation = request.orientation.value_or(output.maps.orientation);
    output.language = request.language.value_or(output.language);
    output.maps.formats = {request.format};
    const fs::path folder = request.folder.empty() ? request.output / "maps" : request.folder;
    if (request.layer.empty()) {
        output.maps.layers = available_pages(output, makers);
        make_page_folder(folder);
        return draw_pages(output, makers, {folder, request.threads}, progress);
    }
    if (request.layer == "pack") {
        return write_review_pack({output, makers}, request.folder.empty() ? request.output / "review" : request.folder,
                                 progress);
    }
    if (request.layer == "atlas" && request.format != MapFormat::kPdf) {
        throw Error(ErrorCode::kUsage, "error.atlas-format", {});
    }
    const std::string page = request.layer == "atlas" ? review_atlas(output, output.language)
                                                      : page_of({output, request.layer, output.language},
                                                                makers)(page_options(output, request.format));
    make_page_folder(folder);
    const fs::path file = folder / (request.layer + ending_of(request.format));
    write_page(page, file);
    return {file};
}

}  // namespace diaban
