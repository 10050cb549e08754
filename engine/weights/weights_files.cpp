#include "engine/weights/weights_files.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <istream>
#include <limits>
#include <ostream>
#include <unordered_map>
#include <utility>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

using Words = std::vector<std::string>;

/// The file line by line, split at blanks, with the number of the current line for messages.
class LineReader {
public:
    LineReader(std::istream& in, const std::string& name) : m_in(in), m_name(name) {}

    /// The next line's words, perhaps none; false at the end.
    bool next(Words& words) {
        words.clear();
        std::string line;
        if (!std::getline(m_in, line)) {
            return false;
        }
        ++m_line;
        std::size_t at = m_line == 1 && line.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        constexpr const char* kBlanks = " \t\r\v\f";
        while ((at = line.find_first_not_of(kBlanks, at)) != std::string::npos) {
            const std::size_t end = std::min(line.find_first_of(kBlanks, at), line.size());
            words.push_back(line.substr(at, end - at));
            at = end;
        }
        return true;
    }
    /// The next line that has a word.
    bool next_filled(Words& words) {
        while (next(words)) {
            if (!words.empty()) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] Error error(const std::string& what, const std::string& value) const {
        return {ErrorCode::kInput,
                "error.weights-file-" + what,
                {{"file", m_name}, {"line", std::to_string(m_line)}, {"value", value}}};
    }

private:
    std::istream& m_in;
    const std::string& m_name;
    std::size_t m_line = 0;
};

std::uint32_t read_count(const LineReader& reader, const std::string& word) {
    std::uint32_t count = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), count);
    if (failure != std::errc() || end != word.data() + word.size() ||
        count == std::numeric_limits<std::uint32_t>::max()) {
        throw reader.error("count", word);
    }
    return count;
}

std::uint32_t read_head(LineReader& reader) {
    Words words;
    if (!reader.next_filled(words)) {
        throw reader.error("empty", "");
    }
    if (words.size() == 1) {
        return read_count(reader, words[0]);
    }
    if (words.size() >= 2 && words[0] == "0") {
        return read_count(reader, words[1]);
    }
    throw reader.error("head", words[0]);
}

struct Link {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double weight = 1.0;
};

