#include "layers/cartography/thematic_map.hpp"

#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/page_file.hpp"

namespace diaban {

std::string render_class_map(const ClassMap& map, const PageOptions& options) {
    return render_page(class_content(map, options), options);
}

std::string render_category_map(const CategoryMap& map, const PageOptions& options) {
    return render_page(category_content(map, options), options);
}

std::string render_density_map(const DensityMap& map, const PageOptions& options) {
    return render_page(density_content(map, options), options);
}

std::string render_change_map(const ChangeMap& map, const PageOptions& options) {
    return render_page(change_content(map, options), options);
}

std::string render_review_change_map(const ReviewChangeMap& map, const PageOptions& options) {
    return render_page(review_change_content(map, options), options);
}

std::string render_hotspot_map(const HotspotMap& map, const PageOptions& options) {
    return render_page(hotspot_content(map, options), options);
}

std::string render_period_map(const PeriodMap& map, const PageOptions& options) {
    return render_page(period_content(map, options), options);
}

void draw_class_map(const ClassMap& map, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_class_map(map, options), file);
}

void draw_density_map(const DensityMap& map, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_density_map(map, options), file);
}

}  // namespace diaban
