#include "io/video_color.h"

#include <gtest/gtest.h>

#include "io/ffmpeg_handles.h"

namespace tintflow {
namespace {

FramePtr frame_of(AVPixelFormat format, const VideoColor& color) {
  FramePtr frame(av_frame_alloc());
  frame->format = format;
  frame->colorspace = color.matrix;
  frame->color_range = color.range;
  frame->color_primaries = color.primaries;
  frame->color_trc = color.transfer;
  return frame;
}

TEST(YcbcrColorOf, KeepsWhatAVideoSaysAndLeavesOpenWhatItDoesNot) {
  const VideoColor wide{AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG, AVCOL_PRI_BT2020,
                        AVCOL_TRC_BT2020_10};
  EXPECT_EQ(ycbcr_color_of(*frame_of(AV_PIX_FMT_YUV420P10, wide), {64, 48}), wide);
  EXPECT_EQ(ycbcr_color_of(*frame_of(AV_PIX_FMT_YUV420P, {}), {64, 48}), VideoColor{});
}

TEST(YcbcrColorOf, SaysThatRangeIsFullWhereOnlyTheFormatDid) {
  EXPECT_EQ(ycbcr_color_of(*frame_of(AV_PIX_FMT_YUVJ420P, {}), {64, 48}).range, AVCOL_RANGE_JPEG);
}

TEST(YcbcrColorOf, ChoosesForRgb) {
  const VideoColor rgb{AVCOL_SPC_RGB, AVCOL_RANGE_JPEG};
  const VideoColor low = ycbcr_color_of(*frame_of(AV_PIX_FMT_RGB24, rgb), {640, 480});
  EXPECT_EQ(low,
            (VideoColor{AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG, AVCOL_PRI_BT709, AVCOL_TRC_BT709}));
  EXPECT_EQ(ycbcr_color_of(*frame_of(AV_PIX_FMT_GBRP, rgb), {1280, 720}).matrix, AVCOL_SPC_BT709);
}

TEST(SwscaleMatrix, FollowsTheVideoOrItsSize) {
  EXPECT_EQ(swscale_matrix({AVCOL_SPC_BT709}, {64, 48}), SWS_CS_ITU709);
  EXPECT_EQ(swscale_matrix({AVCOL_SPC_BT470BG}, {1920, 1080}), SWS_CS_ITU601);
  EXPECT_EQ(swscale_matrix({AVCOL_SPC_BT2020_NCL}, {64, 48}), SWS_CS_BT2020);
  EXPECT_EQ(swscale_matrix({}, {720, 576}), SWS_CS_ITU601);
  EXPECT_EQ(swscale_matrix({}, {1280, 720}), SWS_CS_ITU709);
}

}  // namespace
}  // namespace tintflow
