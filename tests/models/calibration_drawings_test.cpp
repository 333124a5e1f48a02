#include "models/calibration_drawings.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(CalibrationDrawings, AreLinesOnPaper) {
  const torch::Tensor drawings = calibration_drawings({}, 256);
  ASSERT_EQ(drawings.sizes(), (torch::IntArrayRef{8, 3, 256, 256}));
  EXPECT_NEAR(drawings.min().item<float>(), -1, 1e-5);
  EXPECT_NEAR(drawings.max().item<float>(), 1, 1e-5);
  EXPECT_GT((drawings > 0.99).to(torch::kFloat32).mean().item<double>(), 0.6);
}

TEST(CalibrationDrawings, AreTheSameEachTime) {
  EXPECT_TRUE(torch::equal(calibration_drawings({}, 64), calibration_drawings({}, 64)));
}

TEST(CalibrationDrawings, NobodyHasHints) {
  GeneratorOptions options;
  options.hints = true;
  const torch::Tensor drawings = calibration_drawings(options, 64);
  ASSERT_EQ(drawings.size(1), 7);
  EXPECT_EQ(drawings.slice(1, 3).abs().max().item<float>(), 0);
}

}  // namespace
}  // namespace tintflow
