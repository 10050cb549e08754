#include "engine/studies/hotspots/table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/output/carried_attributes.hpp"

namespace diaban {
namespace {

/// The columns of the contract for the statistic, then what explains them.
class ResultColumns {
public:
    ResultColumns(const HotspotStudy& study, const HotspotResult& result)
        : m_study(study), m_values(result.values), m_result(result.local), m_method(result) {}

    Table build() {
        if (m_study.ids == StudyKeys::kOfTheAreas && !m_study.cells) {
            text("area_id", [&](std::size_t i) { return std::optional(m_study.areas.id[i]); });
        }
        if (m_study.names == StudyKeys::kOfTheAreas && !m_study.cells) {
            text("name", [&](std::size_t i) { return std::optional(m_study.areas.name[i]); });
        }
        real("hotspot_count", [&](std::size_t i) { return finite(m_study.counts[i]); });
        if (m_method.rate != RateKind::kCount) {
            real("hotspot_rate", [&](std::size_t i) { return finite(m_values[i]); });
        }
        const auto score = [](double LocalArea::*member) {
            return [member](const LocalArea& area) { return area.*member; };
        };
        switch (m_method.statistic) {
            case LocalStatistic::kGetisOrdStar:
            case LocalStatistic::kGetisOrd:
                defined("GiZScore", score(&LocalArea::z_score));
                defined("GiPValue", score(&LocalArea::p_value));
                defined("GiPAdj", score(&LocalArea::p_adjusted));
                integer("Gi_Bin", [](const LocalArea& area) { return std::int64_t{area.bin}; });
                break;
            case LocalStatistic::kMoran:
                defined("LMiIndex", score(&LocalArea::value));
                defined("LMiZScore", score(&LocalArea::z_score));
                defined("LMiPValue", score(&LocalArea::p_value));
                defined("LMiPAdj", score(&LocalArea::p_adjusted));
                text("COType", [&](std::size_t i) -> std::optional<std::string> {
                    const LocalArea& area = m_result.areas[i];
                    return ok(i) && area.significant ? std::optional(std::string(quadrant_code(area.quadrant)))
                                                     : std::nullopt;
                });
                break;
            case LocalStatistic::kGeary:
                defined("LCIndex", score(&LocalArea::value));
                defined("LCZScore", score(&LocalArea::z_score));
                defined("LCPValue", score(&LocalArea::p_value));
                defined("LCPAdj", score(&LocalArea::p_adjusted));
                break;
        }
        integer_of_all("NNeighbors", [](const LocalArea& area) { return std::int64_t{area.neighbours}; });
        text("hotspot_state",
             [&](std::size_t i) { return std::optional(std::string(state_code(m_result.areas[i].state))); });
        text("p_source", [&](std::size_t i) {
            return ok(i) ? std::optional(source_code(m_result.areas[i].p_source)) : std::nullopt;
        });
        return std::move(m_table);
    }

private:
    static std::string source_code(PValueSource source) {
        constexpr const char* kCodes[] = {"normal", "permutation", "exact", "tail"};
        return kCodes[static_cast<std::size_t>(source)];
    }
    static std::optional<double> finite(double value) {
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] bool ok(std::size_t i) const { return m_result.areas[i].state == LocalState::kOk; }

    template <typename Value, typename ValueOf>
    void add(const char* name, ValueOf value_of) {
        std::vector<std::optional<Value>> values;
        for (std::size_t i = 0; i < m_result.areas.size(); ++i) {
            values.push_back(value_of(i));
        }
        m_table.columns.push_back({name, std::move(values), "", std::string("field.") + name});
    }
    template <typename ValueOf>
    void text(const char* name, ValueOf value_of) {
        add<std::string>(name, value_of);
    }
    template <typename ValueOf>
    void real(const char* name, ValueOf value_of) {
        add<double>(name, value_of);
    }
    template <typename Member>
    void defined(const char* name, Member member) {
        add<double>(name, [&](std::size_t i) -> std::optional<double> {
            return ok(i) ? std::optional(member(m_result.areas[i])) : std::nullopt;
        });
    }
    template <typename Member>
    void integer(const char* name, Member member) {
        add<std::int64_t>(name, [&](std::size_t i) -> std::optional<std::int64_t> {
            return ok(i) ? std::optional(member(m_result.areas[i])) : std::nullopt;
        });
    }
    template <typename Member>
    void integer_of_all(const char* name, Member member) {
        add<std::int64_t>(name, [&](std::size_t i) { return std::optional(member(m_result.areas[i])); });
    }

    const HotspotStudy& m_study;
    const std::vector<double>& m_values;
    const LocalResult& m_result;
    const HotspotResult& m_method;
    Table m_table;
};

}  // namespace

FeatureLayer hotspot_layer(const LayerKind& kind, const HotspotStudy& study, const HotspotResult& result) {
    FeatureLayer layer;
    layer.name = kind.name;
    layer.crs = study.areas.crs;
    layer.kind = GeometryKind::kArea;
    layer.geometry.assign(study.areas.geometry.begin(), study.areas.geometry.end());
    for (Geometry& geometry : layer.geometry) {
        if (std::get<MultiPolygon>(geometry).empty()) {
            geometry = std::monostate{};
        }
    }
    layer.table = with_attributes(study.areas.attributes, ResultColumns(study, result).build());
    return layer;
}

}  // namespace diaban
