#include "cli/result_size.h"

#include "cli/command_error.h"

namespace tintflow {
namespace {

template <class Out, class In>
Out run(const Stage<In, Out>& stage, const In& in) {
  auto out = stage.run(in);
  if (!out) throw UsageError(stage.name + ": " + out.error());
  return std::move(*out);
}

}  // namespace

cv::Size result_size(const ColorizeStages& stages, cv::Size size) {
  const Frame paper{{}, {cv::Mat(size, CV_8UC3, cv::Scalar::all(255)), {}}};
  const Artwork drawing = run(stages.composite, run(stages.split, paper));
  const Sample sample = run(stages.resize, run(stages.crop, drawing));
  const Frame result = run(stages.restore, Colored{sample, sample.input});
  return result.picture.pixels.size();
}

}  // namespace tintflow
