#include "engine/output/output.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/output/review_kinds.hpp"
#include "layers/model/error.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban {

namespace {

LocalDay day_of(const Json& text) {
    if (const auto day = day_from_iso(text.text())) {
        return *day;
    }
    throw JsonError("no day: " + text.text());
}

TimeWindow window_of(const Json& window) {
    return {day_of(window.at("from")), day_of(window.at("to"))};
}

TwoLanguages both(const Json& words) {
    return {words.at("vi").text(), words.at("en").text()};
}

ReviewHeader header_of(const Json& run) {
    const Json& options = run.at("options");
    const Json& rule = options.at("classify");
    ReviewHeader header;
    header.title = run.at("title").text();
    header.unit = run.at("unit").text();
    header.marking = run.at("marking").text();
    header.run_id = run.at("run_id").text();
    header.program_version = run.at("version").text();
    header.rule_name = rule.at("rule").text();
    // The mark of a rule with thresholds of the project's own: it is then no longer the approved one.
    header.rule_version = rule.at("rule_version").text() + (rule.at("rule_overridden").boolean() ? " *" : "");
    header.rule_hash = rule.at("rule_hash").text();
    header.rule_unit = rule.at("rule_unit").text();
    header.interval = rule.at("interval").number();
    header.split_forced = run.at("results").at("split_forced").boolean();
    header.as_of = day_of(options.at("as_of"));
    header.baseline = window_of(options.at("periods").at("baseline"));
    header.current = window_of(options.at("periods").at("current"));
    header.crs = {run.at("crs").at("definition").text()};
    header.crs_name = run.at("crs").at("name").text();
    for (const char* window : {"baseline", "current"}) {
        header.incidents_in_windows += run.at("results").at(window).at("incidents").count();
        header.incidents_located += run.at("results").at(window).at("located").count();
    }
    for (const Json& input : run.at("inputs").values()) {
        header.sources.push_back(
            {input.at("role").text(), std::filesystem::path(input.at("path").text()).filename().string()});
    }
    header.bandwidth_m = options.at("density").at("bandwidth_m").number();
    header.bandwidth_rule = options.at("density").at("bandwidth_rule").text();
    return header;
}

ReviewFigures figures_of(const Json& run) {
    const Json& results = run.at("results");
    const Json& rule = run.at("options").at("classify");
    ReviewFigures figures;
    const Json& split = results.at("split");
    figures.split = {split.at("stable").count(), split.at("contained").count(), split.at("complex").count()};
    figures.borderline = results.at("borderline").count();
    figures.incidents_baseline = results.at("baseline").at("incidents").count();
    figures.incidents_current = results.at("current").at("incidents").count();
    figures.outside_areas =
        results.at("baseline").at("outside_areas").count() + results.at("current").at("outside_areas").count();
    for (const Json& input : run.at("inputs").values()) {
        if (input.at("role").text() == "incidents") {
            figures.rows_read += input.at("rows_read").count();
            figures.rows_rejected += input.at("rows_rejected").count();
        }
    }
    figures.reference_rate = results.at("reference_rate").number();
    figures.by_residents = rule.at("exposure").text() == "residents x years";
    figures.only_reported = rule.at("incidents").text() == "reported";
    figures.elevated_above = rule.at("elevated_above").number();
    figures.brought_down_below = rule.at("brought_down_below").number();
    figures.cell_m = run.at("options").at("density").at("cell_m").number();
    if (const Json& year = results.at("year"); !year.is_null()) {
        figures.year = {{year.at("to_be_turned_around").count(), year.at("turned_around").count(),
                         year.at("passed_before").count(), year.at("not_relapsed").count()}};
    }
    for (const auto& [variant, share] : results.at("share_of_areas_with_the_same_class").members()) {
        if (share.is_number()) {
            figures.same_class.emplace_back(variant, share.number());
        }
    }
    for (const Json& warning : run.at("warnings").values()) {
        figures.warnings.push_back(both(warning));
    }
    return figures;
}

MapsSection maps_of(const Json& maps) {
    MapsSection section;
    section.layers = maps.at("layers").texts();
    section.page = maps.at("page").text() == "A3" ? PageSize::kA3 : PageSize::kA4;
    section.orientation = maps.at("portrait").boolean() ? PageOrientation::kPortrait : PageOrientation::kLandscape;
    section.formats.clear();
    for (const std::string& name : maps.at("formats").texts()) {
        section.formats.push_back(name == "pdf" ? MapFormat::kPdf : name == "png" ? MapFormat::kPng : MapFormat::kSvg);
    }
    section.isolines = maps.at("isolines").boolean();
    section.pack = maps.at("pack").boolean();
    section.atlas = maps.at("atlas").boolean();
    return section;
}

Labelled labelled(const Json& entry, const char* key) {
    return {entry.at(key).text(), both(entry.at("label"))};
}

std::vector<ReviewTheme> themes_of(const Json& themes) {
    std::vector<ReviewTheme> result;
    for (const Json& entry : themes.values()) {
        ReviewTheme theme{labelled(entry, "name"), entry.at("level").text(), {}};
        for (const Json& a_class : entry.at("classes").values()) {
            theme.classes.push_back(labelled(a_class, "code"));
        }
        result.push_back(std::move(theme));
    }
    return result;
}

std::vector<std::pair<std::string, std::string>> labels_of(const Json& list, const char* key) {
    std::vector<std::pair<std::string, std::string>> labels;
    for (const Json& entry : list.values()) {
        labels.emplace_back(entry.at(key).text(), entry.at("label").text());
    }
    return labels;
}

const FeatureLayer& or_empty(const FeatureLayer* layer) {
    static const FeatureLayer kEmpty;
    return layer != nullptr ? *layer : kEmpty;
}

}  // namespace

