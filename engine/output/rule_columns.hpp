// The rule's name and hash on every table, and the mark of a forced split: a table that is copied out of its folder
// still says by what it was made.
#pragma once

#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// "evidence 2 (b37aefa49b4e)", with " *" before the hash where the project changed thresholds, and " forced-split"
/// after it: a code, in no language.
std::string rule_in_short(const ReviewHeader& header);

/// Title, window, rule, hash and a forced split: the description of a layer's style.
std::string style_description(const ReviewHeader& header, const Catalogue& words);

/// Adds `rule` and `rule_hash` where a table has no column `rule`, and `split_forced` to all where the split was
/// forced. Left out: rejected rows and overlays, which stay as they came, and plans of cameras and sweeps and curves of
/// the density, which the rule has no part in.
void name_the_rule(std::vector<FeatureLayer>& layers, const ReviewHeader& header);

}  // namespace diaban
