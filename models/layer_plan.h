#pragma once

#include <string>
#include <vector>

#include "models/options.h"

namespace tintflow {

/// One convolution of a network and what goes with it. All kernels are 4 x 4 with padding 1, but
/// for those of `Upsample::resize`.
struct ConvPlan {
  /// Prefix of its tensors, such as "encoder.3".
  std::string name;
  int inputs = 0;
  int outputs = 0;
  int stride = 2;
  bool bias = false;
  bool norm = false;
  bool dropout = false;
  /// The input's pixels are repeated and a 3 x 3 kernel follows.
  bool resize = false;
  bool spectral_norm = false;
  /// Side of the square pictures that it takes as a rule, pixels; 0 where that is not known.
  int side = 0;
};

/// Convolutions of the U-Net, both lists from the outermost (largest pictures) level inwards.
/// Decoder levels but the innermost take their encoder level's output beside the inner decoder's.
struct UNetPlan {
  std::vector<ConvPlan> encoder;
  std::vector<ConvPlan> decoder;
};

/// Layers as https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix has them: norm everywhere but
/// in the outermost and innermost encoder level and the output, dropout between decoder levels of
/// equal width.
///
/// `side` is that of the square drawings that it takes as a rule, pixels.
[[nodiscard]] UNetPlan plan_unet(const GeneratorOptions& options, int side = 256);

/// Layers of the PatchGAN from its input, drawing and color side by side, to its single channel of
/// logits.
[[nodiscard]] std::vector<ConvPlan> plan_patch_gan(const DiscriminatorOptions& options);

}  // namespace tintflow
