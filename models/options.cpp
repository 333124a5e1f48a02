#include "models/options.h"

#include <stdexcept>

#include "models/metadata_values.h"

namespace tintflow {
namespace {

std::string text_of(Norm norm) { return norm == Norm::batch ? "batch" : "instance"; }

Norm norm_of(const Metadata& metadata, const std::string& key) {
  const std::string& text = value_of(metadata, key);
  if (text == "batch") return Norm::batch;
  if (text == "instance") return Norm::instance;
  throw std::invalid_argument("option \"" + key + "\" must be batch or instance, not \"" + text +
                              "\"");
}

/// True where the metadata has the key with the value "true"; files of before it lack the key.
bool flag_of(const Metadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  if (found == metadata.end() || found->second == "false") return false;
  if (found->second == "true") return true;
  throw std::invalid_argument("option \"" + key + "\" must be true or false, not \"" +
                              found->second + "\"");
}

}  // namespace

Preset preset_named(std::string_view name) {
  if (name == "paper") return {};
  if (name == "default") {
    Preset preset;
    preset.generator.ngf = 32;
    preset.generator.dropout = 0;
    preset.discriminator.ndf = 32;
    return preset;
  }
  throw std::invalid_argument("unknown preset \"" + std::string(name) +
                              "\"; there are: default, paper");
}

int input_channels(const GeneratorOptions& options) {
  return picture_channels + (options.hints ? hint_channels : 0);
}

int output_channels(const GeneratorOptions& options) {
  return options.palette > 0 ? options.palette : picture_channels;
}

Upsample parse_upsample(std::string_view text) {
  if (text == "transposed") return Upsample::transposed;
  if (text == "resize") return Upsample::resize;
  throw std::invalid_argument("option \"upsample\" must be transposed or resize, not \"" +
                              std::string(text) + "\"");
}

void validate(const GeneratorOptions& options) {
  check_range("ngf", options.ngf, 1, 512);
  check_range("levels", options.levels, 2, 12);
  check_range("dropout", options.dropout, 0, 0.99);
  if (options.palette != 0) check_range("palette", options.palette, 2, 256);
}

void validate(const DiscriminatorOptions& options) {
  check_range("ndf", options.ndf, 1, 512);
  check_range("discriminator_layers", options.layers, 1, 8);
}

Metadata to_metadata(const GeneratorOptions& options) {
  Metadata metadata = {{"architecture", "pix2pix-unet"},
                       {"ngf", std::to_string(options.ngf)},
                       {"levels", std::to_string(options.levels)},
                       {"dropout", text_of(options.dropout)},
                       {"norm", text_of(options.norm)}};
  if (options.upsample == Upsample::resize) metadata["upsample"] = "resize";
  if (options.hints) metadata["hints"] = "true";
  if (options.palette > 0) metadata["palette"] = std::to_string(options.palette);
  return metadata;
}

Metadata to_metadata(const DiscriminatorOptions& options) {
  Metadata metadata = {{"ndf", std::to_string(options.ndf)},
                       {"discriminator_layers", std::to_string(options.layers)},
                       {"discriminator_norm", text_of(options.norm)}};
  if (options.spectral_norm) metadata["spectral_norm"] = "true";
  return metadata;
}

GeneratorOptions generator_options_from(const Metadata& metadata) {
  const std::string& architecture = value_of(metadata, "architecture");
  if (architecture != "pix2pix-unet") {
    throw std::invalid_argument("architecture \"" + architecture +
                                "\" is unknown; this program has pix2pix-unet");
  }
  GeneratorOptions options;
  options.ngf = number_of<int>(metadata, "ngf");
  options.levels = number_of<int>(metadata, "levels");
  options.dropout = number_of<double>(metadata, "dropout");
  options.norm = norm_of(metadata, "norm");
  if (metadata.contains("upsample")) options.upsample = parse_upsample(metadata.at("upsample"));
  options.hints = flag_of(metadata, "hints");
  if (metadata.contains("palette")) options.palette = number_of<int>(metadata, "palette");
  validate(options);
  return options;
}

DiscriminatorOptions discriminator_options_from(const Metadata& metadata) {
  DiscriminatorOptions options;
  options.ndf = number_of<int>(metadata, "ndf");
  options.layers = number_of<int>(metadata, "discriminator_layers");
  options.norm = norm_of(metadata, "discriminator_norm");
  options.spectral_norm = flag_of(metadata, "spectral_norm");
  validate(options);
  return options;
}

}  // namespace tintflow
