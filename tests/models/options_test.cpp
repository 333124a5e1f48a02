#include "models/options.h"

#include <ostream>
#include <stdexcept>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Options, PaperPresetIsPix2Pix) {
  const Preset preset = preset_named("paper");
  EXPECT_EQ(preset.generator.ngf, 64);
  EXPECT_EQ(preset.generator.levels, 8);
  EXPECT_EQ(preset.generator.dropout, 0.5);
  EXPECT_EQ(preset.discriminator.ndf, 64);
  EXPECT_EQ(preset.discriminator.layers, 3);
}

TEST(Options, DefaultPresetIsHalfAsWideAndWithoutDropout) {
  const Preset preset = preset_named("default");
  EXPECT_EQ(preset.generator.ngf, 32);
  EXPECT_EQ(preset.generator.dropout, 0);
  EXPECT_EQ(preset.discriminator.ndf, 32);
}

TEST(Options, UnknownPresetNamesTheKnownOnes) {
  EXPECT_THAT([] { (void)preset_named("papyrus"); },
              ThrowsMessage<std::invalid_argument>(
                  "unknown preset \"papyrus\"; there are: default, paper"));
}

TEST(Options, SurviveTheWayThroughMetadata) {
  GeneratorOptions generator;
  generator.ngf = 7;
  generator.levels = 5;
  generator.dropout = 0.1;
  generator.norm = Norm::instance;
  generator.upsample = Upsample::resize;
  generator.hints = true;
  generator.palette = 32;
  EXPECT_EQ(generator_options_from(to_metadata(generator)), generator);

  DiscriminatorOptions discriminator;
  discriminator.ndf = 9;
  discriminator.layers = 2;
  discriminator.norm = Norm::instance;
  discriminator.spectral_norm = true;
  EXPECT_EQ(discriminator_options_from(to_metadata(discriminator)), discriminator);
}

TEST(Options, OtherMetadataIsIgnored) {
  Metadata metadata = to_metadata(GeneratorOptions{});
  metadata["license"] = "CC0";
  EXPECT_EQ(generator_options_from(metadata), GeneratorOptions{});
}

TEST(Options, MetadataOfOlderFilesMeansTransposedNoHintsAndNoPalette) {
  const Metadata metadata = to_metadata(GeneratorOptions{});
  EXPECT_FALSE(metadata.contains("upsample"));
  EXPECT_FALSE(metadata.contains("hints"));
  EXPECT_EQ(generator_options_from(metadata).upsample, Upsample::transposed);
  EXPECT_FALSE(generator_options_from(metadata).hints);
  EXPECT_FALSE(metadata.contains("palette"));
  EXPECT_EQ(generator_options_from(metadata).palette, 0);
}

struct BadValue {
  const char* key;
  const char* value;
  const char* complaint;

  friend void PrintTo(const BadValue& bad, std::ostream* stream) {
    *stream << bad.key << " = " << bad.value;
  }
};

class BadGeneratorMetadata : public testing::TestWithParam<BadValue> {};

TEST_P(BadGeneratorMetadata, IsRefusedByName) {
  const auto [key, value, complaint] = GetParam();
  Metadata metadata = to_metadata(GeneratorOptions{});
  metadata[key] = value;
  EXPECT_THAT([&] { (void)generator_options_from(metadata); },
              ThrowsMessage<std::invalid_argument>(HasSubstr(complaint)));
}

INSTANTIATE_TEST_SUITE_P(
    Options, BadGeneratorMetadata,
    testing::Values(BadValue{"architecture", "resnet", "architecture \"resnet\" is unknown"},
                    BadValue{"ngf", "", "\"ngf\" is not a number"},
                    BadValue{"ngf", "64x", "\"ngf\" is not a number: \"64x\""},
                    BadValue{"ngf", "99999999999999", "\"ngf\" is not a number"},
                    BadValue{"ngf", "0", "\"ngf\" must be 1 to 512, not 0"},
                    BadValue{"ngf", "513", "\"ngf\" must be 1 to 512, not 513"},
                    BadValue{"levels", "1", "\"levels\" must be 2 to 12, not 1"},
                    BadValue{"levels", "13", "\"levels\" must be 2 to 12, not 13"},
                    BadValue{"dropout", "1", "\"dropout\" must be 0 to 0.99, not 1"},
                    BadValue{"dropout", "nan", "\"dropout\" must be 0 to 0.99, not nan"},
                    BadValue{"upsample", "bicubic",
                             "\"upsample\" must be transposed or resize, not \"bicubic\""},
                    BadValue{"hints", "4", "\"hints\" must be true or false, not \"4\""},
                    BadValue{"palette", "1", "\"palette\" must be 2 to 256, not 1"},
                    BadValue{"palette", "257", "\"palette\" must be 2 to 256, not 257"},
                    BadValue{"norm", "layer",
                             "\"norm\" must be batch or instance, not \"layer\""}));

TEST(Options, MissingMetadataIsNamed) {
  for (const auto& [key, value] : to_metadata(GeneratorOptions{})) {
    Metadata metadata = to_metadata(GeneratorOptions{});
    metadata.erase(key);
    EXPECT_THAT([&] { (void)generator_options_from(metadata); },
                ThrowsMessage<std::invalid_argument>("option \"" + key + "\" is missing"));
  }
  EXPECT_THAT([] { (void)discriminator_options_from({}); },
              ThrowsMessage<std::invalid_argument>("option \"ndf\" is missing"));
}

TEST(Options, DiscriminatorLimitsAreChecked) {
  DiscriminatorOptions options;
  options.layers = 0;
  EXPECT_THAT([&] { validate(options); },
              ThrowsMessage<std::invalid_argument>(
                  "option \"discriminator_layers\" must be 1 to 8, not 0"));
}

}  // namespace
}  // namespace tintflow
