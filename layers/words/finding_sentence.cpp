#include "layers/words/finding_sentence.hpp"

namespace diaban {

std::string finding_sentence(const Finding& finding, const Catalogue& words) {
    MessageArguments arguments = finding.arguments;
    if (const auto reason_key = arguments.find("reason_key"); reason_key != arguments.end()) {
        arguments["reason"] = words.say(reason_key->second);
    }
    if (const auto figure = arguments.find("share"); figure != arguments.end()) {
        figure->second = words.decimal(std::stod(figure->second), 1);
    }
    return words.say(finding.key, arguments);
}

}  // namespace diaban
