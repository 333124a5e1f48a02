#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tintflow {

/// Channels of drawings and of colored pictures: RGB.
inline constexpr int picture_channels = 3;
/// Channels of color hints: RGB and where there is one.
inline constexpr int hint_channels = 4;

/// Layer that normalizes activations between a convolution and its nonlinearity.
enum class Norm { batch, instance };

/// How the generator's decoder doubles its pictures: a 4 x 4 convolution transposed with stride 2,
/// or the nearest pixel repeated and then a 3 x 3 convolution, which leaves no grid (Odena,
/// Dumoulin and Olah, "Deconvolution and Checkerboard Artifacts", 2016). Both cost the same.
enum class Upsample { transposed, resize };

/// Flat text form of options, as safetensors metadata holds it.
using Metadata = std::map<std::string, std::string>;

/// Architecture of the U-Net. Convolutions have biases where pix2pix gives them one: in the output
/// layer and, with instance normalization, everywhere.
struct GeneratorOptions {
  /// Channels of the outermost level; deeper levels have 2, 4 and then 8 times as many.
  int ngf = 64;
  /// Number of halvings: the side of a picture must be a multiple of 2^levels.
  int levels = 8;
  /// Probability that dropout zeroes a value in the inner decoder levels while training; 0 is off.
  double dropout = 0.5;
  Norm norm = Norm::batch;
  Upsample upsample = Upsample::transposed;
  /// The generator takes color hints, RGB and a mask, beside the drawing.
  bool hints = false;
  /// Colors that the generator chooses among for each pixel; 0: it paints any color itself.
  int palette = 0;

  friend bool operator==(const GeneratorOptions&, const GeneratorOptions&) = default;
};

/// Architecture of the PatchGAN, which judges drawing and color together.
struct DiscriminatorOptions {
  /// Channels of the first layer; later ones have 2, 4 and then 8 times as many.
  int ndf = 64;
  /// Strided layers; 3 give a receptive field of 70 x 70 pixels.
  int layers = 3;
  Norm norm = Norm::batch;
  /// Spectral normalization of every layer takes the place of `norm` (Miyato et al., 2018).
  bool spectral_norm = false;

  friend bool operator==(const DiscriminatorOptions&, const DiscriminatorOptions&) = default;
};

/// Both networks of a training run.
struct Preset {
  GeneratorOptions generator;
  DiscriminatorOptions discriminator;
};

/// `paper`: pix2pix as published. `default`: what the shipped model uses, half as wide and without
/// dropout. Throws `std::invalid_argument` that names the presets there are.
[[nodiscard]] Preset preset_named(std::string_view name);

/// Channels that the generator takes: the drawing's and, where it knows them, the hints'.
[[nodiscard]] int input_channels(const GeneratorOptions& options);

/// Channels of its output layer: a color's or, with a palette, a logit for each color of it.
[[nodiscard]] int output_channels(const GeneratorOptions& options);

/// Reads `transposed` or `resize`; throws `std::invalid_argument` on anything else.
[[nodiscard]] Upsample parse_upsample(std::string_view text);

/// Throws `std::invalid_argument` with the option and its limits if no network can be built.
void validate(const GeneratorOptions& options);
void validate(const DiscriminatorOptions& options);

[[nodiscard]] Metadata to_metadata(const GeneratorOptions& options);
[[nodiscard]] Metadata to_metadata(const DiscriminatorOptions& options);

/// Reads what `to_metadata` wrote; other keys are ignored. Throws `std::invalid_argument` where an
/// option is missing, unreadable or out of its limits. Options that older files do not have
/// (upsample, hints, palette, spectral_norm) are as the defaults above.
[[nodiscard]] GeneratorOptions generator_options_from(const Metadata& metadata);
[[nodiscard]] DiscriminatorOptions discriminator_options_from(const Metadata& metadata);

}  // namespace tintflow
