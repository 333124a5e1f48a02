#include "io/open_raster.h"

#include <string_view>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using ::testing::HasSubstr;

Picture even(const cv::Scalar& color) { return {cv::Mat(6, 9, CV_8UC3, color), {}}; }

std::string encode(const std::vector<Layer>& layers) {
  const auto bytes = encode_open_raster(even({1, 2, 3}), even({1, 2, 3}), layers);
  return bytes ? std::string(bytes->begin(), bytes->end()) : bytes.error();
}

TEST(EncodeOpenRaster, IsKnownByItsFirstBytes) {
  const std::string file = encode({{"Ink", even({0, 0, 0})}});
  EXPECT_EQ(file.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(file.substr(8, 2), std::string(2, '\0')) << "stored, not compressed";
  EXPECT_EQ(file.substr(30, 8 + 16), "mimetypeimage/openraster");
}

TEST(EncodeOpenRaster, StacksLayersFromTheTop) {
  const std::string file = encode({{"Ink", even({0, 0, 0}), Layer::Blend::multiply},
                                   {"Glow", even({9, 9, 9}), Layer::Blend::screen},
                                   {"Color", even({9, 0, 0})}});
  EXPECT_THAT(file, HasSubstr("w=\"9\" h=\"6\""));
  const auto ink = file.find("name=\"Ink\" src=\"data/layer0.png\"");
  const auto glow = file.find("name=\"Glow\" src=\"data/layer1.png\"");
  const auto color = file.find("name=\"Color\" src=\"data/layer2.png\"");
  ASSERT_NE(ink, std::string::npos);
  ASSERT_NE(color, std::string::npos);
  EXPECT_LT(ink, glow);
  EXPECT_LT(glow, color);
  EXPECT_LT(file.find("svg:multiply"), file.find("svg:screen"));
  EXPECT_LT(file.find("svg:screen"), file.find("svg:src-over"));
}

TEST(EncodeOpenRaster, TellsTheResolution) {
  Picture picture = even({1, 2, 3});
  picture.metadata.resolution = {300, 150};
  const auto bytes = encode_open_raster(picture, picture, {{"Ink", picture}});
  EXPECT_THAT(std::string(bytes->begin(), bytes->end()), HasSubstr(R"(xres="300" yres="150")"));
}

TEST(EncodeOpenRaster, GivesEqualBytesForEqualLayers) {
  const std::vector<Layer> layers{{"Ink", even({0, 0, 0})}};
  EXPECT_EQ(encode(layers), encode(layers));
}

}  // namespace
}  // namespace tintflow
