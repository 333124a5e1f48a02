#include "io/video_sink.h"

#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <gmock/gmock.h>

#include "io/descriptor_output.h"
#include "io/errors.h"
#include "io/file_descriptor.h"
#include "io/video_file.h"
#include "io/video_source.h"
#include "tests/io/test_folder.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Packets of a stream: time and bytes.
using PacketList = std::vector<std::pair<std::int64_t, std::vector<std::uint8_t>>>;

PacketList packets_of(const std::filesystem::path& path, AVMediaType type) {
  Demuxer demuxer = open_film(path);
  demuxer.select([&](const AVStream& stream) { return stream.codecpar->codec_type == type; });
  PacketList list;
  for (auto packet = demuxer.next(); packet && *packet; packet = demuxer.next()) {
    const AVRational base = demuxer.context().streams[(*packet)->stream_index]->time_base;
    list.emplace_back(
        av_rescale_q((*packet)->pts, base, {1, 1000}),
        std::vector<std::uint8_t>((*packet)->data, (*packet)->data + (*packet)->size));
  }
  return list;
}

std::vector<std::uint8_t> bytes_of(const PacketList& packets) {
  std::vector<std::uint8_t> bytes;
  for (const auto& [time, content] : packets) {
    bytes.insert(bytes.end(), content.begin(), content.end());
  }
  return bytes;
}

std::vector<std::int64_t> times_of(const std::filesystem::path& path) {
  const auto source = VideoSource::open(open_film(path));
  EXPECT_TRUE(source.has_value()) << source.error();
  std::vector<std::int64_t> times;
  while (auto item = (*source)->next()) {
    times.push_back(av_rescale_q((*item)->video_frame->best_effort_timestamp,
                                 (*source)->info().time_base, {1, 1000}));
  }
  return times;
}

/// Writes `film`'s frames and what else `input` holds.
std::vector<std::string> write(const Film& film, const std::filesystem::path& input,
                               const std::filesystem::path& output, VideoSink::Ending ending) {
  auto file = VideoFile::create(output);
  EXPECT_TRUE(file.has_value());
  VideoSink sink("film", **file, film.target, info_of(film), StreamCopy(open_film(input)));
  for (std::size_t n = 0; n < film.times.size(); ++n) {
    EXPECT_TRUE(sink.write({.id = {}, .bytes = {}, .size = {}, .video_frame = frame_of(film, n)}));
  }
  EXPECT_TRUE(sink.finish(ending).has_value());
  EXPECT_TRUE((*file)->appear_as(output).has_value());
  return sink.notices();
}

Film film_in(VideoContainer container) {
  Film film{.time_base = {1, 1000},
            .times = {0, 40, 41, 200, 500, 900},
            .target = {container, VideoCodec::h264, 20, AV_PIX_FMT_YUV420P},
            .sound_packets = 20};
  film.arrange = [](AVFormatContext& file) {
    av_dict_set(&file.metadata, "title", "A film", 0);
    file.chapters = static_cast<AVChapter**>(av_calloc(1, sizeof(AVChapter*)));
    file.nb_chapters = 1;
    file.chapters[0] = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
    file.chapters[0]->time_base = {1, 1000};
    file.chapters[0]->end = 900;
    av_dict_set(&file.chapters[0]->metadata, "title", "The first", 0);
  };
  return film;
}

