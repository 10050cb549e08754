#include "layers/cartography/thematic_map.hpp"

#include <array>
#include <cmath>

#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_page.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/cartography/palette.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr std::size_t kDensityClasses = 7;
/// Of cells without any density: not white, which is what lies outside.
constexpr Colour kZeroColour{0.945, 0.945, 0.925};

template <typename Values>
const Values& column_of(const FeatureLayer& areas, const std::string& name) {
    const Column* column = areas.table.find(name);
    if (column == nullptr) {
        throw Error(ErrorCode::kInput, "error.map-column-missing", {{"layer", areas.name}, {"column", name}});
    }
    const auto* values = std::get_if<Values>(&column->values);
    if (values == nullptr || values->size() != areas.geometry.size()) {
        throw Error(ErrorCode::kInput, "error.map-column-unusable", {{"layer", areas.name}, {"column", name}});
    }
    return *values;
}

/// An empty layer may come without any column.
bool is_empty(const FeatureLayer& areas) {
    return areas.geometry.empty();
}

std::string counted(const Catalogue& words, const std::string& label_key, std::size_t count) {
    return words.say("map.legend-entry",
                     {{"label", words.say(label_key)}, {"count", words.integer(static_cast<std::int64_t>(count))}});
}

TextStyle note_style(double scale) {
    return {7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
}

std::string unit_in_words(const std::string& unit, const Catalogue& words) {
    std::string key = "map.unit.";
    for (const char c : unit) {
        key += c == ' ' ? '-' : c;
    }
    return words.has(key) ? words.say(key) : unit;
}

std::string bandwidth_in_words(const ReviewHeader& header, const Catalogue& words) {
    const std::string key = "map.bandwidth-rule." + header.bandwidth_rule;
    const std::string rule = words.has(key) ? words.say(key) : header.bandwidth_rule;
    return words.say("map.bandwidth", {{"metres", words.integer(std::llround(header.bandwidth_m))}, {"rule", rule}});
}

MapContent class_content(const ClassMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.class"), {}, {}, {}, {}, {}};
    const auto& styles = class_styles();
    content.styles.assign(styles.begin(), styles.end());

    std::array<std::size_t, kAreaCategoryCount> counts{};
    std::size_t borderline_count = 0;
    if (!is_empty(map.areas)) {
        const auto& names = column_of<TextValues>(map.areas, "name");
        const auto& classes = column_of<TextValues>(map.areas, "class");
        const auto& borderline = column_of<BooleanValues>(map.areas, "borderline");
        for (std::size_t i = 0; i < classes.size(); ++i) {
            const auto area_class = area_category_from_text(classes[i]);
            if (!area_class) {
                throw Error(ErrorCode::kInput, "error.map-class-unknown",
                            {{"layer", map.areas.name}, {"row", std::to_string(i + 1)}, {"value", *classes[i]}});
            }
            const auto index = static_cast<std::size_t>(*area_class);
            const bool marked = borderline[i].value_or(false) && *area_class != AreaCategory::kOutside;
            ++counts[index];
            borderline_count += marked ? 1 : 0;
            content.style_of_area.push_back(index);
            content.names.push_back({names[i].value_or(""), marked, *area_class == AreaCategory::kOutside ? 0.0 : 1.0});
        }
    }

    content.legend.heading = words.say("map.legend.class");
    for (std::size_t i = 0; i < kAreaCategoryCount; ++i) {
        const bool always = i <= static_cast<std::size_t>(AreaCategory::kComplex);
        if (always || counts[i] > 0) {
            content.legend.entries.push_back({styles[i], counted(words, styles[i].label_key, counts[i])});
        }
    }
    content.legend.notes.gap = 2.0 * scale;
    if (borderline_count > 0) {
        content.legend.notes.paragraphs.push_back(
            {words.say("map.borderline", {{"count", words.integer(static_cast<std::int64_t>(borderline_count))}}),
             note_style(scale)});
    }
    return content;
}

MapContent density_content(const DensityMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.density"), {}, {}, {}, {}, {}};
    if (!is_empty(map.areas)) {
        for (const auto& name : column_of<TextValues>(map.areas, "name")) {
            content.names.push_back({name.value_or(""), false, 0.0});
        }
    }
    const DensityClasses classes = density_classes(map.density, map.breaks, kDensityClasses);
    const std::vector<Colour> colours = sequential_colours(classes.count());
    content.surface = surface_image(map.density, classes, kZeroColour, colours);

    content.legend.heading = words.say("map.legend.density", {{"unit", unit_in_words(map.density.unit, words)}});
    const auto swatch = [](const Colour& fill) { return AreaStyle{fill, HatchKind::kNone, kBlack, 4.0, 0.5, ""}; };
    for (std::size_t back = classes.count(); back > 0; --back) {
        content.legend.entries.push_back({swatch(colours[back - 1]), class_in_words(classes, back - 1, words)});
    }
    if (classes.has_zero) {
        content.legend.entries.push_back({swatch(kZeroColour), words.say("map.density.zero")});
    }
    auto& notes = content.legend.notes;
    notes.gap = 2.0 * scale;
    notes.paragraphs.push_back(
        {words.say("map.density.window", {{"window", words.window(map.window.value_or(map.header.current))}}),
         note_style(scale)});
    if (classes.count() == 0 && !classes.has_zero) {
        notes.paragraphs.push_back({words.say("map.density.none"), note_style(scale)});
    } else {
        notes.paragraphs.push_back(
            {words.say(map.breaks == DensityBreaks::kEqualSteps ? "map.density.equal-steps" : "map.density.quantiles"),
             note_style(scale)});
    }
    if (map.header.bandwidth_m > 0.0) {
        notes.paragraphs.push_back({bandwidth_in_words(map.header, words), note_style(scale)});
    }
    notes.paragraphs.push_back(
        {words.say("map.density.cell", {{"metres", words.decimal(map.density.grid.cell.value, 0)}}),
         note_style(scale)});
    return content;
}

}  // namespace

std::string render_class_map(const ClassMap& map, const PageOptions& options) {
    return render_page(class_content(map, options), options);
}

std::string render_density_map(const DensityMap& map, const PageOptions& options) {
    return render_page(density_content(map, options), options);
}

void draw_class_map(const ClassMap& map, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_class_map(map, options), file);
}

void draw_density_map(const DensityMap& map, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_density_map(map, options), file);
}

}  // namespace diaban
