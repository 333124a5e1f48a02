#include <array>
#include <string>

#include "io/encode_image.h"
#include "io/exif.h"
#include "tests/io/good_inputs.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"
#include "tests/io/webp_files.h"

namespace tintflow {

std::vector<GoodInput> good_webps() {
  std::vector<GoodInput> inputs;
  const cv::Mat stored = quarters();
  const cv::Mat alpha = colorful(stored.size(), CV_8UC1);
  const Bytes lossless = lossless_webp(stored);
  const Bytes lossy = *encode_image({stored, {}}, {.format = ImageFormat::webp, .quality = 100});
  const auto add = [&](const std::string& name, const Bytes& file, GoodInput facts = {}) {
    facts.name = "webp_" + name;
    facts.file = file;
    if (facts.pixels.empty()) facts.pixels = stored;
    inputs.push_back(facts);
  };
  for (int orientation = 1; orientation <= 8; ++orientation) {
    add("turned_" + std::to_string(orientation),
        extended_webp(
            kWebpExif, stored.size(),
            webp_picture_chunk(lossless) + webp_chunk("EXIF", exif_of_orientation(orientation))),
        {.pixels = quarters(orientation)});
  }
  const cv::Mat visible = alpha | 1;  // the encoder clears the color of what is not
  cv::Mat with_alpha;
  cv::merge(std::array{stored, visible}, with_alpha);
  add("lossless", lossless);
  add("lossy", lossy, {.tolerance = 4});
  add("lossless_alpha", lossless_webp(with_alpha), {.alpha = visible});
  add("lossy_alpha",
      *encode_image({stored, visible}, {.format = ImageFormat::webp, .quality = 100}),
      {.alpha = visible, .tolerance = 4});
  add("profile",
      extended_webp(kWebpProfile, stored.size(),
                    webp_chunk("ICCP", wide_rgb_profile()) + webp_picture_chunk(lossless)),
      {.has_profile = true});
  add("profile_damaged",
      extended_webp(kWebpProfile, stored.size(),
                    webp_chunk("ICCP", bytes_of("no profile")) + webp_picture_chunk(lossless)),
      {.notice = "its color profile is damaged"});
  add("density",
      extended_webp(
          kWebpExif, stored.size(),
          webp_picture_chunk(lossless) + webp_chunk("EXIF", exif_of_resolution({300, 150}))),
      {.resolution = {300, 150}});
  add("animated",
      extended_webp(kWebpAnimation, stored.size(),
                    webp_chunk("ANIM", zeros(6)) + webp_frame({0, 0}, stored) +
                        webp_frame({2, 2}, flat({2, 2}, {0, 0, 0}))),
      {.notice = "is an animation"});
  add("animation_of_one_frame",
      extended_webp(kWebpAnimation, stored.size(),
                    webp_chunk("ANIM", zeros(6)) + webp_frame({0, 0}, stored)));
  cv::Mat on_canvas = cv::Mat::zeros(40, 60, CV_8UC3);
  cv::Mat opacity = cv::Mat::zeros(40, 60, CV_8UC1);
  const cv::Rect inside({4, 6}, stored.size());
  stored.copyTo(on_canvas(inside));
  opacity(inside) = 255;
  add("frame_smaller_than_its_canvas",
      extended_webp(kWebpAnimation, {60, 40},
                    webp_chunk("ANIM", zeros(6)) + webp_frame({4, 6}, stored)),
      {.pixels = on_canvas, .alpha = opacity});
  add("one_pixel", lossless_webp(flat({1, 1}, {1, 2, 3})), {.pixels = flat({1, 1}, {1, 2, 3})});
  return inputs;
}

}  // namespace tintflow
