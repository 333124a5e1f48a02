#pragma once

#include <opencv2/core.hpp>

#include "io/ffmpeg_handles.h"
#include "io/frame.h"

namespace tintflow {

/// Pixels of one plane, encoded by an encoder of FFmpeg; `options` as "key=value:key=value".
Bytes encoded_by_ffmpeg(AVCodecID codec_id, AVPixelFormat format, const cv::Mat& pixels,
                        const char* options = "");

}  // namespace tintflow
