#include "io/video_content.h"

#include <gtest/gtest.h>

#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

TEST(IsVideoFile, KnowsContainersByTheirContent) {
  const TestFolder folder;
  struct Kind {
    VideoContainer container;
    VideoCodec codec;
  };
  for (const Kind kind :
       {Kind{VideoContainer::mp4, VideoCodec::h264}, Kind{VideoContainer::mov, VideoCodec::h264},
        Kind{VideoContainer::mkv, VideoCodec::h264}, Kind{VideoContainer::webm, VideoCodec::vp9},
        Kind{VideoContainer::y4m, VideoCodec::raw}}) {
    write_film({.times = {0, 1},
                .target = {.container = kind.container,
                           .codec = kind.codec,
                           .crf = 30,
                           .pixel_format = AV_PIX_FMT_YUV420P}},
               folder / "film");
    EXPECT_TRUE(is_video_file(folder / "film")) << container_name(kind.container);
  }
}

TEST(IsVideoFile, TakesDamagedFilesByTheirNames) {
  const TestFolder folder;
  EXPECT_TRUE(is_video_file(folder.add("a.MKV", "nothing of a video")));
  EXPECT_FALSE(is_video_file(folder.add("a.txt", "nothing of a video")));
  EXPECT_FALSE(is_video_file(folder.add("a.mp4", "\x89PNG\r\n\x1A\nnot really")));
  EXPECT_FALSE(is_video_file(folder / "missing.mp4"));
  EXPECT_FALSE(is_video_file(folder.path()));
}

TEST(IsVideoContent, LeavesPicturesAlone) {
  for (const char* brand : {"avif", "heic", "mif1", "jp2 "}) {
    EXPECT_FALSE(is_video_content(bytes(0, 0, 0, 28) + bytes_of("ftyp") + bytes_of(brand)));
  }
  EXPECT_TRUE(is_video_content(bytes(0, 0, 0, 28) + bytes_of("ftypisom")));
  EXPECT_FALSE(is_video_content(bytes_of("GIF89a")));
  EXPECT_FALSE(is_video_content({}));
}

TEST(IsVideoContent, KnowsTransportStreamsByTheirPackets) {
  Bytes packets(376);
  packets[0] = packets[188] = 0x47;
  EXPECT_TRUE(is_video_content(packets));
  packets[188] = 0;
  EXPECT_FALSE(is_video_content(packets));
}

}  // namespace
}  // namespace tintflow
