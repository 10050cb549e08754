#include "engine/studies/cameras/study.hpp"

namespace diaban {

std::vector<Finding> CameraStudy::findings() const {
    std::vector<Finding> all = inputs.findings;
    all.insert(all.end(), plan.findings.begin(), plan.findings.end());
    return all;
}

CameraStudy study_cameras(const CameraOptions& options, const CameraGiven* given, unsigned threads,
                          Progress& progress) {
    validate(options);
    CameraStudy study;
    study.options = options;
    study.inputs = read_camera_inputs(options, given, progress);
    study.plan = plan_cameras(options, study.inputs, threads, progress);
    // A search that was stopped still gives its best plan: what is left to do is short and may not throw for it.
    Progress unstopped;
    study.coverage = coverage_summary({study.options, study.inputs, threads, unstopped}, study.plan);
    return study;
}

}  // namespace diaban
