#pragma once

#include <string_view>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// RGB or RGBA pixels as a simple file of the lossless kind.
Bytes lossless_webp(const cv::Mat& pixels);

/// A chunk of the container, padded to an even size; less than 64 KiB.
Bytes webp_chunk(std::string_view name, const Bytes& content);

/// A simple file's picture chunk, without the container around it.
Bytes webp_picture_chunk(const Bytes& webp);

constexpr int kWebpAnimation = 0x02, kWebpExif = 0x08, kWebpAlpha = 0x10, kWebpProfile = 0x20;

/// An extended file: its header names the canvas and says by `flags` what chunks follow.
Bytes extended_webp(int flags, cv::Size canvas, const Bytes& chunks);

/// One frame of an animation, its corner at even coordinates.
Bytes webp_frame(cv::Point corner, const cv::Mat& pixels);

}  // namespace tintflow
