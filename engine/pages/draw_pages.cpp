#include "engine/pages/draw_pages.hpp"

#include <algorithm>

#include "layers/base/parallel_chunks.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The maker of a page that the output can give.
const PageMaker& maker_of(const PageRequest& request, const PageMakers& makers) {
    std::vector<std::string> known;
    for (const PageMaker& maker : makers) {
        const std::vector<std::string> names = maker.available(request.output);
        if (contains(names, request.name)) {
            return maker;
        }
        if (!maker.name.ends_with('_')) {
            known.push_back(maker.name);
        }
        known.insert(known.end(), names.begin(), names.end());
    }
    if (!contains(known, request.name)) {
        throw Error(ErrorCode::kUsage, "error.map-unknown",
                    {{"name", request.name}, {"nearest", nearest_name(request.name, known)}});
    }
    std::string there;
    for (const std::string& other : available_pages(request.output, makers)) {
        there += (there.empty() ? "" : ", ") + other;
    }
    throw Error(ErrorCode::kInput, "error.map-not-in-output", {{"name", request.name}, {"maps", there}});
}

}  // namespace

std::vector<std::string> available_pages(const Output& output, const PageMakers& makers) {
    std::vector<std::string> names;
    for (const PageMaker& maker : makers) {
        for (std::string& name : maker.available(output)) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

HeldMap map_of(const PageRequest& request, const PageMakers& makers) {
    return maker_of(request, makers).map(request);
}

DrawnPage page_of(const PageRequest& request, const PageMakers& makers) {
    const PageMaker& maker = maker_of(request, makers);
    if (maker.page != nullptr) {
        return maker.page(request);
    }
    return
        [map = maker.map(request)](const PageOptions& options) { return render_page(map.content(options), options); };
}

PageOptions page_options(const Output& output, MapFormat format) {
    return {output.maps.page, output.maps.orientation, format, output.language};
}

const char* ending_of(MapFormat format) {
    return format == MapFormat::kPdf ? ".pdf" : format == MapFormat::kPng ? ".png" : ".svg";
}

std::vector<fs::path> draw_pages(const Output& output, const PageMakers& makers, const DrawOptions& options,
                                 Progress& progress) {
    std::vector<std::string> names;
    for (const PageMaker& maker : makers) {
        for (std::string& name : maker.available(output)) {
            const std::vector<std::string>& chosen = output.maps.layers;
            if (chosen.empty() ? maker.unasked == DrawnUnasked::kYes : contains(chosen, name)) {
                names.push_back(std::move(name));
            }
        }
    }
    const std::vector<MapFormat>& formats = output.maps.formats;
    progress.begin("step.write-maps", names.size() * formats.size());
    std::vector<fs::path> files(names.size() * formats.size());
    // One map in all its formats at a time: a map's transformation to degrees belongs to one thread.
    for_each_chunk(names.size(), 1, options.threads, [&](std::size_t at, std::size_t, std::size_t) {
        const DrawnPage page = page_of({output, names[at], output.language}, makers);
        for (std::size_t f = 0; f < formats.size(); ++f) {
            progress.throw_if_cancelled();
            fs::path& file = files[at * formats.size() + f];
            file = options.folder / (names[at] + ending_of(formats[f]));
            write_page(page(page_options(output, formats[f])), file);
            progress.advance(1);
        }
    });
    return files;
}

}  // namespace diaban
