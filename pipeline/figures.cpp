#include "pipeline/figures.h"

namespace tintflow {

std::vector<Figure> figures(const StepLosses& losses) {
  return {{"generator_gan", "GAN", losses.generator_gan},
          {"generator_l1", "L1", losses.generator_l1},
          {"discriminator", "D", losses.discriminator},
          {"region", "region", losses.region},
          {"flat", "flat", losses.flat},
          {"palette", "palette", losses.palette},
          {"feature", "feature", losses.feature},
          {"total_variation", "TV", losses.total_variation}};
}

std::vector<Figure> figures(const ImageMetrics& metrics) {
  return {{"l1", "L1", metrics.l1}, {"psnr", "PSNR", metrics.psnr}, {"ssim", "SSIM", metrics.ssim}};
}

}  // namespace tintflow
