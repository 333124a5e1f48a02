#include "io/video_pixels.h"

#include <gmock/gmock.h>

#include "io/ffmpeg_handles.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

/// A planar frame of one color; `values`: of each plane, as stored.
FramePtr plain_frame(AVPixelFormat format, const VideoColor& color, const std::vector<int>& values,
                     cv::Size size = {16, 8}) {
  FramePtr frame(av_frame_alloc());
  frame->width = size.width;
  frame->height = size.height;
  frame->format = format;
  frame->colorspace = color.matrix;
  frame->color_range = color.range;
  EXPECT_EQ(av_frame_get_buffer(frame.get(), 0), 0);
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  for (std::size_t plane = 0; plane < values.size(); ++plane) {
    const bool chroma = plane == 1 || plane == 2;
    const int rows = chroma ? AV_CEIL_RSHIFT(size.height, description->log2_chroma_h) : size.height;
    for (int y = 0; y < rows; ++y) {
      std::uint8_t* row = frame->data[plane] + y * frame->linesize[plane];
      if (description->comp[0].depth > 8) {
        std::fill_n(reinterpret_cast<std::uint16_t*>(row), frame->linesize[plane] / 2,
                    static_cast<std::uint16_t>(values[plane]));
      } else {
        std::fill_n(row, frame->linesize[plane], static_cast<std::uint8_t>(values[plane]));
      }
    }
  }
  return frame;
}

cv::Vec3i first_pixel(const Picture& picture) {
  if (picture.pixels.depth() == CV_16U) return picture.pixels.at<cv::Vec3w>(0, 0);
  return picture.pixels.at<cv::Vec3b>(0, 0);
}

/// The color that a frame of YCbCr values shows.
cv::Vec3i shown(AVPixelFormat format, const VideoColor& color, const std::vector<int>& values) {
  const FramePtr frame = plain_frame(format, color, values);
  const auto picture = picture_of_frame(*frame, 1);
  EXPECT_TRUE(picture.has_value());
  return first_pixel(*picture);
}

void expect_near(const cv::Vec3i& value, const cv::Vec3i& expected, int tolerance) {
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(value[i], expected[i], tolerance) << value;
}

constexpr VideoColor kBt601{AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG};
constexpr VideoColor kBt709{AVCOL_SPC_BT709, AVCOL_RANGE_MPEG};
constexpr VideoColor kBt2020{AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG};

// Stored values of pure red by the formulas of ITU-R BT.601-7, BT.709-6 and BT.2020-2.
TEST(PictureOfFrame, FollowsTheMatrix) {
  expect_near(shown(AV_PIX_FMT_YUV420P, kBt601, {81, 90, 240}), {254, 0, 0}, 1);
  expect_near(shown(AV_PIX_FMT_YUV420P, kBt709, {63, 102, 240}), {255, 0, 0}, 1);
  expect_near(shown(AV_PIX_FMT_YUV444P, kBt2020, {74, 97, 240}), {255, 0, 0}, 2);
}

TEST(PictureOfFrame, TakesTheMatrixOfItsSizeWhereNothingIsSaid) {
  const VideoColor unsaid{AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG};
  EXPECT_EQ(shown(AV_PIX_FMT_YUV420P, unsaid, {81, 90, 240}),
            shown(AV_PIX_FMT_YUV420P, kBt601, {81, 90, 240}));
  const FramePtr large = plain_frame(AV_PIX_FMT_YUV420P, unsaid, {63, 102, 240}, {16, 720});
  expect_near(first_pixel(*picture_of_frame(*large, 1)), {255, 0, 0}, 1);
}

TEST(PictureOfFrame, FollowsTheRange) {
  expect_near(shown(AV_PIX_FMT_YUV420P, kBt709, {16, 128, 128}), {0, 0, 0}, 0);
  expect_near(shown(AV_PIX_FMT_YUV420P, kBt709, {235, 128, 128}), {255, 255, 255}, 0);
  const VideoColor full{AVCOL_SPC_BT709, AVCOL_RANGE_JPEG};
  expect_near(shown(AV_PIX_FMT_YUV420P, full, {16, 128, 128}), {16, 16, 16}, 1);
  expect_near(shown(AV_PIX_FMT_YUVJ420P, {AVCOL_SPC_BT709}, {200, 128, 128}), {200, 200, 200}, 1);
}

TEST(PictureOfFrame, KeepsMoreThanEightBits) {
  expect_near(shown(AV_PIX_FMT_YUV420P10, kBt709, {940, 512, 512}), {65535, 65535, 65535}, 64);
  expect_near(shown(AV_PIX_FMT_YUV420P10, kBt709, {64, 512, 512}), {0, 0, 0}, 64);
  const auto one = shown(AV_PIX_FMT_YUV420P10, kBt709, {502, 512, 512});
  const auto next = shown(AV_PIX_FMT_YUV420P10, kBt709, {503, 512, 512});
  EXPECT_NEAR(next[0] - one[0], 65535 / 876, 8);
}

