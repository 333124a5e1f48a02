#include "io/ffmpeg_log.h"

#include <thread>

#include <gmock/gmock.h>

extern "C" {
#include <libavutil/log.h>
}

namespace tintflow {
namespace {

TEST(FfmpegLog, KeepsTheFirstErrorWithoutItsLineEnd) {
  const FfmpegLog log;
  av_log(nullptr, AV_LOG_WARNING, "odd\n");
  EXPECT_EQ(log.first_error(), "");
  av_log(nullptr, AV_LOG_ERROR, "row %d is missing.\n", 7);
  av_log(nullptr, AV_LOG_ERROR, "another\n");
  EXPECT_EQ(log.first_error(), "row 7 is missing");
}

TEST(FfmpegLog, IsOfItsThreadAndScope) {
  const FfmpegLog outer;
  {
    const FfmpegLog inner;
    av_log(nullptr, AV_LOG_ERROR, "inside\n");
    EXPECT_EQ(inner.first_error(), "inside");
  }
  std::thread([] { av_log(nullptr, AV_LOG_ERROR, "elsewhere\n"); }).join();
  EXPECT_EQ(outer.first_error(), "");
}

TEST(FfmpegLog, PrintsNothing) {
  const FfmpegLog log;
  testing::internal::CaptureStderr();
  av_log(nullptr, AV_LOG_ERROR, "damage\n");
  std::thread([] { av_log(nullptr, AV_LOG_ERROR, "elsewhere\n"); }).join();
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace tintflow
