// The sections that every project file may have: those of the run itself. Studies bring the tables of theirs along.
#pragma once

#include <span>

#include "engine/project/option_table.hpp"
#include "engine/project/project.hpp"

namespace diaban {

/// A table and the struct in the project that it fills; of a section that repeats, a new one at each call.
struct CoreSection {
    const OptionTable& options;
    void* (*place)(Project&);
};

/// [project] [areas] [crosswalk] [incidents] [periods] [density] [classify] [privacy] [maps] [output]
std::span<const CoreSection> core_sections();

/// [[levels]] [[overlays]] [[themes]]
std::span<const CoreSection> list_sections();

/// [density]: also flags of `diaban density`.
const OptionTable& density_options();

/// [stable, contained, complex], or stable,contained,complex of a flag.
SplitCounts read_split(const Setting& setting);
}  // namespace diaban
