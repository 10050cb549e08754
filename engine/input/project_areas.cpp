// The areas of a project and what their names mean.
#include "engine/input/area_lookup.hpp"
#include "engine/input/coordinate_findings.hpp"
#include "engine/input/project_data.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_crosswalk.hpp"

namespace diaban {

namespace {

AreaReadOptions area_options(const Project& project, const SourceSpec& source, const CrsId& analysis_crs) {
    AreaReadOptions options;
    options.source = source;
    options.declared_crs = project.areas.crs;
    options.analysis_crs = analysis_crs;
    options.id_field = project.areas.id;
    options.name_field = project.areas.name;
    options.parent_field = project.areas.parent;
    options.population_field = project.areas.population;
    options.watch_field = project.areas.watchlist_field;
    options.watch_list = project.areas.watchlist;
    options.valid_from_field = project.areas.valid_from;
    options.valid_to_field = project.areas.valid_to;
    options.valid_on = project.project.as_of;
    options.personal = project.privacy.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    return options;
}

/// The old units' table, if there is one, and with it what names mean.
void read_names(const Project& project, std::optional<LocalDay> areas_begin, ProjectData& data) {
    AreaNames present(named_areas(data.areas));
    Crosswalk crosswalk;
    if (const CrosswalkSection& section = project.crosswalk; !section.source.empty()) {
        CrosswalkReadOptions options;
        options.source = source_of(section.source, section.layer);
        options.old_field = section.old_code;
        options.old_name_field = section.old_name;
        options.old_parent_field = section.old_parent;
        options.new_field = section.present;
        options.share_field = section.share;
        options.weight_field = section.weight;
        options.date = section.date ? section.date : areas_begin;
        CrosswalkReading reading = read_crosswalk(options, present);
        InputRecord record = record_of("crosswalk", options.source, project.file);
        record.set_rows(reading.rows_read, reading.rejects.rows.size());
        data.inputs.push_back(std::move(record));
        tell(data, "crosswalk", reading.findings);
        data.crosswalk_rejects = std::move(reading.rejects);
        crosswalk = std::move(reading.crosswalk);
    }
    data.names = std::make_shared<AreaResolver>(named_areas(data.areas), std::move(crosswalk));
}

}  // namespace

void read_project_areas(const Project& project, ProjectData& data, Progress& progress) {
    const SourceSpec source = source_of(project.areas.source, project.areas.layer);
    data.inputs.push_back(record_of("areas", source, project.file));
    if (project.project.crs.empty()) {
        data.crs = crs_for_areas(source, project.areas.crs);
    } else {
        require_metric(project.project.crs);
        data.crs = {project.project.crs, "crs.declared"};
    }
    data.crs_information = crs_information(data.crs.crs);
    AreaReading areas = read_areas(area_options(project, source, data.crs.crs), progress);
    InputRecord& record = data.inputs.back();
    record.crs = areas.source_crs.definition;
    record.set_rows(areas.features_read, areas.features_left_out);
    data.areas = std::move(areas.areas);
    data.areas_read = {areas.source_crs, areas.source_extent, areas.operation, areas.accuracy_m};
    tell(data, "areas", std::move(areas.findings));
    for (Finding& finding : area_range_findings(project, data)) {
        data.findings.push_back(std::move(finding));
    }
    read_names(project, areas.valid_from, data);
}

}  // namespace diaban
