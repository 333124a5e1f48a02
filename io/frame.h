#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "io/frame_id.h"

struct AVFrame;

namespace tintflow {

using Bytes = std::vector<std::uint8_t>;

/// When a frame of a video is shown, in ticks of the video's time base.
struct FrameTime {
  std::int64_t start = 0;
  /// 0 where the video does not say.
  std::int64_t duration = 0;

  friend bool operator==(const FrameTime&, const FrameTime&) = default;
};

/// What a picture's file says beside its pixels, carried to the output.
struct PictureMetadata {
  /// ICC profile of the pixels, whose color space is RGB; null: sRGB.
  std::shared_ptr<const Bytes> icc_profile;
  /// Pixels per inch, horizontally and vertically; zero where the file does not say.
  cv::Size2d resolution;
  /// What was left out on the way, or could be better with other options. A text holds no figures
  /// of its picture, so that equal ones can be counted.
  std::vector<std::string> notices;
  /// Of a video's frame.
  std::optional<FrameTime> time = {};
};

/// Decoded pixels. Copies share them, so nothing writes into a picture that it was given.
struct Picture {
  /// RGB in this order, CV_8UC3 or CV_16UC3.
  cv::Mat pixels;
  /// Straight (not premultiplied) alpha, CV_8UC1 or CV_16UC1 as deep as `pixels`; empty if opaque.
  cv::Mat alpha;
  PictureMetadata metadata = {};
};

/// A picture as read from a source or ready for a sink: compressed, or a frame of a video.
struct Encoded {
  FrameId id;
  std::shared_ptr<const Bytes> bytes;
  /// Width and height, pixels; 0 x 0 where the header could not be read.
  cv::Size size;
  /// Bits of a channel: 8 or 16.
  int bit_depth = 8;
  /// Of a result: its picture's notices.
  std::vector<std::string> notices = {};
  /// Of a pair in two files: the colored picture, `bytes` being the drawing; null else.
  std::shared_ptr<const Bytes> color = nullptr;
  /// A picture of color hints for the drawing; null for none.
  std::shared_ptr<const Bytes> hints = nullptr;
  /// In place of `bytes`: the frame as the video's decoder gave it, or as its encoder takes it.
  std::shared_ptr<const AVFrame> video_frame = {};
};

/// A picture that lies over others.
struct Layer {
  /// Plain ASCII, for people.
  std::string name;
  Picture picture;
  /// How it mixes with what lies below.
  enum class Blend { normal, multiply, screen };
  Blend blend = Blend::normal;
};

/// A decoded picture on its way through a graph.
struct Frame {
  FrameId id;
  Picture picture;
  /// What `picture` is made of, topmost first; empty unless the result is a file of layers.
  std::vector<Layer> layers = {};
  /// Of a pair in two files: the colored picture; without pixels else.
  Picture color = {};
  /// Colors that somebody wants, where it is opaque; without pixels for none.
  Picture hints = {};
};

}  // namespace tintflow