/// Links in any order to compressed rows; a link to oneself becomes the self weight, which all areas or none must have.
SpatialWeights assemble(std::vector<std::string> ids, std::vector<Link> links, const LineReader& reader) {
    std::sort(links.begin(), links.end(),
              [](const Link& a, const Link& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
    SpatialWeights weights;
    weights.ids = std::move(ids);
    const std::size_t n = weights.ids.size();
    std::vector<double> self(n, 0.0);
    std::size_t selves = 0;
    weights.offsets.assign(n + 1, 0);
    for (std::size_t k = 0; k < links.size(); ++k) {
        const Link& link = links[k];
        if (k > 0 && links[k - 1].from == link.from && links[k - 1].to == link.to) {
            throw reader.error("link-twice", weights.ids[link.from] + " " + weights.ids[link.to]);
        }
        if (link.from == link.to) {
            self[link.from] = link.weight;
            ++selves;
            continue;
        }
        weights.neighbours.push_back(link.to);
        weights.weights.push_back(link.weight);
        ++weights.offsets[link.from + 1];
    }
    for (std::size_t i = 0; i < n; ++i) {
        weights.offsets[i + 1] += weights.offsets[i];
    }
    if (selves > 0) {
        if (selves < n) {
            const auto without = std::find(self.begin(), self.end(), 0.0) - self.begin();
            throw reader.error("self-partly", weights.ids[static_cast<std::size_t>(without)]);
        }
        weights.self_weights = std::move(self);
    }
    validate(weights);
    return weights;
}

void write_head(std::ostream& out, const SpatialWeights& weights, const WeightsSource& source) {
    for (const std::string& id : weights.ids) {
        if (id.empty() || id.find_first_of(" \t\r\n\v\f") != std::string::npos) {
            throw Error(ErrorCode::kInput, "error.weights-id-blank", {{"area", id}});
        }
    }
    out << "0 " << weights.size() << ' ' << source.layer << ' ' << source.id_field << '\n';
}

}  // namespace

SpatialWeights read_gal(std::istream& in, const std::string& name) {
    LineReader reader(in, name);
    const std::uint32_t announced = read_head(reader);
    std::vector<std::string> ids;
    std::unordered_map<std::string, std::uint32_t> position;
    std::vector<std::pair<std::uint32_t, std::string>> named;  // links, the far end still by name
    Words words;
    while (reader.next_filled(words)) {
        if (words.size() != 2) {
            throw reader.error("area-line", words[0]);
        }
        const auto area = static_cast<std::uint32_t>(ids.size());
        if (area == announced) {
            throw reader.error("more-areas", std::to_string(announced));
        }
        if (!position.emplace(words[0], area).second) {
            throw reader.error("area-twice", words[0]);
        }
        ids.push_back(words[0]);
        const std::uint32_t count = read_count(reader, words[1]);
        std::uint32_t seen = 0;
        while (seen < count) {
            if (!reader.next(words)) {
                throw reader.error("ends-early", ids.back());
            }
            if (words.size() > count - seen) {
                throw reader.error("more-neighbours", ids.back());
            }
            for (std::string& word : words) {
                named.emplace_back(area, std::move(word));
            }
            seen += static_cast<std::uint32_t>(words.size());
        }
    }
    if (ids.size() != announced) {
        throw reader.error("fewer-areas", std::to_string(announced));
    }
    std::vector<Link> links;
    links.reserve(named.size());
    for (const auto& [from, to] : named) {
        const auto found = position.find(to);
        if (found == position.end()) {
            throw reader.error("unknown-neighbour", to);
        }
        links.push_back({from, found->second, 1.0});
    }
    return assemble(std::move(ids), std::move(links), reader);
}

SpatialWeights read_gwt(std::istream& in, const std::string& name, const std::vector<std::string>& given) {
    LineReader reader(in, name);
    const std::uint32_t announced = read_head(reader);
    std::vector<std::string> ids = given;
    std::unordered_map<std::string, std::uint32_t> position;
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        position.emplace(ids[i], i);
    }
    if (!given.empty() && given.size() != announced) {
        throw reader.error("other-size", std::to_string(announced));
    }
    const auto place = [&](const std::string& id) {
        const auto found = position.find(id);
        if (found != position.end()) {
            return found->second;
        }
        if (!given.empty() || ids.size() == announced) {
            throw reader.error(given.empty() ? "more-areas" : "unknown-neighbour",
                               given.empty() ? std::to_string(announced) : id);
        }
        const auto added = static_cast<std::uint32_t>(ids.size());
        position.emplace(id, added);
        ids.push_back(id);
        return added;
    };
    std::vector<Link> links;
    Words words;
    while (reader.next_filled(words)) {
        if (words.size() != 3) {
            throw reader.error("link-line", words[0]);
        }
        Link link;
        link.from = place(words[0]);
        link.to = place(words[1]);
        const std::string& number = words[2];
        const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), link.weight);
        if (failure != std::errc() || end != number.data() + number.size() || !std::isfinite(link.weight) ||
            !(link.weight > 0.0)) {
            throw reader.error("weight", number);
        }
        links.push_back(link);
    }
    if (ids.size() != announced) {
        throw reader.error("fewer-areas", std::to_string(announced));
    }
    return assemble(std::move(ids), std::move(links), reader);
}

void write_gal(std::ostream& out, const SpatialWeights& weights, const WeightsSource& source) {
    write_head(out, weights, source);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        out << weights.ids[i] << ' ' << weights.cardinality(i) + (weights.includes_self() ? 1 : 0) << '\n';
        const char* separator = "";
        for (const std::uint32_t j : weights.neighbours_of(i)) {
            out << separator << weights.ids[j];
            separator = " ";
        }
        if (weights.includes_self()) {
            out << separator << weights.ids[i];
        }
        out << '\n';
    }
}

void write_gwt(std::ostream& out, const SpatialWeights& weights, const WeightsSource& source) {
    write_head(out, weights, source);
    const auto line = [&](std::size_t from, std::size_t to, double weight) {
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, weight).ptr;
        out << weights.ids[from] << ' ' << weights.ids[to] << ' ';
        out.write(digits, end - digits);
        out << '\n';
    };
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights.includes_self()) {
            line(i, i, weights.self_weights[i]);
        }
        for (std::uint64_t link = weights.offsets[i]; link < weights.offsets[i + 1]; ++link) {
            line(i, weights.neighbours[link], weights.weights[link]);
        }
    }
}

}  // namespace diaban
