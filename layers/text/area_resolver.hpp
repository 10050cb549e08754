// Which area a text of some day means, where units were merged, split and renamed in between.
//
// A name or a code is no key by itself: codes were given to other units, names moved. With a crosswalk a text has two readings, the unit
// of the old list and the area of the present one:
//
//   text is in the old list   in the present list   taken
//   no                        yes                   the present area
//   yes                       no                    where the old unit went, whatever the day: people keep old names
//   yes                       yes, the same area    that area
//   yes                       yes, another area     by the day: before the change the old reading, from it on the present one;
//                                                   no day of change known: nothing, the text is ambiguous
//
// A whole merge is exact. A unit that was split leads to several areas: rows are then apportioned by share (an estimate), and without
// shares they stay out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/model/periods.hpp"
#include "layers/text/area_names.hpp"

namespace diaban {

/// Part of an old unit that went to one area. `area` is empty for what went to an area outside the layer.
struct UnitShare {
    std::optional<std::size_t> area;
    std::optional<double> share{};   ///< 0..1, empty where the crosswalk tells none
    std::optional<double> weight{};  ///< what the part weighs beside those of other units, as told
};

/// One unit of the old list. Shares, where told, sum to 1.
struct OldUnit {
    std::string code;
    std::string name;
    std::string parent;
    std::vector<UnitShare> to;

    [[nodiscard]] bool whole() const { return to.size() == 1; }
};

/// What became of the units of an old list.
struct Crosswalk {
    std::vector<OldUnit> units;
    std::optional<LocalDay> date;  ///< first day of the present units
};

enum class Resolved {
    kArea,       ///< `area`, a present name or id, exactly or by the rules of spelling
    kMerged,     ///< `area`, where the old unit went as a whole
    kSplit,      ///< `old_unit` went to several areas
    kElsewhere,  ///< `old_unit` went to an area outside the layer
    kAmbiguous,  ///< several units; `nearest` names them
    kUnknown,    ///< no unit; `nearest` names the three nearest
};

struct Resolution {
    Resolved how = Resolved::kUnknown;
    std::size_t area = 0;
    std::size_t old_unit = 0;
    NameMatch match = NameMatch::kNone;  ///< exactly or by the rules
    std::vector<std::string> nearest;

    [[nodiscard]] bool found() const { return how == Resolved::kArea || how == Resolved::kMerged; }
};

/// Answers are the same from any thread; nothing is remembered.
class AreaResolver {
public:
    AreaResolver(NamedAreas areas, Crosswalk crosswalk);
    explicit AreaResolver(NamedAreas areas) : AreaResolver(std::move(areas), Crosswalk{}) {}

    /// `day`: of the row that holds the text; nothing where it has none.
    [[nodiscard]] Resolution resolve(std::string_view text, std::optional<LocalDay> day) const;

    [[nodiscard]] const AreaNames& names() const { return m_present; }
    [[nodiscard]] const Crosswalk& crosswalk() const { return m_crosswalk; }

private:
    [[nodiscard]] Resolution old_reading(const AreaMatch& match) const;
    [[nodiscard]] std::string present_label(std::size_t area) const;
    [[nodiscard]] std::string old_label(std::size_t unit) const;

    AreaNames m_present;
    AreaNames m_old;
    Crosswalk m_crosswalk;
};

/// Gives out rows of split units one by one so that at any moment each area has its share of them to within one row: the next row goes to
/// the area that is furthest behind (ties: the first). What an estimate of totals by share comes to in whole rows; deterministic, the
/// same for any window of rows up to one row an area. (Highest-deficit sequential apportionment.)
class SplitApportionment {
public:
    explicit SplitApportionment(const Crosswalk& crosswalk);
    /// Index of the area in `OldUnit::to`; nothing where the unit has no shares. O(parts).
    std::optional<std::size_t> next(std::size_t old_unit);

private:
    const Crosswalk& m_crosswalk;
    std::vector<std::vector<double>> m_given;
    std::vector<double> m_total;
};

}  // namespace diaban
