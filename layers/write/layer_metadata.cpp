#include "layers/write/layer_metadata.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "layers/gdal/gdal_session.hpp"
#include "layers/write/fixed_date.hpp"

namespace diaban {

void add_layer_metadata(const std::filesystem::path& file, const std::string& layer,
                        const std::vector<std::pair<std::string, std::string>>& values, LocalDay stamp) {
    start_gdal();
    const FixedDate fixed(stamp);
    GdalErrors errors;
    DatasetHandle dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    OGRLayer* target = dataset ? dataset->GetLayerByName(layer.c_str()) : nullptr;
    if (target == nullptr) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", errors.message()}});
    }
    for (const auto& [name, value] : values) {
        target->SetMetadataItem(name.c_str(), value.c_str());
    }
    close_checked(std::move(dataset), file.string());
}

}  // namespace diaban