TEST(VideoSink, KeepsTimesAndCopiesTheRest) {
  const TestFolder folder;
  const Film film = film_in(VideoContainer::mkv);
  write_film(film, folder / "in.mkv");
  for (const char* name : {"out.mkv", "out.mov"}) {
    Film target = film;
    target.target.container = *container_of_extension(name);
    EXPECT_THAT(write(target, folder / "in.mkv", folder / name, VideoSink::Ending::whole),
                IsEmpty());
    EXPECT_THAT(times_of(folder / name), testing::ElementsAreArray(film.times));
    // QuickTime reads PCM back in packets of another length.
    EXPECT_TRUE(bytes_of(packets_of(folder / name, AVMEDIA_TYPE_AUDIO)) ==
                bytes_of(packets_of(folder / "in.mkv", AVMEDIA_TYPE_AUDIO)))
        << name;
    const Demuxer result = open_film(folder / name);
    EXPECT_STREQ(av_dict_get(result.context().metadata, "title", nullptr, 0)->value, "A film");
    ASSERT_EQ(result.context().nb_chapters, 1U);
    EXPECT_STREQ(av_dict_get(result.context().chapters[0]->metadata, "title", nullptr, 0)->value,
                 "The first");
  }
}

TEST(VideoSink, NamesWhatTheContainerCannotHold) {
  const TestFolder folder;
  Film film = film_in(VideoContainer::mkv);
  write_film(film, folder / "in.mkv");
  film.target = {VideoContainer::webm, VideoCodec::vp9, 30, AV_PIX_FMT_YUV420P};
  EXPECT_THAT(write(film, folder / "in.mkv", folder / "out.webm", VideoSink::Ending::whole),
              ElementsAre("track 1 (audio, pcm_s16le) is left out: WebM cannot hold it"));
  EXPECT_THAT(packets_of(folder / "out.webm", AVMEDIA_TYPE_AUDIO), IsEmpty());
}

TEST(VideoSink, EndsSoundWithTheLastFrameWhereItEndsEarly) {
  const TestFolder folder;
  const Film film = film_in(VideoContainer::mkv);
  write_film(film, folder / "in.mkv");
  Film half = film;
  half.times.resize(4);
  write(half, folder / "in.mkv", folder / "out.mkv", VideoSink::Ending::early);
  EXPECT_THAT(times_of(folder / "out.mkv"), ElementsAre(0, 40, 41, 200));
  const PacketList sound = packets_of(folder / "out.mkv", AVMEDIA_TYPE_AUDIO);
  ASSERT_FALSE(sound.empty());
  EXPECT_LE(sound.back().first, 200);
}

/// Frames that come in bursts, so that decoding times of one segment's end and the next one's
/// beginning would cross.
Film film_in_bursts(VideoCodec codec) {
  Film film{.time_base = {1, 1000}, .times = {}, .sound_packets = 60};
  film.target = {VideoContainer::mov, codec, 20, AV_PIX_FMT_YUV420P};
  if (codec == VideoCodec::prores) film.target.pixel_format = AV_PIX_FMT_YUV422P10;
  std::int64_t time = 0;
  for (int n = 0; n < 40; ++n) film.times.push_back(time += n / 10 % 2 == 0 ? 10 : 300);
  return film;
}

constexpr std::uint64_t kSegment = 10;

