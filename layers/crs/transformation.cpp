#include "layers/crs/transformation.hpp"

#include <proj.h>

#include "layers/crs/proj_handles.hpp"
#include "layers/model/error.hpp"

namespace diaban {

struct Transformation::Implementation {
    ProjContext context;
    ProjObject operation;  // null for the identity
};

Transformation::Transformation(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation)) {}
Transformation::Transformation(Transformation&&) noexcept = default;
Transformation& Transformation::operator=(Transformation&&) noexcept = default;
Transformation::~Transformation() = default;

Transformation Transformation::between(const CrsId& from, const CrsId& to) {
    auto implementation = std::make_unique<Implementation>();
    PJ_CONTEXT* context = implementation->context.get();
    const ProjObject source = implementation->context.create_crs(from);
    const ProjObject target = implementation->context.create_crs(to);
    if (proj_is_equivalent_to_with_ctx(context, source.get(), target.get(),
                                       PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0) {
        return Transformation(std::move(implementation));
    }
    const char* const options[] = {"ALLOW_BALLPARK=NO", nullptr};
    const ProjObject operation(proj_create_crs_to_crs_from_pj(context, source.get(), target.get(), nullptr, options));
    if (operation) {
        implementation->operation.reset(proj_normalize_for_visualization(context, operation.get()));
    }
    if (!implementation->operation) {
        throw Error(ErrorCode::kInput, "error.crs-no-transformation",
                    {{"from", from.definition}, {"to", to.definition}});
    }
    return Transformation(std::move(implementation));
}

void Transformation::apply(std::span<RawCoordinate> coordinates) const {
    if (identity() || coordinates.empty()) {
        return;
    }
    proj_trans_generic(m_implementation->operation.get(), PJ_FWD, &coordinates[0].x, sizeof(RawCoordinate),
                       coordinates.size(), &coordinates[0].y, sizeof(RawCoordinate), coordinates.size(), nullptr, 0, 0,
                       nullptr, 0, 0);
}

bool Transformation::identity() const {
    return !m_implementation->operation;
}

std::string Transformation::operation_name() const {
    if (identity()) {
        return "identity";
    }
    const ProjObject used(proj_trans_get_last_used_operation(m_implementation->operation.get()));
    const char* name = proj_get_name(used ? used.get() : m_implementation->operation.get());
    return name != nullptr ? name : "";
}

std::optional<double> Transformation::accuracy_m() const {
    if (identity()) {
        return 0.0;
    }
    const ProjObject used(proj_trans_get_last_used_operation(m_implementation->operation.get()));
    const double accuracy = proj_coordoperation_get_accuracy(m_implementation->context.get(),
                                                             used ? used.get() : m_implementation->operation.get());
    if (accuracy < 0.0) {
        return std::nullopt;
    }
    return accuracy;
}

}  // namespace diaban
