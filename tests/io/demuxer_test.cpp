#include "io/demuxer.h"

#include <fcntl.h>
#include <gmock/gmock.h>

#include "io/descriptor_input.h"
#include "io/file_descriptor.h"
#include "tests/io/test_folder.h"
#include "tests/io/video_files.h"

extern "C" {
#include <libavutil/display.h>
}

namespace tintflow {
namespace {

using testing::HasSubstr;

int count_packets(Demuxer& demuxer) {
  int count = 0;
  for (auto packet = demuxer.next(); packet && *packet; packet = demuxer.next()) ++count;
  return count;
}

TEST(Demuxer, GivesThePacketsOfTheChosenStreams) {
  const TestFolder folder;
  write_film({.sound_packets = 5}, folder / "a.mkv");
  Demuxer all = open_film(folder / "a.mkv");
  EXPECT_EQ(count_packets(all), 17);
  Demuxer demuxer = open_film(folder / "a.mkv");
  ASSERT_NE(demuxer.video(), nullptr);
  demuxer.select([&](const AVStream& stream) { return &stream != demuxer.video(); });
  EXPECT_EQ(count_packets(demuxer), 5);
}

TEST(Demuxer, TellsWhyAFileCannotBeOpened) {
  const TestFolder folder;
  const auto missing = Demuxer::open(folder / "a.mkv");
  ASSERT_FALSE(missing.has_value());
  EXPECT_THAT(missing.error(), HasSubstr("No such file"));
  const auto text = Demuxer::open(folder.add("b.mkv", "no video at all"));
  ASSERT_FALSE(text.has_value());
  EXPECT_THAT(text.error(), HasSubstr("cut off or no video; copy or export it again"));
}

TEST(Demuxer, ReadsNoOtherFile) {
  const TestFolder folder;
  write_film({}, folder / "a.mkv");
  EXPECT_FALSE(Demuxer::open(folder.add("b.ffconcat", "ffconcat version 1.0\nfile a.mkv\n")));
  EXPECT_FALSE(Demuxer::open(folder.add("c.m3u8", "#EXTM3U\n#EXTINF:1,\na.mkv\n#EXT-X-ENDLIST\n")));
}

TEST(Demuxer, TakesANameWithAColonForAFile) {
  const TestFolder folder;
  write_film({}, folder / "http:film.mkv");
  EXPECT_NE(open_film(folder / "http:film.mkv").video(), nullptr);
}

TEST(Demuxer, CutsRawVideoIntoFramesAsItIsTold) {
  const TestFolder folder;
  const std::string bytes = "RGBrgbRGBrgbRGBrgbRGB";  // three frames and a half
  const FileDescriptor file(::open(folder.add("frames", bytes).c_str(), O_RDONLY));
  auto demuxer = Demuxer::open(std::make_unique<DescriptorInput>(file.number(), Bytes()),
                               {.size = {2, 1}, .format = AV_PIX_FMT_RGB24, .rate = {24, 1}});
  ASSERT_TRUE(demuxer.has_value()) << demuxer.error();
  const AVStream& video = *demuxer->video();
  EXPECT_EQ(cv::Size(video.codecpar->width, video.codecpar->height), cv::Size(2, 1));
  EXPECT_EQ(video.codecpar->format, AV_PIX_FMT_RGB24);
  EXPECT_EQ(av_cmp_q(video.avg_frame_rate, {24, 1}), 0);
  for (int n = 0; n < 3; ++n) {
    const auto packet = demuxer->next();
    ASSERT_TRUE(packet && *packet);
    EXPECT_EQ(std::string((*packet)->data, (*packet)->data + (*packet)->size), "RGBrgb");
    EXPECT_EQ(av_compare_ts((*packet)->pts, video.time_base, n, {1, 24}), 0);
  }
  const auto rest = demuxer->next();
  ASSERT_TRUE(rest && *rest);
  EXPECT_EQ((*rest)->size, 3);
}

TEST(Demuxer, ReadsAPipeWhoseStartWasReadAlready) {
  const TestFolder folder;
  write_film({}, folder / "a.mkv");
  const FileDescriptor file(::open((folder / "a.mkv").c_str(), O_RDONLY));
  Bytes start(100);
  ASSERT_EQ(::read(file.number(), start.data(), start.size()), 100);
  auto demuxer = Demuxer::open(std::make_unique<DescriptorInput>(file.number(), start));
  ASSERT_TRUE(demuxer.has_value()) << demuxer.error();
  EXPECT_EQ(count_packets(*demuxer), 12);
}

TEST(Demuxer, DoesNotTakeACoverPictureForAFilm) {
  const TestFolder folder;
  write_film({.arrange =
                  [](AVFormatContext& file) {
                    file.streams[0]->disposition = AV_DISPOSITION_ATTACHED_PIC;
                  }},
             folder / "a.mkv");
  Demuxer demuxer = open_film(folder / "a.mkv");
  const_cast<AVStream*>(demuxer.context().streams[0])->disposition = AV_DISPOSITION_ATTACHED_PIC;
  EXPECT_EQ(demuxer.video(), nullptr);
}

/// The matrix that FFmpeg makes for a turn by `degrees` with the clock, then a flip.
std::optional<Orientation> orientation(double degrees, bool horizontally, bool vertically) {
  std::array<std::int32_t, 9> matrix{};
  av_display_rotation_set(matrix.data(), degrees);
  av_display_matrix_flip(matrix.data(), static_cast<int>(horizontally),
                         static_cast<int>(vertically));
  const TestFolder folder;
  write_film({.target = {.container = VideoContainer::mp4,
                         .codec = VideoCodec::h264,
                         .crf = 18,
                         .pixel_format = AV_PIX_FMT_YUV420P},
              .arrange =
                  [&](AVFormatContext& file) {
                    auto* side = av_stream_new_side_data(file.streams[0], AV_PKT_DATA_DISPLAYMATRIX,
                                                         sizeof(matrix));
                    std::memcpy(side, matrix.data(), sizeof(matrix));
                  }},
             folder / "a.mp4");
  return orientation_of(*open_film(folder / "a.mp4").video());
}

TEST(OrientationOf, ReadsDisplayMatrices) {
  EXPECT_EQ(orientation(0, false, false), 1);
  EXPECT_EQ(orientation(0, true, false), 2);
  EXPECT_EQ(orientation(180, false, false), 3);
  EXPECT_EQ(orientation(0, false, true), 4);
  EXPECT_EQ(orientation(90, false, false), 6);
  EXPECT_EQ(orientation(-90, false, false), 8);
  EXPECT_EQ(orientation(30, false, false), std::nullopt);
}

}  // namespace
}  // namespace tintflow