/// Writes frames from `first` to before `end`, and ends the file if that is the last.
void write_frames(const Film& film, const TestFolder& folder, const char* name,
                  PacketJournal* journal, std::size_t first, std::size_t end) {
  auto file = VideoFile::create(folder / name);
  ASSERT_TRUE(file.has_value());
  VideoSink sink("film", **file, film.target, info_of(film),
                 StreamCopy(open_film(folder / "in.mkv")),
                 {.length = kSegment, .first_frame = first, .journal = journal});
  for (std::size_t n = first; n < end; ++n) {
    ASSERT_TRUE(sink.write(
        {.id = {0, n - first}, .bytes = {}, .size = {}, .video_frame = frame_of(film, n)}));
  }
  if (end < film.times.size()) return;
  ASSERT_TRUE(sink.finish(VideoSink::Ending::whole).has_value());
  ASSERT_TRUE((*file)->appear_as(folder / name).has_value());
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(VideoSink, GoesOnAtASegmentToTheSameFile) {
  for (const VideoCodec codec : {VideoCodec::h264, VideoCodec::hevc, VideoCodec::prores}) {
    const TestFolder folder;
    const Film film = film_in_bursts(codec);
    write_film(film_in(VideoContainer::mkv), folder / "in.mkv");
    write_frames(film, folder, "whole.mov", nullptr, 0, film.times.size());
    EXPECT_THAT(times_of(folder / "whole.mov"), testing::ElementsAreArray(film.times));
    // The third frame of a segment is lost, with all of the segment.
    for (const auto& [first, end] : {std::pair{0U, 23U}, {20U, 33U}, {30U, 40U}}) {
      auto journal = PacketJournal::open(folder / "packets", "film");
      ASSERT_TRUE(journal.has_value()) << journal.error();
      ASSERT_EQ((*journal)->boundaries().empty(), first == 0);
      ASSERT_TRUE((*journal)->keep_until(first));
      write_frames(film, folder, "parts.mov", journal->get(), first, end);
    }
    EXPECT_TRUE(file_bytes(folder / "parts.mov") == file_bytes(folder / "whole.mov"))
        << codec_name(codec);
  }
}

TEST(VideoSink, DoesNotGoOnWithAnotherEncodersPackets) {
  const TestFolder folder;
  Film film = film_in_bursts(VideoCodec::h264);
  write_film(film_in(VideoContainer::mkv), folder / "in.mkv");
  {
    auto journal = PacketJournal::open(folder / "packets", "film");
    write_frames(film, folder, "a.mov", journal->get(), 0, 23);
  }
  auto journal = PacketJournal::open(folder / "packets", "film");
  ASSERT_TRUE((*journal)->keep_until(20));
  film.target.codec = VideoCodec::hevc;
  EXPECT_THAT([&] { write_frames(film, folder, "a.mov", journal->get(), 20, 40); },
              testing::ThrowsMessage<FatalError>(HasSubstr("-y begins anew")));
}

TEST(VideoSink, WritesStreamsToAPipe) {
  const TestFolder folder;
  Film film;
  film.target = {VideoContainer::y4m, VideoCodec::raw, {}, AV_PIX_FMT_YUV420P10};
  const FileDescriptor file(::open((folder / "a.y4m").c_str(), O_WRONLY | O_CREAT, 0600));
  DescriptorOutput output(file.number());
  VideoSink sink("standard output", output, film.target, info_of(film), std::nullopt);
  for (std::size_t n = 0; n < film.times.size(); ++n) {
    ASSERT_TRUE(sink.write({.id = {}, .bytes = {}, .size = {}, .video_frame = frame_of(film, n)}));
  }
  ASSERT_TRUE(sink.finish(VideoSink::Ending::whole).has_value());
  EXPECT_EQ(times_of(folder / "a.y4m").size(), film.times.size());
}

TEST(VideoSink, EndsTheRunWhereNothingCanBeWritten) {
  const FileDescriptor full(::open("/dev/full", O_WRONLY));
  DescriptorOutput output(full.number());
  Film film{.size = {640, 480}};
  film.target = {VideoContainer::y4m, VideoCodec::raw, {}, AV_PIX_FMT_YUV420P};
  VideoSink sink("standard output", output, film.target, info_of(film), std::nullopt);
  try {
    for (std::size_t n = 0; n < film.times.size(); ++n) {
      (void)sink.write({.id = {}, .bytes = {}, .size = {}, .video_frame = frame_of(film, n)});
    }
    FAIL() << "wrote to a full device";
  } catch (const FatalError& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot write standard output: No space left on device"));
  }
}

TEST(VideoSink, IsNoFileWithoutAFrame) {
  const TestFolder folder;
  auto file = VideoFile::create(folder / "a.mkv");
  const Film film;
  VideoSink sink("film", **file, film.target, info_of(film), std::nullopt);
  EXPECT_EQ(sink.finish(VideoSink::Ending::whole).error(), "no frame was written");
}

}  // namespace
}  // namespace tintflow