TEST(PictureOfFrame, KeepsAlphaAndTime) {
  const FramePtr frame = plain_frame(AV_PIX_FMT_YUVA420P, kBt709, {235, 128, 128, 77});
  frame->best_effort_timestamp = 1234;
  frame->pkt_duration = 5;
  const auto picture = picture_of_frame(*frame, 1);
  ASSERT_TRUE(picture.has_value());
  EXPECT_EQ(picture->alpha.at<std::uint8_t>(3, 3), 77);
  EXPECT_EQ(picture->metadata.time, (FrameTime{1234, 5}));
}

TEST(PictureOfFrame, TurnsUpright) {
  const FramePtr frame = plain_frame(AV_PIX_FMT_YUV420P, kBt709, {235, 128, 128}, {16, 8});
  const auto picture = picture_of_frame(*frame, 6);
  ASSERT_TRUE(picture.has_value());
  EXPECT_EQ(picture->pixels.size(), cv::Size(8, 16));
  expect_near(first_pixel(*picture), {255, 255, 255}, 0);
}

/// A picture with all hues that the chroma planes resolve.
cv::Mat hues() {
  cv::Mat pixels(64, 64, CV_8UC3);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) pixels.at<cv::Vec3b>(y, x) = cv::Vec3b(x * 4, y * 4, 128);
  }
  return pixels;
}

TEST(FrameOfPicture, ComesBackTheSame) {
  for (const VideoColor& color : {kBt601, kBt709, VideoColor{AVCOL_SPC_BT709, AVCOL_RANGE_JPEG}}) {
    Picture picture{hues(), {}};
    picture.metadata.time = FrameTime{77, 3};
    const auto frame = frame_of_picture(picture, {AV_PIX_FMT_YUV444P, color, {64, 64}});
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ((*frame)->pts, 77);
    EXPECT_EQ((*frame)->pkt_duration, 3);
    EXPECT_EQ(color_of(**frame), color);
    const auto back = picture_of_frame(**frame, 1);
    EXPECT_LE(cv::norm(back->pixels, picture.pixels, cv::NORM_INF), 2);
  }
}

TEST(FrameOfPicture, LeavesNoEdgesInTheFewColorsOfGif) {
  cv::Mat pixels(64, 64, CV_8UC3, cv::Scalar::all(255));
  pixels.colRange(30, 34).setTo(0);
  const auto frame = frame_of_picture({pixels, {}}, {AV_PIX_FMT_PAL8, {}, pixels.size()});
  ASSERT_TRUE(frame.has_value());
  const cv::Mat stored(64, 64, CV_8UC1, (*frame)->data[0],
                       static_cast<std::size_t>((*frame)->linesize[0]));
  const auto* palette = reinterpret_cast<const std::uint32_t*>((*frame)->data[1]);
  EXPECT_EQ(palette[0xFF], 0xFFFFFFFFU);
  EXPECT_EQ(palette[0], 0xFF000000U);
  for (int x = 0; x < 64; ++x) {
    const int expected = x < 30 || x >= 34 ? 0xFF : 0;
    EXPECT_EQ(cv::countNonZero(stored.col(x) == expected), 64) << x;
  }
}

TEST(FrameOfPicture, KeepsAlphaAndDepth) {
  const Picture picture{cv::Mat(8, 8, CV_16UC3, cv::Scalar(60000, 30000, 1000)),
                        cv::Mat(8, 8, CV_16UC1, cv::Scalar(20000))};
  const auto frame = frame_of_picture(picture, {AV_PIX_FMT_YUVA444P10, kBt709, {8, 8}});
  ASSERT_TRUE(frame.has_value());
  const auto back = picture_of_frame(**frame, 1);
  EXPECT_LE(cv::norm(back->pixels, picture.pixels, cv::NORM_INF), 200);
  EXPECT_LE(cv::norm(back->alpha, picture.alpha, cv::NORM_INF), 64);
}

TEST(FrameOfPicture, ScalesToTheEncodersSize) {
  const Picture picture{cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(255)), {}};
  const auto frame = frame_of_picture(picture, {AV_PIX_FMT_YUV420P, kBt709, {32, 20}});
  ASSERT_TRUE(frame.has_value());
  EXPECT_EQ(cv::Size((*frame)->width, (*frame)->height), cv::Size(32, 20));
  EXPECT_EQ((*frame)->data[0][10 * (*frame)->linesize[0] + 31], 235);
}

TEST(FrameOfPicture, AddsOpaqueAlphaAndDropsWhatHasNoPlace) {
  const Picture opaque{cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(100)), {}};
  const auto with = frame_of_picture(opaque, {AV_PIX_FMT_YUVA420P, kBt709, {8, 8}});
  EXPECT_EQ((*with)->data[3][0], 255);
  const Picture clear{cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(255)),
                      cv::Mat(8, 8, CV_8UC1, cv::Scalar(0))};
  const auto without = frame_of_picture(clear, {AV_PIX_FMT_YUV420P, kBt709, {8, 8}});
  EXPECT_EQ((*without)->data[0][0], 235);
}

}  // namespace
}  // namespace tintflow
