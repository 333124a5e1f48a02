#include "pipeline/figures.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::FieldsAre;

TEST(Figures, NameTheTermsOfALoss) {
  EXPECT_THAT(
      figures(StepLosses{0.5, 0.25, 0.75, 1, 2, 5, 3, 4}),
      ElementsAre(FieldsAre("generator_gan", "GAN", 0.5), FieldsAre("generator_l1", "L1", 0.25),
                  FieldsAre("discriminator", "D", 0.75), FieldsAre("region", "region", 1),
                  FieldsAre("flat", "flat", 2), FieldsAre("palette", "palette", 5),
                  FieldsAre("feature", "feature", 3), FieldsAre("total_variation", "TV", 4)));
}

TEST(Figures, NameMetrics) {
  EXPECT_THAT(figures(ImageMetrics{0.125, 20, 0.875}),
              ElementsAre(FieldsAre("l1", "L1", 0.125), FieldsAre("psnr", "PSNR", 20),
                          FieldsAre("ssim", "SSIM", 0.875)));
}

}  // namespace
}  // namespace tintflow