const FeatureLayer* Output::find(const LayerKind& kind) const {
    const std::vector<const FeatureLayer*> found = family(kind);
    return found.empty() ? nullptr : found.front();
}

std::vector<const FeatureLayer*> Output::family(const LayerKind& kind) const {
    std::vector<const FeatureLayer*> found;
    for (const OutputLayer& entry : layers) {
        if (kind.covers(entry.layer.name)) {
            found.push_back(&entry.layer);
        }
    }
    return found;
}

const FeatureLayer& Output::areas() const {
    return or_empty(find(areas_kind()));
}

const FeatureLayer& Output::area_periods() const {
    return or_empty(find(area_periods_kind()));
}

const Surface* Output::surface(const std::string& name) const {
    const auto found =
        std::find_if(surfaces.begin(), surfaces.end(), [&](const Surface& each) { return each.name == name; });
    return found == surfaces.end() ? nullptr : &*found;
}

const Json* Output::study(const std::string& name) const {
    const auto found = studies.find(name);
    return found == studies.end() ? nullptr : &found->second;
}

Output output_of_record(Json record, const std::string& file) {
    try {
        Output output;
        const Json& options = record.at("options");
        output.header = header_of(record);
        output.figures = figures_of(record);
        output.language = language_from_code(options.at("language").text());
        output.maps = maps_of(options.at("maps"));
        output.float64 = options.at("density").at("float64").boolean();
        output.show_incidents = options.at("privacy").at("show_incidents").boolean();
        output.themes = themes_of(options.at("themes"));
        output.level_labels = labels_of(options.at("levels"), "level");
        output.overlay_labels = labels_of(options.at("overlays"), "name");
        output.record = std::move(record);
        return output;
    } catch (const JsonError& error) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", file}, {"cause", error.what()}});
    }
}

Json window_record(const TimeWindow& window) {
    return {{"from", iso_date(window.from)}, {"to", iso_date(window.to)}, {"days", window.days()}};
}

Json findings_record(const std::vector<Finding>& findings) {
    Json list = Json::list();
    for (const Finding& finding : findings) {
        const char* severity = finding.severity == Severity::kNote ? "note" : "warning";
        list.push_back({{"key", finding.key},
                        {"severity", severity},
                        {"vi", finding_sentence(finding, catalogue(Language::kVietnamese))},
                        {"en", finding_sentence(finding, catalogue(Language::kEnglish))}});
    }
    return list;
}

std::string rule_summary(const ReviewHeader& header) {
    return header.rule_name + " " + header.rule_version + " (" + header.rule_hash + ")" +
           (header.split_forced ? " forced-split" : "");
}

Raster as_written(Raster raster, bool float64) {
    if (!float64) {
        for (double& value : raster.values) {
            value = static_cast<double>(static_cast<float>(value));
        }
    }
    return raster;
}

}  // namespace diaban
