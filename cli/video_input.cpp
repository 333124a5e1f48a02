#include "cli/video_input.h"

#include <filesystem>
#include <utility>
#include <vector>

#include <unistd.h>

#include "cli/command_error.h"
#include "cli/run_console.h"
#include "io/descriptor_input.h"
#include "io/file_source.h"
#include "io/number_pattern.h"
#include "io/read_file.h"
#include "io/video_source.h"
#include "stages/decode.h"
#include "stages/from_video.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

Expected<Demuxer> open_demuxer(const VideoJob& job, Bytes start) {
  if (!job.reads_stream()) return Demuxer::open(job.input);
  auto input = std::make_unique<DescriptorInput>(STDIN_FILENO, std::move(start));
  return job.raw ? Demuxer::open(std::move(input), *job.raw) : Demuxer::open(std::move(input));
}

VideoInput open_film(const VideoJob& job, const DecodeLimits& limits, Bytes start,
                     std::optional<int> cuda) {
  auto demuxer = open_demuxer(job, std::move(start));
  if (!demuxer) throw NoInputError(job.input_name() + ": " + demuxer.error());
  auto source = VideoSource::open(std::move(*demuxer), limits, cuda);
  if (!source) throw NoInputError(job.input_name() + ": " + source.error());
  VideoInfo info = (*source)->info();
  const FromVideo decode{.orientation = info.orientation};
  std::optional<StreamCopy> rest;
  if (!job.reads_stream()) {
    auto again = Demuxer::open(job.input);
    if (!again) throw NoInputError(job.input_name() + ": " + again.error());
    rest.emplace(std::move(*again));
  }
  return {std::move(*source), decode, std::move(info), std::move(rest), nullptr};
}

/// A picture that is a frame of a video. Where names are numbered, a missing one leaves its time to
/// the picture before.
struct DecodeNumbered {
  static constexpr const char* name = "decode";
  Decode decode;
  std::shared_ptr<const std::vector<FrameTime>> times;

  Expected<Frame> operator()(const Encoded& encoded) const {
    return decode(encoded).map([&](Frame&& frame) {
      frame.picture.metadata.time = times->at(encoded.id.source);
      return std::move(frame);
    });
  }
};

std::vector<FrameTime> times_of(const std::vector<fs::path>& files, bool are_numbered) {
  std::vector<FrameTime> times;
  const auto first = last_number_in(files.front().stem().string());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto number = last_number_in(files[i].stem().string());
    const std::int64_t place = static_cast<std::int64_t>(i);
    times.push_back({are_numbered ? static_cast<std::int64_t>(*number - *first) : place, 1});
  }
  return times;
}

AVPixelFormat pixel_format_of(const Picture& picture) {
  const bool deep = picture.pixels.depth() == CV_16U;
  if (picture.alpha.empty()) return deep ? AV_PIX_FMT_RGB48 : AV_PIX_FMT_RGB24;
  return deep ? AV_PIX_FMT_RGBA64 : AV_PIX_FMT_RGBA;
}

/// The video that pictures like the first one make.
VideoInfo describe_pictures(const std::vector<fs::path>& files, const Decode& decode,
                            const ColorizeOptions& options) {
  const auto first = read_file(files.front()).and_then([&](Bytes&& bytes) {
    return decode_image(bytes, decode.limits);
  });
  if (!first) throw NoInputError(files.front().string() + ": " + first.error());
  VideoInfo info;
  info.container = "pictures";
  info.codec = "pictures";
  info.stored_size = first->pixels.size();
  info.pixel_format = pixel_format_of(*first);
  info.color = ycbcr_color_of_rgb(info.stored_size);
  info.frame_rate = frame_rate(options.video);
  info.time_base = av_inv_q(info.frame_rate);
  info.frames = files.size();
  return info;
}

VideoInput open_pictures(const FilmPictures& pictures, const ColorizeOptions& options) {
  std::vector<fs::path> files = pictures.files;
  const Decode decode{.limits = {.max_pixels = options.max_pixels}};
  VideoInfo info = describe_pictures(files, decode, options);
  auto times =
      std::make_shared<const std::vector<FrameTime>>(times_of(files, pictures.are_numbered));
  info.seconds = static_cast<double>(times->back().start + 1) * av_q2d(info.time_base);
  auto names = [files](std::uint64_t index) { return files.at(index).string(); };
  return {std::make_unique<FileSource>(std::move(files)), DecodeNumbered{decode, std::move(times)},
          std::move(info), std::nullopt, std::move(names)};
}

}  // namespace

VideoInput open_video_input(const VideoJob& job, const ColorizeOptions& options, Bytes start,
                            std::optional<int> cuda) {
  if (job.is_of_pictures) return open_pictures(job.pictures, options);
  return open_film(job, {.max_pixels = options.max_pixels}, std::move(start), cuda);
}

}  // namespace tintflow
